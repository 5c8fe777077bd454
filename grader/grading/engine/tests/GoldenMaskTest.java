package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.grading.server.Program;
import grader.proofs.testing.GoldenFile;
import grader.proofs.testing.GoldenMask;
import grader.results.result.Result;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mask hides what differs by machine and run, and lets everything else show; and a difference can be read. */
class GoldenMaskTest {

    private static final Program PROGRAM = new Program.Command("'/a b/java' -cp /tmp/x Broken exits");
    private static final Result RESULT =
            new Result(Course.here().lab("lab01"), "b0", PROGRAM.mode(), "", "layer 7: a wall",
                    Optional.empty(), List.of(), List.of(), 0);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            lab01   seed b0   layer 7: a wall|lab01   seed b0   ISOLATION
               2  connect 127.0.0.1:41873|   2  connect 127.0.0.1:PORT
              12  client 31: connect 127.0.0.1:8080|  12  client 31: connect 127.0.0.1:PORT
            score  3 of 8   in 12.3 s|score  3 of 8   in 0.0 s
            score  3 of 8 checkable   in 0,9 s|score  3 of 8 checkable   in 0.0 s""")
    void hidesWhatDiffers(String text, String masked) {
        assertEquals(masked, mask(text));
        assertEquals("before\n" + masked + "\nbehind\n", mask("before\n" + text + "\nbehind\n"));
    }

    @Test
    void hidesThePathsOfTheCommand() {
        assertEquals("again: ./jbang grade lab01 --command 'java Broken exits' --only listens",
                mask("again: ./jbang grade lab01 --command ''\\''/a b/java'\\'' -cp /tmp/x Broken exits' --only "
                        + "listens"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"  again:  --only listens --seed b0", "  < Content-Length: 41873", "expected port 41873",
            "nothing came within 10 s",
            "   2  connect 192.0.2.7:80", "  > connect 127.0.0.1:80 HTTP/1.1\\r\\n", "score  3 of 8",
            "a body of 3 bytes in 0.1 s", "exit code 3"})
    void letsTheRestShow(String text) {
        assertEquals(text, mask(text));
    }

    @Test
    void aDifferenceShowsBothLinesAndWhatIsAround() {
        String difference = GoldenFile.difference("lab01/x.txt", "one\ntwo\nthree\n", "one\n2\nthree\n");
        assertTrue(difference.contains("grader/grading/engine/tests/golden/lab01/x.txt"), difference);
        assertTrue(difference.contains(" one\n-two\n+2\n three\n"), difference);
    }

    @Test
    void aMissingLineEndIsADifference() {
        assertTrue(GoldenFile.difference("x", "one\n", "one").contains("-"), "the end of the last line");
    }

    private static String mask(String text) {
        return GoldenMask.of(text, RESULT, PROGRAM, "java Broken exits");
    }
}
