import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

/**
 * Decides what happens to an accepted connection when every worker is busy and the queue is full.
 *
 * <p>`wait` stops accepting: the kernel's queue fills, and clients wait there. `reject` immediately asks the client to
 * come back later. No other policy is honest: an unbounded queue only hides the overload. Page: docs/pages/lab02.adoc.
 */
record OverloadHandler(Policy policy, AcceptQueue queue, Rejector rejector) {

    enum Policy { WAIT, REJECT }

    /**
     * Handles a connection for which there is no room. Called by the acceptor. WAIT: waits for room, and adds the
     * connection to the queue. REJECT: counts it as rejected, and its client gets a 503 (RFC 9110 §15.6.4) with
     * `Retry-After`; the acceptor itself neither reads nor writes.
     */
    // task overload
    void handle(AcceptedSocket connection) throws InterruptedException {
        switch (policy) {
            case WAIT -> queue.put(connection);
            case REJECT -> rejector.reject(connection.socket(), serviceUnavailable());
        }
    }

    /**
     * Returns a complete response ({@link ResponseBytes#of}): 503 (RFC 9110 §15.6.4) with `Retry-After` in seconds,
     * `Content-Length`, `Connection: close`, and a line of text.
     */
    // task overload
    private static byte[] serviceUnavailable() {
        byte[] content = "every worker is busy: try again in a second\n".getBytes(US_ASCII);
        return ResponseBytes.of("GET", 503, List.of("Retry-After: 1", "Content-Type: text/plain; charset=utf-8",
                "Content-Length: " + content.length, ResponseBytes.CLOSE), content);
    }
}
