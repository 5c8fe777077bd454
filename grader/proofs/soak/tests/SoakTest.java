package grader.proofs.soak.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.console.CommandLines;
import grader.core.course.Course;
import grader.proofs.protocol.HttpParts;
import grader.proofs.soak.Soak;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.ToolProcess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** `./jbang bench soak`, for a few seconds: it finds nothing in the reference, and what is put into it. */
@Tag("nightly")
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@EnabledOnOs(value = OS.LINUX, disabledReason = "it needs /proc")
class SoakTest {

    private static final String BUFFERS = "labs/07-drain/BufferPool.java";
    /** Where each response of a server comes to its end. */
    private static final String GIVEN_BACK = "            permits.release();\n";

    private static final String SMALL_CROWD = "--crowd=50";
    private static final String UNHURRIED = "--patience=60000";

    @TempDir
    Path folder;

    record Run(int exitCode, String said) {}

    static final class Alone {
        public static void main(String[] args) {
            System.exit(CommandLines.of(new Soak(Path.of(""))).execute(args));
        }
    }

    @Test
    void theReferenceEndsAsItBegan() {
        Run run = soak(Course.here().root(), "--seconds", "2", "--warm-up", "3", "--clients", "2", SMALL_CROWD,
                UNHURRIED);
        assertEquals(0, run.exitCode(), run.said());
        assertTrue(run.said().endsWith("\nall is as it was\n"), run.said());
        assertFalse(run.said().contains("served badly"), run.said());
    }

    /** One descriptor of fifty answers, and chunks with a byte too little. */
    @Test
    void aLeakAndWrongAnswersAreTold() {
        CourseCopy copy = solved();
        copy.replace(BUFFERS, GIVEN_BACK, GIVEN_BACK + """
                        if (++given % 50 == 0) {
                            try {
                                lost.add(new java.io.FileInputStream("/dev/null"));
                            } catch (java.io.IOException none) {
                                throw new java.io.UncheckedIOException(none);
                            }
                        }
                """);
        copy.replace(BUFFERS, "    private final Semaphore permits;", """
                    private final java.util.Queue<Object> lost = new java.util.concurrent.ConcurrentLinkedQueue<>();
                    private int given;
                    private final Semaphore permits;
                """);
        copy.replace("labs/07-drain/DemoRoutes.java", "new RepeatedByte(count, known ? count : BodySource.UNKNOWN)",
                "known ? new RepeatedByte(count, count) : new RepeatedByte(count - 1, BodySource.UNKNOWN)");
        Run run =
                soak(copy.root, "--mine", "--seconds", "2", "--warm-up", "1", "--clients", "1", SMALL_CROWD, UNHURRIED);
        assertEquals(1, run.exitCode(), run.said());
        assertTrue(run.said().matches("(?s).*\nstayed behind: \\d+ descriptors\nsomething stayed behind, and .*"),
                run.said());
        assertTrue(run.said().contains("reads to the end: expected chunks of 300000 bytes, got 299999\n"), run.said());
        assertTrue(
                run.said().lines().anyMatch(line -> line.matches("half_closer +([\\d,]+) visits, \\1 served badly .*")),
                run.said());
        assertTrue(run.said().lines().anyMatch(line -> line.matches("good +[\\d,]+ visits  .*")), run.said());
    }

    /** One buffer for all, and one and a half seconds of waiting for it. */
    @Test
    void aCrowdThatHoldsUpAGoodClientIsTold() {
        CourseCopy copy = solved();
        copy.replace(BUFFERS, "Math.clamp(maxBytes / SIZE, 1, Integer.MAX_VALUE)", "1");
        copy.replace(BUFFERS, "        if (!permits.tryAcquire()) {", """
                        boolean free = false;
                        try {
                            free = permits.tryAcquire(1500, java.util.concurrent.TimeUnit.MILLISECONDS);
                        } catch (InterruptedException stop) {
                            Thread.currentThread().interrupt();
                        }
                        if (!free) {
                """);
        Run run = soak(copy.root, "--mine", "--seconds", "1", "--warm-up", "1", "--clients", "1", SMALL_CROWD);
        assertEquals(1, run.exitCode(), run.said());
        assertTrue(run.said().matches("(?s).*\nstallers +3 at the same time [^\n]* was served within [1-9],\\d+ ms.*"),
                run.said());
    }

    @Test
    void aServerThatEndsByItselfEndsTheSoak() {
        CourseCopy copy = solved();
        copy.replace(BUFFERS, GIVEN_BACK, GIVEN_BACK + """
                        if (++given == 300) {
                            System.err.println("that was too much");
                            Runtime.getRuntime().halt(3);
                        }
                """);
        copy.replace(BUFFERS, "    private final Semaphore permits;",
                "    private int given;\n    private final Semaphore permits;");
        Run run = soak(copy.root, "--mine", "--clients", "1", SMALL_CROWD);
        assertEquals(1, run.exitCode(), run.said());
        assertTrue(run.said().endsWith("\nthe server has ended by itself, with exit code 3: that was too much\n"),
                run.said());
        assertFalse(run.said().contains("served badly"), run.said());
    }

    @Test
    void aTaskThatIsNotWrittenIsNamed() {
        CourseCopy copy = new CourseCopy(folder, HttpParts.LAST);
        Run run = soak(copy.root, "--mine");
        assertEquals(2, run.exitCode(), run.said());
        assertTrue(run.said().contains(" is not written yet: "), run.said());
    }

    @Test
    void aSignalEndsItWithASummaryAndNothingIsLeft() throws Exception {
        try (ToolProcess soak = new ToolProcess(folder, Alone.class.getName(), "--warm-up", "1", "--clients", "1",
                SMALL_CROWD)) {
            soak.awaitText("after the warm-up: ");
            List<ProcessHandle> server = soak.descendants();
            assertEquals(1, server.size());
            soak.terminate();
            assertEquals(143, soak.exitCode(), soak.said());
            assertTrue(soak.said().contains("\nafter: "), soak.said());
            assertFalse(server.getFirst().isAlive());
            assertEquals(List.of(), soak.left());
        }
    }

    @Test
    void badFlagsAreOneLine() {
        assertRefused("--seconds", "0", "--seconds 0: give 1 or more");
        assertRefused("--seconds", "x", "--seconds");
        assertRefused("--warm-up", "-1", "--warm-up -1: give 1 or more");
        assertRefused("--crowd", "0", "--crowd 0: give 1 to 60000");
        assertRefused("--clients", "201", "--clients 201: give 1 to 200");
    }

    private static void assertRefused(String flag, String value, String named) {
        Run run = soak(Course.here().root(), flag, value);
        assertEquals(2, run.exitCode(), run.said());
        assertEquals(1, run.said().lines().count(), run.said());
        assertTrue(run.said().contains(named), run.said());
    }

    private CourseCopy solved() {
        CourseCopy copy = new CourseCopy(folder, HttpParts.LAST);
        copy.course.all().forEach(lab -> copy.solve(lab.name()));
        return copy;
    }

    private static Run soak(Path root, String... arguments) {
        StringWriter said = new StringWriter();
        int exitCode = CommandLines.of(new Soak(root))
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(arguments);
        return new Run(exitCode, said.toString());
    }
}
