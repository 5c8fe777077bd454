package grader.core.source;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.PathText;
import grader.core.files.PlatformFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The Java files of the labs up to one of them, for tools that compile them in process. */
public final class Parts {

    private Parts() {}

    /**
     * @param last the number of the last lab
     * @param mine the learner's, out of labs/, instead of the reference's
     * @return path, as it is shown to people, to text: so an error names its file, and two labs may have files of one
     *             name
     * @throws UserError if a folder cannot be read
     */
    public static Map<String, String> upTo(Course course, int last, boolean mine) {
        Map<String, String> sources = new TreeMap<>();
        course.all()
                .stream()
                .filter(lab -> lab.number() <= last)
                .map(lab -> mine ? course.labs().resolve(lab.folder()) : lab.reference())
                .forEach(folder -> read(folder, sources));
        return sources;
    }

    /** A source that is compiled with parts of the labs. @param file relative to the checkout */
    public static String source(String file) {
        try {
            return Files.readString(Course.here().root().resolve(file));
        } catch (IOException error) {
            throw UserError.of(error, "reading " + file);
        }
    }

    private static void read(Path folder, Map<String, String> sources) {
        try (var files = Files.newDirectoryStream(folder,
                file -> PlatformFiles.isJava(file.getFileName().toString()))) {
            for (Path file : files) {
                sources.put(PathText.shown(file), Files.readString(file));
            }
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(folder));
        }
    }
}
