package grader.core.console.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.console.ProgressLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a progress line writes to a terminal, and what to a log. */
class ProgressLineTest {

    private final StringWriter written = new StringWriter();

    private ProgressLine line(boolean live, boolean lines) {
        return new ProgressLine(new PrintWriter(written), live, lines);
    }

    @Test
    void aTerminalShowsOneLineAndNothingInTheEnd() {
        try (ProgressLine line = line(true, false)) {
            line.say("a, 1");
            line.say("x".repeat(200));
        }
        String wipe = "\r\033[K";
        assertEquals(wipe + "a, 1" + wipe + "x".repeat(79) + wipe, written.toString());
    }

    @Test
    void aLogGetsALineForEachNewBeginning() {
        try (ProgressLine line = line(false, true)) {
            line.say("round 1 of 2, jetty");
            line.say("round 1 of 2, netty");
            line.say("round 2 of 2, jetty");
        }
        assertEquals("round 1 of 2 / round 2 of 2", String.join(" / ", written.toString().lines().toList()));
    }

    @Test
    void whatIsForTerminalsOnlyOrTakesNoTimeIsNotSeen() {
        try (ProgressLine none = line(false, false); ProgressLine quiet = line(true, true).after(Duration.ofHours(1))) {
            none.say("a");
            quiet.say("b");
        }
        assertEquals("", written.toString());
    }
}
