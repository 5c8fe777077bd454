package grader.fuzzing;

import grader.lab.Course;
import grader.lab.Parts;
import grader.lab.Problem;
import grader.talk.HttpParts;
import java.nio.file.Path;

/** The parts up to lab 07, of the reference or of the learner. */
final class OwnParts {

    private static final int LAST = 7;

    private OwnParts() {}

    /**
     * @param folder for classes
     * @throws Problem if they cannot be compiled
     */
    static HttpParts of(Course course, boolean mine, Path folder) {
        try {
            return HttpParts.of(Parts.upTo(course, LAST, mine), folder);
        } catch (IllegalStateException error) {
            throw new Problem(error.getMessage(), "mend it, then try again");
        }
    }
}
