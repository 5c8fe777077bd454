package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.starter.Starter;
import grader.core.starter.StarterForm;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `course open` and `course guided`: the other starter comes, and the learner's work is kept. */
class CourseFormTest {

    private static final String HEART = "labs/01-sockets/Listener.java";
    private static final String OTHER = "labs/01-sockets/Sockets.java";

    private CourseCopy copy;

    @BeforeEach
    void makeCopy(@TempDir Path folder) {
        copy = new CourseCopy(folder);
    }

    private Run good(Run run) {
        assertEquals(0, run.exitCode(), run.out() + run.err());
        return run;
    }

    private String open(String file) {
        return StarterForm.OPEN.files(copy.lab).get(file);
    }

    @Test
    @DisplayName("open takes the heart away, keeps what was written there, and leaves other files alone")
    void open() {
        copy.append(HEART, "// mine\n");
        copy.append(OTHER, "// mine\n");
        String mine = copy.read(HEART);
        String other = copy.read(OTHER);
        Progress.load(copy.course)
                .record(copy.lab, Map.of("accept-loop", new TaskState(15, 15, "passed"), "close",
                        new TaskState(10, 10, "passed")));
        String said = good(copy.course("open", "lab01")).out();
        assertTrue(said.contains("new     ") && said.contains("Listener.java; kept in "), said);
        assertEquals(open("Listener.java"), copy.read(HEART));
        assertFalse(copy.read(HEART).contains("private "), copy.read(HEART));
        assertEquals(other, copy.read(OTHER));
        assertTrue(copy.isKeptSomewhere(mine));
        assertTrue(Progress.load(copy.course).task("lab01", "accept-loop").isEmpty());
        assertTrue(Progress.load(copy.course).task("lab01", "close").isPresent());
    }

    @Test
    @DisplayName("guided brings all types back, and moves those of the learner's own to the backup")
    void guided() {
        good(copy.course("open", "lab01"));
        copy.append(HEART, "final class Own {}\n");
        copy.write("labs/01-sockets/Extra.java", "final class Extra {}\n");
        String mine = copy.read(HEART);
        good(copy.course("guided", "lab01"));
        assertEquals(Starter.of(copy.lab).get("Listener.java"), copy.read(HEART));
        assertTrue(copy.isKeptSomewhere(mine) && copy.isKeptSomewhere("final class Extra {}\n"));
        assertFalse(copy.exists("labs/01-sockets/Extra.java") || copy.exists("labs/01-sockets/.open"));
        assertEquals(0, copy.starters("--check").exitCode());
    }

    @Test
    @DisplayName("a lab stays open: starters, reset, skip and unskip keep its form")
    void stays() {
        good(copy.course("open", "lab01"));
        good(copy.starters());
        assertEquals(open("Listener.java"), copy.read(HEART));
        copy.append(HEART, "// mine\n");
        assertTrue(good(copy.course("reset", "lab01")).out().contains("at the start of its open starter"));
        assertEquals(open("Listener.java"), copy.read(HEART));
        good(copy.course("skip", "lab01"));
        good(copy.course("unskip", "lab01"));
        assertEquals(open("Listener.java"), copy.read(HEART));
    }

    @Test
    @DisplayName("a new version of an open type is written where nothing was, and shown beside what was")
    void update() {
        good(copy.course("open", "lab01"));
        copy.replace("solutions/01-sockets/Listener.java", "Serves one client after another", "Serves all clients");
        good(copy.starters());
        assertTrue(copy.read(HEART).contains("Serves all clients"));
        copy.append(HEART, "// mine\n");
        String mine = copy.read(HEART);
        copy.replace("solutions/01-sockets/Listener.java", "Serves all clients", "Serves clients in turn");
        Run run = good(copy.starters());
        assertTrue(run.out().contains("its starter has changed: diff "), run.out());
        assertEquals(mine, copy.read(HEART));
    }

    @Test
    @DisplayName("what cannot be done is said, and nothing is changed")
    void refused() {
        Run same = copy.course("guided", "lab01");
        assertEquals(2, same.exitCode());
        assertTrue(same.err().contains("has this starter already"), same.err());
        good(copy.course("skip", "lab01"));
        Run skipped = copy.course("open", "lab01");
        assertEquals(2, skipped.exitCode());
        assertTrue(skipped.err().contains("course unskip lab01"), skipped.err());
        assertFalse(copy.exists("labs/01-sockets/.open"));
    }
}
