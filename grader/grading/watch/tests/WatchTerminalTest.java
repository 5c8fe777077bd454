package grader.grading.watch.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.proofs.testing.CourseCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watch mode on a terminal, which util-linux `script` makes: keys without Enter, and the terminal set back. */
@Tag("nightly")
class WatchTerminalTest {

    private static final String CTRL_C = "\003";
    private static final String LAST_KEY = "q quit";

    @TempDir
    Path folder;

    private CourseCopy copy;

    @BeforeEach
    void copy() {
        assumeTrue(works("script", "-qec", "true", "/dev/null"), "there is no script of util-linux here");
        assumeTrue(works("env", "--default-signal=INT", "true"), "there is no env --default-signal here");
        copy = new CourseCopy(folder.resolve("course"));
    }

    /**
     * The terminal's settings are printed before and after the grader's output. A trap keeps the shell alive on Ctrl+C.
     */
    private WatchProcess onATerminal() throws IOException {
        String grade = "'" + String.join("' '", WatchProcess.command("--only", "bind")) + "'";
        String all = "trap : INT; echo \"before $(stty -g)\"; " + grade
                + "; echo \"code $?\"; echo \"after $(stty -g)\"; echo end";
        return WatchProcess.start(copy, folder,
                List.of("env", "--default-signal=INT,TERM", "script", "-qefc", all, "/dev/null"));
    }

    @Test
    void keysWorkWithoutEnterAndQSetsTheTerminalBack() throws Exception {
        try (WatchProcess watch = onATerminal()) {
            String first = watch.await(LAST_KEY);
            assertTrue(first.contains("\033[2J") && !first.contains("\033[3J"), first);
            assertTrue(first.matches(
                    "(?s).*\033]8;;file:///\\S+/labs/01-sockets/Listener\\.java#\\d+\033\\\\"
                            + "labs/01-sockets/Listener.java:\\d+\033]8;;.*"),
                    first);
            watch.press("h");
            assertTrue(watch.await(LAST_KEY).contains("hint 1 of 3"), watch::shown);
            watch.press("\033[A");
            watch.press("l");
            assertTrue(watch.await(LAST_KEY).contains("taken-port"), watch::shown);
            watch.press("q");
            watch.await("end\r\n");
            isSetBack(watch.shown(), 1);
            watch.leavesNothing();
        }
    }

    @Test
    void ctrlCEndsWithItsOwnCodeAndSetsTheTerminalBack() throws Exception {
        try (WatchProcess watch = onATerminal()) {
            watch.await(LAST_KEY);
            watch.press(CTRL_C);
            watch.await("end\r\n");
            isSetBack(watch.shown(), 130);
            watch.leavesNothing();
        }
    }

    private static void isSetBack(String shown, int code) {
        assertTrue(shown.contains("code " + code + "\r\n"), shown);
        String before = line(shown, "before ");
        assertFalse(before.isEmpty(), shown);
        assertEquals(before, line(shown, "after "), shown);
        assertFalse(shown.contains("WARNING") || shown.contains("\tat "), shown);
    }

    private static String line(String shown, String label) {
        int start = shown.indexOf(label) + label.length();
        return shown.substring(start, shown.indexOf("\r\n", start));
    }

    private static boolean works(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
