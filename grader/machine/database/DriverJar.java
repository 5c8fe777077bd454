package grader.machine.database;

import grader.core.files.Folders;
import grader.machine.database.driver.WatchedDriver;
import grader.machine.os.ShutdownHook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The driver's classes in a jar of their own, for the class path of a server: made out of the grader's own classes,
 * with the file by which `DriverManager` finds a driver.
 */
public final class DriverJar {

    private static final String SERVICE = "META-INF/services/java.sql.Driver";

    private DriverJar() {}

    private static final class Made {
        private static final Path JAR = make();
    }

    /** It is there until the program ends. */
    public static Path path() {
        return Made.JAR;
    }

    private static Path make() {
        try {
            Path folder = Files.createTempDirectory("inside-the-server-driver-");
            // Never closed: it is in force until the program ends.
            new ShutdownHook(() -> Folders.delete(folder));
            Path jar = folder.resolve("watched-driver.jar");
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
                add(out, SERVICE, WatchedDriver.class.getName().getBytes(StandardCharsets.UTF_8));
                addClasses(out);
            }
            return jar;
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        } catch (URISyntaxException error) {
            throw new IllegalStateException(error);
        }
    }

    /** The grader's classes are in a jar, or in a folder if an editor has compiled them. */
    private static void addClasses(JarOutputStream out) throws IOException, URISyntaxException {
        Path own = Path.of(WatchedDriver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(own)) {
            addClasses(out, own);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(own)) {
                addClasses(out, jar.getPath("/"));
            }
        }
    }

    private static void addClasses(JarOutputStream out, Path root) throws IOException {
        Path folder = root.resolve(WatchedDriver.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class")).sorted().toList()) {
                add(out, root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
    }
}
