package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.studio.deploy.ArenaCommand;
import grader.core.course.Course;
import grader.proofs.testing.CourseCopy;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What `./jbang arena` says when it cannot start: one line, with the remedy, and exit code 2. */
class ArenaErrorsTest {

    private static void expect(Path root, String said, String... arguments) {
        CourseCopy.Run run = CourseCopy.run(new ArenaCommand(root), arguments);
        assertEquals(2, run.exitCode(), run::err);
        assertTrue(run.err().contains(said), run::err);
        assertEquals(1, run.err().lines().count(), run::err);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "--rate=0 | --rate is 0; give a number from 1 to 100",
            "--rounds=0 | --rounds is 0; give a number from 1",
            "--probe=10 | --probe is 10; give a number from 50 to 60000",
            "--drain-delay=-1 | --drain-delay is -1; give a number from 0 to 600000",
            "--engine=pool | thread, virtual, loop, hybrid, all",
            "--act=freeze | deploy, kill",
            "--seed=x | --seed",
            "--solutions | did you mean --solution",
    })
    @DisplayName("a wrong flag")
    void flags(String flag, String said) {
        expect(Course.here().root(), said, flag);
    }

    @Test
    @Tag("nightly")
    @DisplayName("a server does not compile, ends at its start, or is never ready")
    void servers(@TempDir Path folder) {
        CourseCopy copy = new CourseCopy(folder, 11);
        String script = "solutions/11-shutdown/lab11.java";
        String good = copy.read(script);
        copy.write(script, good + "\nvoid x() { y(); }\n");
        expect(folder, "lab11.java:" + (good.lines().count() + 2) + ": cannot find symbol", "--solution");
        copy.write(script, good.replaceFirst("(?s)void main.*?\n}\n", """
                void main(String[] args) {
                    System.err.println("out of order");
                    System.exit(3);
                }
                """));
        expect(folder, "instance a ended at its start: out of order; ", "--solution");
        copy.write(script, good);
        copy.replace("solutions/11-shutdown/Lifecycle.java", "return phase == ServerPhase.SERVE;", "return false;");
        expect(folder, "instance a listens, but its /ready was no 200 within", "--solution");
    }
}
