package grader.conformance.connection;

import grader.http.Bytes;
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
        for (String line : bytes.split("(?<=\n)")) {
            tell(sign + " " + Bytes.brief(line));
        }
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
