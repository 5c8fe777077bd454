package grader.core.files;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A package of the grader in a jar of its own, for the class path of a server. */
public final class PackageJar {

    private PackageJar() {}

    /**
     * @param member a class of the package
     * @param jar a path at which there is no file
     * @param more files that are to be in it, by name
     * @return the jar
     */
    public static Path write(Class<?> member, Path jar, Map<String, byte[]> more) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> file : more.entrySet()) {
                add(out, file.getKey(), file.getValue());
            }
            addClasses(out, member);
        } catch (URISyntaxException error) {
            throw new IllegalStateException(error);
        }
        return jar;
    }

    /** The grader's classes are in a jar, or in a folder if an editor has compiled them. */
    private static void addClasses(JarOutputStream out, Class<?> member) throws IOException, URISyntaxException {
        Path own = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(own)) {
            addClasses(out, own, member.getPackageName());
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(own)) {
                addClasses(out, jar.getPath("/"), member.getPackageName());
            }
        }
    }

    private static void addClasses(JarOutputStream out, Path root, String name) throws IOException {
        Path folder = root.resolve(name.replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class")).sorted().toList()) {
                add(out, root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }

    /** Adds a file to a jar. */
    public static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
    }
}
