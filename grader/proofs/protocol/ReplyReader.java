package grader.proofs.protocol;

import static grader.proofs.protocol.Finding.check;

import grader.clients.http.ByteSource;
import grader.clients.http.Bytes;
import grader.clients.http.Response;
import grader.clients.http.ResponseReader;
import java.util.Optional;

/** Reads answers, which have to be as the RFCs want them, and as lab 07's connection writes them. */
final class ReplyReader {

    private static final String STATUS = "HTTP/1.1 ";
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final String MALFORMED = "a response is malformed";

    private final StringBuilder rest;
    private final ResponseReader reader;

    /** @param closed whether the connection has ended as a complete response may end */
    ReplyReader(byte[] bytes, boolean closed) {
        ByteSource source = ByteSource.of(Bytes.text(bytes), closed);
        this.rest = source.bytes();
        this.reader = new ResponseReader(source);
    }

    boolean isAtEnd() {
        return rest.isEmpty();
    }

    /**
     * The next one; what is missing of it may only be missing at the end of all bytes.
     *
     * @param isToHead the request was a HEAD
     * @return null if not even its head is complete
     */
    Reply next(boolean isToHead) {
        int interims = interims();
        String begun = shown();
        Optional<Response> read = reader.next(isToHead ? "HEAD" : "GET");
        if (read.isEmpty()) {
            int length = Math.min(STATUS.length(), rest.length());
            check(STATUS.startsWith(rest.substring(0, length)), MALFORMED, begun);
            rest.setLength(0);
            return null;
        }
        Response response = read.get();
        if (!response.isWhole()) {
            rest.setLength(0);      // such as the beginning of a last chunk
        }
        check(response.violations().isEmpty(), MALFORMED, response.violations());
        check(response.statusLine().startsWith(STATUS) && response.statusLine().length() > STATUS.length() + 4,
                MALFORMED, "its status line is " + response.statusLine());
        check(response.has("Date"), MALFORMED, "it has no Date");
        boolean bare = response.status() == 204 || response.status() == 304;
        check(!bare || !response.has("Content-Length") && !response.has("Transfer-Encoding"), MALFORMED,
                "a " + response.status() + " speaks of its length");
        return Reply.of(response, interims);
    }

    /** Goes past the 100s that are next, and counts them. */
    int interims() {
        int count = 0;
        while (rest.length() > STATUS.length() && rest.substring(0, STATUS.length() + 1).equals(STATUS + "1")
                || !isAtEnd() && rest.length() < CONTINUE.length() && CONTINUE.startsWith(rest.toString())) {
            int length = Math.min(rest.length(), CONTINUE.length());
            check(CONTINUE.startsWith(rest.substring(0, length)), MALFORMED, "its 100 is " + shown());
            rest.delete(0, length);
            count++;
        }
        return count;
    }

    String shown() {
        return Bytes.visible(rest.substring(0, Math.min(rest.length(), 60)));
    }
}
