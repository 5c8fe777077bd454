package grader.conformance.tests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Has a date of change, in the time to come, and knows one form of dates only. It writes lists with holes, and keeps to
 * itself which fields are its connection's.
 */
final class Dated implements Scripted.Script {

    private static final String CHANGED = "Tue, 01 Jan 2999 00:00:00 GMT";

    @Override
    public void play(InputStream in, OutputStream out) throws IOException {
        for (String head = Scripted.head(in); head != null; head = Scripted.head(in)) {
            Scripted.write(out, "HTTP/1.1 " + answer(head));
        }
    }

    private static String answer(String head) {
        if (head.contains("/json/ ")) {
            return "308 Moved\r\nLocation: http://" + head.replaceAll("(?s).*\r\nHost: (\\S+).*", "$1")
                    + "/json\r\nContent-Length: 0\r\n\r\n";
        }
        String fields = "Date: Mon, 01 Jan 2024 00:00:00 GMT\r\nLast-Modified: " + CHANGED
                + "\r\nVary: Accept,, Cookie\r\nKeep-Alive: timeout=5\r\n";
        return head.contains("If-Modified-Since: " + CHANGED) ? "304 Not Modified\r\n" + fields + "\r\n"
                : "200 OK\r\n" + fields + "Content-Length: 13\r\n\r\nHello, world\n";
    }
}
