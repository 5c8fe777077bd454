package grader.proofs.mutants.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.checks.diagnose.CheckStep;
import grader.checks.diagnose.Diagnosis;
import grader.checks.diagnose.Variant;
import grader.clients.http.CheckFailed;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.grading.submission.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tasks diagnose are made of. {@link MutantsTest} tries checks that are too weak or too strict. */
class DiagnoseTest {

    @Test
    void everyVariantFitsTheReference() throws IOException {
        for (Diagnosis one : Diagnosis.all(Course.here())) {
            String lab = one.lab().name();
            Submission reference = Submission.stage(one.lab(), Lab::reference);
            assertEquals(10, one.variants().size(), lab);
            assertEquals(4, one.variants().stream().filter(Variant::isRight).count(), lab);
            assertTrue(one.variants().getFirst().isRight() && one.variants().getFirst().changes().isEmpty(), lab);
            assertFalse(one.variants().get(1).isRight(), lab);
            List<Submission> changed = one.variants().stream().map(variant -> variant.of(reference)).toList();
            assertEquals(10, new HashSet<>(changed).size(), lab + " has a variant twice");
            String file = Files.readString(one.lab().reference().resolve(CheckStep.FILE));
            assertTrue(file.contains("\n--   "), lab + " has no evidence: ./jbang mutants --evidence " + lab);
            assertFalse(CheckStep.of(file).isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A: expect 2000 | diagnose.steps:3, `A: expect 2000`: expected one of `A: connect`,
            expect 200     | diagnose.steps:3, `expect 200`: expected a client before this step, such as `A: `
            A: start       | diagnose.steps:3, `A: start`: expected no client before this step
            a: connect     | diagnose.steps:3, `a: connect`: expected one of `start --workers 2`,
            A B: connect   | diagnose.steps:3, `A B: connect`: 'A B' names no client: write A, or A, B, or C1-C8
            upstream: respond 503, late | diagnose.steps:3, `upstream: respond 503, late`: expected one of `start
            C1-C300: close | diagnose.steps:3, `C1-C300: close`: expected at most 200 clients, but these are 300
            """)
    void saysWhatIsWrongWithAStep(String line, String message) {
        CheckFailed failed = assertThrows(CheckFailed.class, () -> CheckStep.of("""
                -- task diagnose
                -- diagnose: which one?
                """ + line + "\n"));
        assertTrue(failed.getMessage().startsWith(message), failed.getMessage());
    }

    @Test
    void thePageHasEveryStep() throws IOException {
        String page = Files.readString(Course.here().pages().resolve("diagnose.adoc"));
        for (String unknown : List.of("A: juggle", "juggle")) {
            String message = assertThrows(CheckFailed.class, () -> CheckStep.of("-- task diagnose\n" + unknown))
                    .getMessage();
            Pattern.compile("`([^`]+)`")
                    .matcher(message.substring(message.indexOf("one of")))
                    .results()
                    .forEach(form -> assertTrue(page.contains(form.group(1)), () -> "no " + form.group()));
        }
        Pattern.compile("(?s)----\\n(start.*?)----")
                .matcher(page)
                .results()
                .forEach(example -> CheckStep.of("-- task diagnose\n" + example.group(1)));
    }
}
