package grader.proofs.soak;

import grader.clients.http.Bytes;
import grader.clients.http.Peer;
import grader.clients.http.RawConnection;
import grader.clients.http.Response;
import grader.clients.http.Response.Framing;
import grader.clients.http.ResponseReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One connection of a client. */
final class Exchange implements AutoCloseable {

    /** A response is not what it has to be. */
    static final class Complaint extends IOException {

        private static final long serialVersionUID = 1;

        Complaint(String what) {
            super(what);
        }
    }

    /** For a whole response, and for a whole write. */
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int SMALL = 4096;

    private final CountDownLatch over;
    private RawConnection connection;       // null until it is connected
    private ResponseReader reader;
    private boolean resets;

    /** @param over once all clients are to go */
    Exchange(CountDownLatch over) {
        this.over = over;
    }

    void connect(InetSocketAddress host) throws IOException {
        connect(host, Peer.client());
    }

    /** The same, with little room for what the server sends. */
    void connectSlow(InetSocketAddress host) throws IOException {
        connect(host, Peer.slow(SMALL));
    }

    private void connect(InetSocketAddress host, Peer peer) throws IOException {
        connection = RawConnection.connect(host, peer, LIMIT);
        reader = new ResponseReader(connection);
    }

    void get(String target) throws IOException {
        send("GET " + target + " HTTP/1.1\r\nHost: soak\r\n\r\n");
    }

    void send(String text) throws IOException {
        if (!connection.send(text.getBytes(StandardCharsets.ISO_8859_1), LIMIT)) {
            throw new IOException(connection.how());
        }
    }

    void sendNoMore() {
        connection.halfClose();
    }

    /** Does not close the connection in good order, but resets it. */
    void resetAtEnd() {
        resets = true;
    }

    /** Reads a head. @throws Complaint if its status is another */
    void head(int status) throws IOException {
        read("HEAD", status);
    }

    /** Reads a whole response. @throws Complaint if its status is another, or its framing is wrong */
    Response response(int status) throws IOException {
        return read("GET", status);
    }

    private Response read(String method, int status) throws IOException {
        connection.within(LIMIT);
        Optional<Response> read = reader.next(method);
        if (!read.map(Response::isWhole).orElse(false) && !connection.hasEnded()) {
            throw new IOException(connection.how());
        }
        Response response = read.orElseThrow(() -> new Complaint("the connection ends in a head of "
                + connection.bytes().length() + " bytes"));
        if (response.status() != status) {
            throw new Complaint("expected " + status + ", got " + Bytes.brief(response.statusLine()));
        }
        if (!response.violations().isEmpty()) {
            throw new Complaint(response.violations().getFirst().toString());
        }
        if (!response.isWhole()) {
            throw new Complaint(response.missing()
                    .map(missing -> "expected " + missing.expected()
                            + ", but it ends after " + missing.after())
                    .orElseThrow());
        }
        return response;
    }

    /** Reads a 200 that is framed like this, and whose content is so many times `x`. */
    void letters(Framing framing, int count) throws IOException {
        Response response = response(200);
        String what = framing == Framing.CHUNKED ? "chunks of " : "Content-Length of ";
        if (response.framing() != framing || response.body().length() != count) {
            throw new Complaint("expected " + what + count + " bytes, got " + (response.framing() == framing
                    ? response.body().length()
                    : Bytes.brief(response.head())));
        }
        if (!response.body().equals("x".repeat(count))) {
            throw new Complaint("expected content of nothing but x, got " + Bytes.brief(response.body()));
        }
    }

    /** Reads nothing but the connection's end. */
    void end() throws IOException {
        String rest = connection.within(LIMIT).rest();
        if (!rest.isEmpty()) {
            throw new Complaint("expected the connection's end, got " + Bytes.brief(rest));
        }
        if (!connection.hasEnded()) {
            throw new IOException(connection.how());
        }
    }

    /** Does nothing for so long, or until all clients are to go. */
    void pause(int millis) throws IOException {
        try {
            over.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            throw new IOException(stop);
        }
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    @Override
    public void close() {
        if (connection == null) {
            return;
        }
        if (resets) {
            connection.reset();
        } else {
            connection.close();
        }
    }
}
