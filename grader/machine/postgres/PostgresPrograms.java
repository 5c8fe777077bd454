package grader.machine.postgres;

import grader.core.files.Folders;
import grader.machine.os.Commands;
import grader.machine.os.ShutdownHook;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the programs of PostgreSQL are: those of the system, or else those of the library that
 * `libraries/Postgres.java` names, unpacked once per program run.
 */
final class PostgresPrograms {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Optional<Path> FOLDER = ofSystem().or(PostgresPrograms::ofLibrary);

    private PostgresPrograms() {}

    /** The folder of `initdb` and `postgres`; empty if this machine has none. */
    static Optional<Path> folder() {
        return FOLDER;
    }

    private static Optional<Path> ofSystem() {
        List<Path> folders = new ArrayList<>(debian());
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            folders.add(Path.of(folder));
        }
        return folders.stream()
                .filter(folder -> Files.isExecutable(folder.resolve("initdb"))
                        && Files.isExecutable(folder.resolve("postgres")))
                .findFirst();
    }

    /** The newest first. */
    private static List<Path> debian() {
        if (!Files.isDirectory(DEBIAN)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.sorted(Comparator.comparing((Path path) -> path.getFileName().toString().length())
                    .thenComparing(Comparator.naturalOrder())
                    .reversed()).map(version -> version.resolve("bin")).toList();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static Optional<Path> ofLibrary() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String processor = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> "none";
        };
        try (InputStream archive =
                PostgresPrograms.class.getResourceAsStream("/postgres-" + os + "-" + processor + ".txz")) {
            return archive == null ? Optional.empty() : Optional.of(unpacked(archive));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static Path unpacked(InputStream archive) throws IOException {
        Path folder = Files.createTempDirectory("inside-the-server-postgres-");
        // Never closed: it is in force until the program ends.
        new ShutdownHook(() -> Folders.delete(folder));
        // The programs run as another user if this is root.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path file = folder.resolve("postgres.txz");
        Files.copy(archive, file);
        if (!Commands.succeeds("tar", "-xJf", file.toString(), "-C", folder.toString())) {
            throw new IOException("cannot unpack " + file + ": are tar and xz installed?");
        }
        return folder.resolve("bin");
    }
}
