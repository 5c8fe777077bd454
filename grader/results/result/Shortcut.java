package grader.results.result;

import grader.clients.http.Bytes;

/**
 * A use of something in a submission that could replace the work which a lab asks for.
 *
 * @param kind as in `grader/grading/submission/ShortcutRule.java`, such as `process`
 * @param place `FILE:LINE`
 * @param says what is used, and why that matters: one sentence without a period
 */
public record Shortcut(String kind, String place, String says) {

    public Shortcut {
        says = Bytes.printable(says);
    }

    @Override
    public String toString() {
        return place + ": " + says;
    }
}
