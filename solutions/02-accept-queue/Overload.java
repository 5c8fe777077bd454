import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.Socket;

/**
 * What is done with a connection that has been accepted when every worker is busy and the line is full.
 *
 * <p>`wait` stops accepting: the kernel's queue fills, and its clients wait there. `reject` tells the client at once to
 * come back later. Nothing else is honest: a line without a limit only hides the overload. Page: docs/pages/lab02.adoc.
 */
record Overload(Policy policy, AcceptQueue queue, Farewell farewell) {

    enum Policy { WAIT, REJECT }

    /**
     * Called by the acceptor with a connection for which there is no room. WAIT: waits until there is, and puts it in
     * line. REJECT: {@link Farewell#reject} with the bytes of {@link #busy}; the acceptor itself neither reads nor
     * writes.
     */
    // task overload
    void full(Socket connection) throws InterruptedException {
        switch (policy) {
            case WAIT -> queue.put(connection);
            case REJECT -> farewell.reject(connection, busy());
        }
    }

    /**
     * A whole response: 503 (RFC 9110 §15.6.4) with `Retry-After` in seconds, `Content-Length`, `Connection: close`, a
     * line of text.
     */
    // task overload
    private static byte[] busy() {
        String body = "every worker is busy: try again in a second\n";
        return ("HTTP/1.1 503 Service Unavailable\r\n"
                + "Retry-After: 1\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n"
                + "Content-Length: " + body.length() + "\r\n"
                + "Connection: close\r\n"
                + "\r\n" + body).getBytes(US_ASCII);
    }
}
