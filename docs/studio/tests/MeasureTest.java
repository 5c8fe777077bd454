package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.studio.models.MeasureCommand;
import grader.core.course.Course;
import grader.proofs.testing.CourseCopy;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** `./jbang measure`: what it refuses, one model in a second, and each model against the reference. */
class MeasureTest {

    private static final Path ROOT = Course.here().root();

    private static CourseCopy.Run run(Path root, String... arguments) {
        CourseCopy.Run run = CourseCopy.run(MeasureCommand.in(root), arguments);
        Assumptions.assumeFalse(run.err().contains("too busy to measure"), run.err());
        return run;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "utilization --load 33 | --load 33: the model has no such place; give one of 10, 20, 30",
            "utilization lab02 | lab02 holds each request for the same time, so give --spread constant",
            "utilization lab05 | its handlers cannot take a given time; lab02 can",
            "event-loop lab07 | cannot be measured like this with lab07; lab08 is the first whose server shows it",
            "balancing --policy random | its edge does not choose at random; give --policy round-robin",
            "backpressure --source 2 | its source gives as much as the reader takes; give --source",
            "drain --order never | --order never: the model has no such place; give one of 'exit at once', 'close",
            "drain --solution --command x | --solution and --command name two servers; give one of them",
            "stampede lab99 | lab99",
            "pool | no flag of lab10 gives its queries a time; ./jbang bench pool --mine measures your pool",
            "ponds | (did you mean onion or pool",
    })
    @DisplayName("one line says what is wrong, and what would be right")
    void refusals(String arguments, String said) {
        CourseCopy.Run run = run(ROOT, arguments.split(" "));
        assertEquals(2, run.exitCode(), run::err);
        assertTrue(run.err().contains(said), run::err);
        assertEquals(1, run.err().lines().count(), run::err);
    }

    @Test
    @DisplayName("alone, it lists the models, the lab that shows each, and what is measured")
    void list() {
        CourseCopy.Run run = run(ROOT);
        assertEquals(0, run.exitCode(), run::err);
        assertTrue(run.out().contains("  event-loop    lab08  what quick requests wait for"), run::out);
    }

    @Test
    @DisplayName("the reference is measured in place of a lab that is not built, and the words say so")
    void quick(@TempDir Path folder) {
        CourseCopy copy = new CourseCopy(folder, 7);
        String model = "docs/pages/explore/backpressure.json";
        copy.write(model, CourseCopy.content(ROOT.resolve(model))
                .replaceFirst("\"seconds\": \\d+", "\"seconds\": 1")
                .replaceFirst("(?s)\"at\": \\[.*?]", "\"at\": []"));
        CourseCopy.Run run = run(folder, "backpressure", "--writer", "waits", "--reader", "10");
        assertEquals(0, run.exitCode(), run::err);
        assertTrue(run.out().contains("the reference's server of lab07, as yours does not serve yet ("), run::out);
        assertTrue(run.out().contains("lab07: task "), run::out);
        assertTrue(run.out().lines().anyMatch(line -> line.matches("reader +arrives +model +measured")), run::out);
        assertTrue(run.out().contains("They "), run::out);      // Whether they agree is for a quiet machine to say.
    }

    /** Where no flag makes the server do what the model does at first, another place is measured. */
    @ParameterizedTest
    @Tag("nightly")
    @ValueSource(strings = {"accept-queue lab07", "backpressure --writer waits", "balancing", "drain", "event-loop",
            "retries --retries 1", "stampede --flight wait", "utilization", "utilization --spread constant"})
    @ResourceLock("processors")
    @DisplayName("the reference is where the model is, within the tolerance that the page states")
    void models(String arguments) {
        CourseCopy.Run run = run(ROOT, (arguments + " --solution").split(" "));
        assertEquals(0, run.exitCode(), run::err);
        assertTrue(run.out().contains("They agree"), run::out);
    }
}
