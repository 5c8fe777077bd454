package grader.grading.watch.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Progress;
import grader.core.starter.Starter;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** `grade --watch` as a learner has it, with the keys coming from a pipe. */
@Tag("nightly")
class WatchTest {

    private static final String KEYS = "n next  h hint  l list  c check again  q quit\n";
    private static final String LISTENER = "labs/01-sockets/Listener.java";
    /** Of a server that never listens. */
    private static final String STUCK =
            "        try { Thread.sleep(600_000); } catch (InterruptedException stop) { }\n";

    @TempDir
    Path folder;

    private CourseCopy copy;
    private Map<String, String> reference;

    @BeforeEach
    void copy() {
        copy = new CourseCopy(folder.resolve("course"));
        reference = Starter.reference(copy.lab);
    }

    private WatchProcess watch(String... arguments) throws Exception {
        return WatchProcess.start(copy, folder, WatchProcess.command(arguments));
    }

    private void solve() {
        reference.forEach((name, text) -> copy.write("labs/01-sockets/" + name, text));
    }

    private void getStuck() {
        solve();
        String listener = reference.get("Listener.java");
        int body = listener.indexOf("{\n", listener.indexOf("Listener bind(")) + 2;
        copy.write(LISTENER, listener.substring(0, body) + STUCK + listener.substring(body));
    }

    @Test
    void eachSaveIsGradedAndComparedWithTheOneBefore() throws Exception {
        try (WatchProcess watch = watch()) {
            String first = watch.await(KEYS);
            assertTrue(
                    first.contains("score  0 of 100") && first.contains("next   bind: ") && !first.contains("points 0"),
                    first);
            assertFalse(first.contains("\033"), first);
            copy.write(LISTENER, reference.get("Listener.java"));
            String second = watch.await(KEYS);
            assertTrue(second.contains("+ bind · only the given address is bound\n")
                    && second.contains("\npoints 0 → 43\n"), second);
            assertEquals(15, Progress.load(copy.course).task("lab01", "bind").orElseThrow().earned());
            copy.write(LISTENER, reference.get("Listener.java").replace("socket.bind(", "/* socket.bind("));
            String broken = watch.await(KEYS);
            assertTrue(
                    broken.contains(LISTENER + ":") && broken.contains("fix this first") && !broken.contains("score"),
                    broken);
            assertEquals(15, Progress.load(copy.course).task("lab01", "bind").orElseThrow().earned());
            Path aside = folder.resolve("aside");
            Files.writeString(aside, reference.get("Listener.java") + "\n");
            Files.move(aside, copy.root.resolve(LISTENER), StandardCopyOption.ATOMIC_MOVE);
            assertTrue(watch.await(KEYS).contains("\nstill 43 points\n"), watch::shown);
            solve();
            assertTrue(watch.await(KEYS).contains("score  100 of 100"), watch::shown);
            watch.press("q");
            assertEquals(0, watch.awaitEnd(), watch::shown);
            watch.leavesNothing();
        }
    }

    @Test
    void keysShowTheNextTaskItsHintsAndAllChecks() throws Exception {
        try (WatchProcess watch = watch("--only", "bind")) {
            watch.await(KEYS);
            watch.press("n");
            String next = watch.await(KEYS);
            assertTrue(next.contains("bind: Listen where you were told to (15 points)\n  edit  " + LISTENER + ":")
                    && next.contains(
                            "\n  read  docs/pages/lab01.adoc, \"bind\"\n  try   ./jbang lab01\n        in another"),
                    next);
            watch.press("h");
            assertTrue(watch.await(KEYS).contains("hint 1 of 3 · bind\n"), watch::shown);
            watch.press("h");
            assertTrue(watch.await(KEYS).contains("hint 2 of 3 · bind\n"), watch::shown);
            assertEquals(2, Progress.load(copy.course).hints("lab01", "bind"));
            watch.press("xl");
            String list = watch.await(KEYS);
            assertTrue(list.contains("bind             0/15  Listen where")
                    && list.contains("taken-port                  3  a taken port"), list);
            watch.press("c");
            assertTrue(watch.await(KEYS).contains("\nstill 0 points\n"), watch::shown);
            watch.endInput();
            assertEquals(1, watch.awaitEnd());
            watch.leavesNothing();
        }
    }

    @Test
    void aSaveWhileAGradingRunsEndsItAndBeginsAnother() throws Exception {
        getStuck();
        try (WatchProcess watch = watch()) {
            watch.comesTrue("a server that hangs", () -> !watch.servers().isEmpty());
            List<ProcessHandle> stuck = watch.servers();
            solve();
            String only = watch.await(KEYS);
            assertTrue(only.contains("score  100 of 100") && only.indexOf("score ") == only.lastIndexOf("score "),
                    only);
            watch.comesTrue("the end of what hung", () -> stuck.stream().noneMatch(ProcessHandle::isAlive));
            watch.press("q");
            assertEquals(0, watch.awaitEnd());
            watch.leavesNothing();
        }
    }

    @Test
    void quittingWhileAGradingRunsEndsItToo() throws Exception {
        getStuck();
        try (WatchProcess watch = watch()) {
            watch.comesTrue("a server that hangs", () -> !watch.servers().isEmpty());
            watch.press("q");
            assertEquals(2, watch.awaitEnd(), watch::shown);
            watch.leavesNothing();
        }
    }

    @Test
    void atTheEndOfTheInputTheGradingThatRunsIsFinished() throws Exception {
        try (WatchProcess watch = watch("--only", "bind")) {
            watch.endInput();
            assertEquals(1, watch.awaitEnd());
            assertTrue(watch.shown().contains("score  0 of 15"), watch::shown);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--list", "--solution", "--command=x", "--url=http://127.0.0.1:1", "--report=json=-"})
    void whatDoesNotGoTogetherIsOneLine(String other) {
        Run run = copy.grade("lab01", "--watch", other);
        assertEquals(2, run.exitCode());
        assertTrue(run.err().matches("grade: --watch and --\\S+( \\S+)? do not go together; leave one of them out\n"),
                run.err());
    }
}
