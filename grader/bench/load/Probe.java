package grader.bench.load;

import grader.clients.http.Peer;
import grader.clients.http.RawConnection;
import grader.clients.http.Response;
import grader.clients.http.Response.Framing;
import grader.clients.http.ResponseReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A client that waits: it reads responses whole, and looks at what is in them. */
public final class Probe implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE = 100_000;

    private final RawConnection connection;
    private final ResponseReader reader;

    Probe(InetSocketAddress server) throws IOException {
        connection = RawConnection.connect(server, Peer.client(), PATIENCE);
        reader = new ResponseReader(connection);
    }

    /**
     * Asks for `/` until there is a response: a server may say that it listens a moment before it does. Only a
     * connection that is refused is tried again.
     *
     * @throws IOException in words, if the server has ended, or what it responds cannot be understood
     */
    public static void awaitAnswer(InetSocketAddress server, Duration most, BooleanSupplier alive) throws IOException {
        for (long start = System.nanoTime();; LockSupport.parkNanos(PAUSE)) {
            try (Probe probe = new Probe(server)) {
                probe.send(Scenario.S1.bytes());
                probe.response();
                return;
            } catch (ConnectException refused) {
                if (!alive.getAsBoolean() || System.nanoTime() - start > most.toNanos()) {
                    throw new IOException("connections are refused where it listens", refused);
                }
            }
        }
    }

    void send(byte[] bytes) throws IOException {
        if (!connection.send(bytes, PATIENCE)) {
            throw new IOException(connection.how());
        }
    }

    /** @throws IOException in words, if none comes, or its end cannot be told */
    Response response() throws IOException {
        connection.within(PATIENCE);
        Response response = reader.next("GET")
                .orElseThrow(() -> new IOException("expected a response, but " + connection.how()));
        if (response.framing() != Framing.LENGTH || !response.isWhole()) {
            throw new IOException("expected a response with as many bytes as Content-Length says, got '"
                    + response.statusLine() + "' with " + response.body().length() + " bytes, and then "
                    + connection.how());
        }
        return response;
    }

    /** Whether the server ends the connection within this time, and sends nothing more. */
    boolean ends(Duration limit) {
        return connection.within(limit).rest().isEmpty() && connection.isOver();
    }

    @Override
    public void close() {
        connection.close();
    }
}
