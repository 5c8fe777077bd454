package grader.conformance.connection;

import grader.clients.http.Bytes;
import java.util.ArrayList;
import java.util.List;

/** The bytes that went over the wire in one trial, as lines to read. */
public final class Seen {

    private static final int MOST_LINES = 60;

    private final List<String> lines = new ArrayList<>();

    synchronized void tell(String words) {
        if (lines.size() < MOST_LINES) {
            lines.add(words);
        }
    }

    synchronized void bytes(String sign, String bytes) {
        for (int at = 0, end; at < bytes.length() && lines.size() < MOST_LINES; at = end) {
            end = bytes.indexOf('\n', at) < 0 ? bytes.length() : bytes.indexOf('\n', at) + 1;
            tell(sign + " " + Bytes.brief(bytes.substring(at, end)));
        }
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
