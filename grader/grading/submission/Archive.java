package grader.grading.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(Deflater.NO_COMPRESSION);
            add(folder, out);
        }
        return jar;
    }

    private static void add(Path folder, JarOutputStream out) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
            }
        }
    }
}
