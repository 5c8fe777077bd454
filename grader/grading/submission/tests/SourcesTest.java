package grader.grading.submission.tests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.grading.submission.Sources;
import grader.grading.submission.Submission;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which stretch tasks a submission is too old to have. */
class SourcesTest {

    private static final Lab LAB = Course.here().lab("lab10");
    private static final Submission REFERENCE = Submission.stage(LAB, Lab::reference);

    private static boolean isMissing(String marks) {
        String name = REFERENCE.sources()
                .keySet()
                .stream()
                .filter(each -> each.endsWith("/Database.java"))
                .findFirst()
                .orElseThrow();
        String text = REFERENCE.sources().get(name);
        return Sources.of(REFERENCE.with(name, text.replaceAll(marks, "")), LAB).isMissing("retry");
    }

    @Test
    @DisplayName("a guided type that lacks the mark of one task is older than that task")
    void guided() {
        assertTrue(isMissing("// task retry.*"));
        assertFalse(isMissing("no such line"));
    }

    @Test
    @DisplayName("a type that a learner has designed has all of its tasks, whatever it marks")
    void designed() {
        assertFalse(isMissing("// task .*"));
        assertFalse(isMissing("// task (retry.*|transaction, until.*)"));
    }
}
