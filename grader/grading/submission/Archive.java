package grader.grading.submission;

import grader.core.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.Deflater;

/**
 * Puts a lab's classes into one jar, not compressed.
 *
 * <p>A class in a folder is a file that is opened when the class is first needed. A server without a free descriptor
 * could not open it, and would die of that instead of what is checked. A jar is opened once, at the start.
 */
public final class Archive {

    private Archive() {}

    public static Path of(Path folder, Path jar) throws IOException {
        return of(folder, file -> true, jar);
    }

    /** Of some of the classes. With the same content it is the same jar. */
    static Path of(Path folder, Predicate<Path> some, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (Path file : Folders.filesBelow(folder)) {
                if (some.test(file)) {
                    JarEntry entry = new JarEntry(folder.relativize(file).toString().replace('\\', '/'));
                    entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
                    out.putNextEntry(entry);
                    Files.copy(file, out);
                }
            }
        }
        return jar;
    }
}
