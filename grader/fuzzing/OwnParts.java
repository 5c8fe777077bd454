package grader.fuzzing;

import grader.lab.Course;
import grader.lab.Lab;
import grader.lab.Problem;
import grader.talk.HttpParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The parts up to lab 07, of the reference or of the learner. */
final class OwnParts {

    private static final int LAST = 7;

    private OwnParts() {}

    /**
     * @param folder for classes
     * @throws Problem if they cannot be compiled
     */
    static HttpParts of(Course course, boolean mine, Path folder) {
        Map<String, String> sources = new TreeMap<>();
        for (Lab lab : course.all()) {
            if (lab.number() <= LAST) {
                read(mine ? course.labs().resolve(lab.folder()) : lab.reference(), sources);
            }
        }
        try {
            return HttpParts.of(sources, folder);
        } catch (IllegalStateException error) {
            throw new Problem(error.getMessage(), "mend it, then try again");
        }
    }

    private static void read(Path folder, Map<String, String> sources) {
        try (var files = Files.newDirectoryStream(folder, "*.java")) {
            for (Path file : files) {
                sources.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException error) {
            throw Problem.of(error, "reading " + Course.shown(folder));
        }
    }
}
