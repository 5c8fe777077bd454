package grader.proofs.fuzzing.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.console.CommandLines;
import grader.core.course.Course;
import grader.core.source.Change;
import grader.proofs.fuzzing.Damaged;
import grader.proofs.fuzzing.FuzzCommand;
import grader.proofs.fuzzing.Fuzzer;
import grader.proofs.fuzzing.Trial;
import grader.proofs.protocol.HttpParts;
import grader.proofs.protocol.Script;
import grader.proofs.protocol.Setting;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.ToolProcess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** `./jbang fuzz`: it finds mistakes that are put into the reference, and none in the reference. */
@Tag("nightly")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FuzzTest {

    private static final int CASES = 2_000;
    private static final int ENGINES = 8;
    private static final String LOOP = "labs/08-concurrency/EventLoop.java";

    private static final Pattern NAMED =
            Pattern.compile("\\A2\n(?:seed .*\n)?(?:\\d+ s: .*\n)*"
                    + "fuzz: task (\\S+) is not written yet: (\\S+):(\\d+); (.*)\n\\z");

    @TempDir
    static Path folder;

    private static HttpParts reference;

    @BeforeAll
    static void compile() {
        reference = HttpParts.ofReference(folder);
    }

    /** Keeps what it is told. */
    private static final class Told implements Fuzzer.Teller {

        private final List<Fuzzer.Found> found = new ArrayList<>();
        private final List<Script> smaller = new ArrayList<>();

        @Override
        public void found(Fuzzer.Found each) {
            found.add(each);
        }

        @Override
        public void smaller(Fuzzer.Found of, Script script) {
            assertEquals(found.getLast(), of, "it is told before it is made smaller");
            smaller.add(script);
        }
    }

    /** What is found in cases that begin with `seed`, up to the first finding. */
    private static Told found(HttpParts parts, long seed, BooleanSupplier hurry) {
        Told told = new Told();
        Fuzzer fuzzer = new Fuzzer(Damaged::script, Trial.of(parts.subject(Setting.USUAL)), told, hurry);
        for (int i = 0; i < CASES && told.found.isEmpty(); i++) {
            fuzzer.run(seed + i);
        }
        return told;
    }

    @Test
    void findsNothingInTheReference() {
        List<Fuzzer.Found> found = found(reference, System.nanoTime(), () -> true).found;
        assertTrue(found.isEmpty(), () -> "./jbang fuzz --cases 1 --seed " + Long.toHexString(found.getFirst().seed())
                + " shows it: " + found.getFirst().finding().getMessage());
    }

    /** A file, a text in it, and what stands there instead. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Framing.java | throw new HttpException(400, \"Content-Length is not a number\"); | throw new "
                    + "IllegalStateException();",
            "RequestReader.java | unparsed = ByteBuffer.allocate(in.remaining()).put(in).flip(); |",
            "Exchange.java | written = out.position(); if (!out.hasRemaining()) { | written = out.position(); if "
                    + "(out.remaining() < 3) {",
            "IncrementalParser.java | Math.max(keptLength + count, 2 * kept.length) | 1_000_000",
            "HttpConnection.java | case IDLE -> phaseStart + | case IDLE -> phaseStart++ +",
            "HttpConnection.java | if (exchange.pendingOutput() == null) { enter(phaseAfterOutput()); | "
                    + "if (exchange.pendingOutput() == null) { enter(phaseAfterInput());",
            "Exchange.java | 'last = !persistent || response.isLast() || framing == BodyFraming.CLOSE "
                    + "&& !headOnly;' | last = false;",
            "ResponseWriter.java | out.put(LAST_CHUNK); |"})
    void findsMistakes(String file, String text, String with) {
        Told told = found(reference.with(new Change(file, text, with == null ? "" : with)), 1, () -> false);
        assertFalse(told.found.isEmpty(), "it finds nothing");
        told.smaller.forEach(each -> assertTrue(each.bytes().length < told.found.getFirst().script().bytes().length));
    }

    @Test
    void findsNothingInAnEngineOfTheReference() {
        String said = call("--engine", "hybrid", "--cases", "20", "--seed", "1");
        assertTrue(said.startsWith("0\n") && said.contains(" 20 cases, "), said);
        assertTrue(call("--engine", "forever").contains("--engine forever: give thread, "));
    }

    /** It drops what it has not answered yet when the client ends its side. */
    @Test
    void findsAMistakeOfAnEngine(@TempDir Path folder) {
        CourseCopy copy = new CourseCopy(folder, ENGINES);
        copy.course.all().forEach(each -> copy.solve(each.name()));
        copy.replace("labs/08-concurrency/LoopConnection.java", "protocol.endOfInput();",
                "if (true) {\n                throw new ClosedChannelException();\n            }");
        String said = call(copy.root, "--mine", "--engine", "loop", "--cases", "20", "--seed", "1");
        assertTrue(said.startsWith("1\n") && said.contains("FOUND two engines differ in "), said);
        assertTrue(said.contains("  again: ./jbang fuzz --engine loop --mine --cases 1 --seed "), said);
    }

    @Test
    void namesATaskOfAnEngineThatIsNotWritten(@TempDir Path folder) {
        CourseCopy copy = new CourseCopy(folder, ENGINES);
        String starter = copy.read(LOOP);
        copy.course.all().forEach(each -> copy.solve(each.name()));
        copy.write(LOOP, starter);
        String said = call(copy.root, "--mine", "--engine", "loop", "--cases", "20", "--seed", "1");
        Matcher named = NAMED.matcher(said);
        assertTrue(named.find(), said);
        assertEquals("loop", named.group(1));
    }

    @Test
    void tellsHowItWasCalled() {
        assertEquals("0", call("--cases", "20", "--seed", "1f2e").lines().findFirst().orElse(""));
        String wrong = call("--seed", "xyz");
        assertTrue(
                wrong.startsWith("2\n") && wrong
                        .contains("fuzz: --seed xyz: that is no hexadecimal number of 64 bits; ./jbang fuzz --help"),
                wrong);
        assertTrue(call("--seconds", "0").startsWith("2\n"));
        String both = call("--seconds", "1", "--cases", "1000000000");
        assertTrue(both.startsWith("0\n") && both.endsWith(", 0 findings\n"), both);
    }

    @Test
    void aSignalEndsItWithASummaryAndNothingIsLeft(@TempDir Path folder) throws Exception {
        try (ToolProcess fuzz = new ToolProcess(folder, "grader.fuzz")) {
            fuzz.awaitText(" 0 findings\n");
            int before = fuzz.said().length();
            fuzz.terminate();
            assertEquals(143, fuzz.exitCode(), fuzz.said());
            assertTrue(fuzz.said().substring(before).endsWith(" 0 findings\n"), fuzz.said());
            assertEquals(List.of(), fuzz.left());
        }
    }

    @Test
    void namesATaskOfAnEarlierLabThatIsNotWritten(@TempDir Path folder) {
        CourseCopy copy = new CourseCopy(folder, HttpParts.LAST);
        assertNames(copy, "04-router/LiteralChildren.java", "lab04");
    }

    /**
     * The only file that is as the starter has it. What is missing is met in a conversation, or told on standard error.
     */
    @ParameterizedTest
    @CsvSource({"lab07, BufferPool.java", "lab07, HttpConnection.java", "lab07, ResponseWriter.java",
            "lab05, RequestId.java", "lab03, HeadParser.java"})
    void namesTheTaskThatIsNotWritten(String lab, String file, @TempDir Path folder) {
        CourseCopy copy = new CourseCopy(folder, HttpParts.LAST);
        String place = copy.course.lab(lab).folder() + "/" + file;
        String starter = copy.read("labs/" + place);
        copy.course.all().forEach(each -> copy.solve(each.name()));
        copy.write("labs/" + place, starter);
        assertNames(copy, place, lab);
    }

    /** One line on standard error: the task, the place of its hole, and what may be done. */
    private static void assertNames(CourseCopy copy, String place, String lab) {
        String said = call(copy.root, "--mine", "--cases", "200", "--seed", "1");
        Matcher named = NAMED.matcher(said);
        assertTrue(named.find(), said);
        assertEquals(copy.root.resolve("labs").resolve(place).toString(), named.group(2));
        String line = copy.read("labs/" + place).lines().toList().get(Integer.parseInt(named.group(3)) - 1);
        assertTrue(line.contains("Todo") && line.contains("(\"" + named.group(1) + "\")"), line);
        assertEquals(lab.equals("lab07") ? "write it, then try again"
                : "write it, or ./jbang course skip " + lab + " goes on with the reference's", named.group(4));
    }

    private static String call(String... arguments) {
        return call(Course.here().root(), arguments);
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
