package grader.clients.metrics;

import grader.clients.http.Bytes;

/** A text that is not metrics in its format. The message has the number of the line, the line, and what is wrong. */
public final class MetricsSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param number of the line, from 1 */
    MetricsSyntaxException(int number, String line, String wrong) {
        super("line " + number + " '" + Bytes.brief(line) + "': " + wrong);
    }
}
