package grader.machine.database;

import grader.core.files.Folders;
import grader.core.files.PackageJar;
import grader.machine.database.driver.WatchedDriver;
import grader.machine.os.ShutdownHook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

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
            return PackageJar.write(WatchedDriver.class, folder.resolve("watched-driver.jar"),
                    Map.of(SERVICE, WatchedDriver.class.getName().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
