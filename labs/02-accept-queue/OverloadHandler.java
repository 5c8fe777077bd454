import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

/**
 * What is done with a connection that has been accepted when every worker is busy and the line is full.
 *
 * <p>`wait` stops accepting: the kernel's queue fills, and its clients wait there. `reject` tells the client at once to
 * come back later. Nothing else is honest: a line without a limit only hides the overload. Page: docs/pages/lab02.adoc.
 */
record OverloadHandler(Policy policy, AcceptQueue queue, Rejector rejector) {

    enum Policy { WAIT, REJECT }

    /**
     * Called by the acceptor with a connection for which there is no room. WAIT: waits until there is, and puts it in
     * line. REJECT: {@link Rejector#reject} with the bytes of {@link #serviceUnavailable}; the acceptor itself neither
     * reads nor writes.
     */
    // task overload
    void handle(AcceptedSocket connection) throws InterruptedException {
        throw new Todo("overload");
    }

    /**
     * A whole response ({@link ResponseBytes#of}): 503 (RFC 9110 §15.6.4) with `Retry-After` in seconds,
     * `Content-Length`, `Connection: close`, a line of text.
     */
    // task overload
    private static byte[] serviceUnavailable() {
        throw new Todo("overload");
    }
}
