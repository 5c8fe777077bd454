package grader.proofs.fuzzing.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.console.CommandLines;
import grader.core.course.Course;
import grader.proofs.fuzzing.FuzzCommand;
import grader.proofs.fuzzing.edge.EdgeInputs;
import grader.proofs.fuzzing.edge.EdgeTrial;
import grader.proofs.fuzzing.edge.KnownBackends;
import grader.proofs.protocol.Finding;
import grader.proofs.protocol.Script;
import grader.proofs.testing.CourseCopy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** `./jbang fuzz --edge`: it finds mistakes that are put into the reference's edge, and none in the reference. */
@Timeout(value = 1200, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EdgeFuzzTest {

    private static final int LAST = 14;
    private static final int FEW = 400;
    private static final List<String> CACHE = List.of("--cache-bytes", "1000000");

    /** Of each kind of input, a few that differ from day to day. */
    @Test
    void theReferenceReadsFewInputsAsItsBackendDoes() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Script> vectors = EdgeInputs.vectors();
        List<Script> inputs = new ArrayList<>();
        for (int i = 0; i < FEW; i++) {
            inputs.add(vectors.get(random.nextInt(vectors.size())));
            inputs.add(EdgeInputs.any(random));
        }
        List<String> flags = random.nextBoolean() ? CACHE : List.of();
        assertEquals(List.of(), found(inputs, flags, KnownBackends.none(), random),
                () -> "with " + flags + " and the seed " + seed);
    }

    @Test
    @Tag("nightly")
    void theReferenceReadsAllVectorsAsKnownServersDo() throws Exception {
        KnownBackends known = KnownBackends.start(Course.here().lab("lab14"));
        assertEquals(List.of(), found(EdgeInputs.vectors(), List.of(), known, new Random(1)));
    }

    @Test
    @Tag("nightly")
    void aCacheChangesNothing() throws Exception {
        assertEquals(List.of(), found(EdgeInputs.vectors(), CACHE, KnownBackends.none(), new Random(1)));
    }

    private static List<String> found(List<Script> inputs, List<String> flags, KnownBackends known, Random random)
            throws Exception {
        List<String> found = new ArrayList<>();
        try (EdgeTrial trial = new EdgeTrial(Course.here().lab("lab14"), flags, false, known)) {
            for (Script input : inputs) {
                try {
                    trial.of(input, random);
                } catch (Finding finding) {
                    found.add(finding.getMessage());
                }
            }
            assertTrue(trial.passed() > inputs.size() / 10, () -> trial.passed() + " requests have passed");
        }
        return found;
    }

    @Test
    @Tag("nightly")
    void findsNothingInTheReference() {
        String said = call(Course.here().root(), "--edge", "--backends", "--cases", "5000");
        assertTrue(said.startsWith("0\n") && said.contains(" 5,000 cases, "), said);
        assertTrue(said.contains(" requests have reached the backend"), said);
        assertTrue(said.contains("lab14: "), said);
    }

    /** A folder and a file, a text in it, and what stands there instead. */
    @ParameterizedTest
    @Tag("nightly")
    @CsvSource(delimiter = '~', value = {
            "03-parser/Framing.java ~ if (head.fields().has(\"content-length\") || head.isHttp10()) { ~ "
                    + "if (head.isHttp10()) {",
            "03-parser/ChunkedDecoder.java ~ expect(in.get(), Ascii.CR, Part.DATA_LF) ~ "
                    + "in.get() == Ascii.CR ? Part.DATA_LF : Part.SIZE",
            "03-parser/Framing.java ~ if (digits.isEmpty() || !Ascii ~ if (!digits.startsWith(\"+\") && !Ascii",
            "14-edge/HopByHop.java ~ names.contains(name) || names.contains(name.replace('_', '-')) ~ "
                    + "names.contains(name)",
            "14-edge/RequestHead.java ~ if (length > 0 || ~ if (length < 0 ||",
            "14-edge/BackendExchange.java ~ && !connection.input().hasRemaining() ~",
            "14-edge/ResponseHead.java ~ coded && (sized || http10 ~ coded && (http10",
            "14-edge/BackendContent.java ~ throw exchange.failure(502, \"has sent invalid content\"); ~ "
                    + "complete(); return;"})
    void findsMistakes(String file, String text, String with, @TempDir Path folder) {
        CourseCopy copy = new CourseCopy(folder, LAST);
        copy.course.all().forEach(each -> copy.solve(each.name()));
        copy.replace("labs/" + file, text, with == null ? "" : with);
        String said = call(copy.root, "--mine", "--edge", "--cases", "3000", "--seed", "1");
        assertTrue(said.startsWith("1\n") && said.contains("FOUND "), said);
        assertTrue(said.contains("  again: ./jbang fuzz --edge --mine --cases 1 --seed "), said);
        assertFalse(said.contains("a case that does not end"), said);
    }

    @Test
    void saysHowItIsToBeCalled() {
        assertTrue(call(Course.here().root(), "--backends").contains("--backends and --cache go with --edge"));
    }

    /** The exit code, then all that is printed. */
    private static String call(Path root, String... arguments) {
        StringWriter out = new StringWriter();
        int exit = CommandLines.of(new FuzzCommand(root))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
        return exit + "\n" + out;
    }
}
