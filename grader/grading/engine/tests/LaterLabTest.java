package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.course.Task;
import grader.proofs.testing.CourseCopy;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A learner who goes on to lab 02 without having finished lab 01. */
@Tag("nightly")
class LaterLabTest {

    private CourseCopy copy;

    @BeforeEach
    void makeCourse(@TempDir Path folder) {
        copy = new CourseCopy(folder, 2);
    }

    @Test
    void isToldByMapAndNextStepThatLab01IsNotFinished() {
        assertFalse(copy.course().out().contains("not finished") || copy.course().out().contains("unfinished"));
        copy.replace("labs/02-accept-queue/Backlog.java", "throw new Todo(\"backlog\");", "return null;");
        for (String text : new String[] {"lab01 is not finished, and lab02, which you have begun, builds on it.",
                "./jbang course skip lab01", "Next: lab01 bind", "Listener.java:"}) {
            assertTrue(next().contains(text), () -> text + " is missing in:\n" + next());
        }
        String map = copy.course().out();
        assertTrue(map.lines()
                .anyMatch(line -> line.contains("lab01 Sockets")
                        && line.endsWith("0/100  (unfinished, and lab02 builds on it)")),
                map);
        assertEquals(0, copy.course("skip", "lab01").exitCode());
        assertTrue(next().contains("Next: lab02 backlog") && !next().contains("not finished"), next());
        assertEquals(0, copy.course("unskip", "lab01").exitCode());
        Progress.load(copy.course)
                .record(copy.lab, copy.lab.tasks()
                        .stream()
                        .collect(Collectors.toMap(Task::id,
                                task -> new TaskState(task.points(), task.points(), "passed"))));
        assertTrue(next().contains("Next: lab02 backlog") && !copy.course().out().contains("finished"), next());
    }

    @Test
    void findsAHintByTheTaskAloneInWhicheverLabItIs() {
        assertTrue(copy.course("hint", "backlog").out().contains("hint 1 of 3 · lab02 backlog"));
        assertTrue(copy.course("hint", "bind").out().contains("hint 1 of 3 · lab01 bind"));
    }

    private String next() {
        return copy.course("next").out();
    }
}
