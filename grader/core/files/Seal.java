package grader.core.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a file or a folder was when it was made: of each file its name, size, inode and the time of its last change,
 * which no program can set back. So a look tells whether it was changed, without reading it.
 *
 * <p>A seal in memory cannot be forged. A seal in a file beside the folder can, by any program of the same user: it
 * tells changes by accident, and by programs that do not know of it.
 */
public record Seal(Path of, String value) {

    private static final String EXTENSION = ".seal";

    /** As it is now; empty if it cannot be read, or is not there. */
    public static Optional<Seal> now(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            String list = all.sorted().map(file -> line(path, file)).collect(Collectors.joining("\n"));
            return Optional.of(new Seal(path, Sha256.of(list.getBytes(StandardCharsets.UTF_8))));
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    private static String line(Path folder, Path file) {
        try {
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                return folder.relativize(file) + "/";
            }
            Map<String, Object> now = file.getFileSystem().supportedFileAttributeViews().contains("unix")
                    ? Files.readAttributes(file, "unix:size,ino,ctime,mode", LinkOption.NOFOLLOW_LINKS)
                    : Files.readAttributes(file, "size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
            return folder.relativize(file) + " " + new TreeMap<>(now);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** What was written beside the path, if it is still so. */
    public static Optional<Seal> read(Path path) {
        try {
            String written = Files.readString(beside(path));
            return now(path).filter(seal -> seal.value.equals(written));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** As it is now, and writes it beside the path; empty if it cannot be read. */
    public static Optional<Seal> write(Path path) {
        Optional<Seal> seal = now(path);
        seal.ifPresent(one -> AtomicFile.write(beside(path), one.value));
        return seal;
    }

    /**
     * Of what was made before, as long as it is intact, or could not be made; else it is made now.
     *
     * @param make makes it, and returns its seal; empty if it cannot be made
     */
    public static <K> Optional<Seal> intact(ConcurrentMap<K, Optional<Seal>> made, K key,
            Supplier<Optional<Seal>> make) {
        return made.compute(key,
                (_, before) -> before != null && before.map(Seal::isIntact).orElse(true) ? before : make.get());
    }

    public boolean isIntact() {
        return now(of).equals(Optional.of(this));
    }

    /** Deletes a file, and what was written beside it. For what the course made itself only. */
    public static void delete(Path path) {
        Folders.delete(path);
        Folders.delete(beside(path));
    }

    private static Path beside(Path path) {
        return path.resolveSibling(path.getFileName() + EXTENSION);
    }
}
