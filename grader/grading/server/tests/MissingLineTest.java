package grader.grading.server.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.grading.server.MissingLine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a learner should change is named: the stream, the words, the flush. */
class MissingLineTest {

    private static final String LINE = "lab01 listening on http://127.0.0.1:8080";
    private static final String ON_ERROR = "; that line is on standard error: print it to standard output";

    @Test
    void theLineOnStandardErrorIsSeen() {
        assertEquals(ON_ERROR, MissingLine.ofEnded(List.of("warning", LINE)));
        assertEquals(ON_ERROR, MissingLine.ofRunning(List.of("hello"), List.of("2026/11/30 09:00:00 " + LINE), 20));
        assertEquals(ON_ERROR, MissingLine.ofEnded(List.of("lab02 admin on http://127.0.0.1:8081")));
    }

    @Test
    void whatIsThereInsteadIsShown() {
        assertEquals("; the last line that it printed is 'Listening at 8080'",
                MissingLine.ofRunning(List.of("starting", "Listening at 8080"), List.of(), 0));
        assertEquals("; the last line that it printed is '" + "x".repeat(100) + "'",
                MissingLine.ofRunning(List.of("x".repeat(2_000)), List.of(), 0));
        assertEquals("; it printed nothing: is its output flushed, as by print(…, flush=True) in Python?",
                MissingLine.ofRunning(List.of(), List.of("a warning"), 0));
    }

    @Test
    void whatStillComputesIsToldApart() {
        assertEquals(", in which it used 8 s of CPU time", MissingLine.ofRunning(List.of(), List.of(), 8));
        assertEquals("", MissingLine.ofEnded(List.of("no license key found")));
    }
}
