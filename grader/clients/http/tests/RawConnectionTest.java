package grader.clients.http.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.Await;
import grader.clients.http.Limits;
import grader.clients.http.Peer;
import grader.clients.http.RawConnection;
import grader.clients.http.Response;
import grader.clients.http.ResponseReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server does, a wait for it ends at its limit, and no more is kept than a client can keep. */
@Timeout(600)
class RawConnectionTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private final ScheduledExecutorService server =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    private ServerSocket listener;
    private RawConnection connection;
    private Socket other;       // the server's end

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        connection = RawConnection.connect((InetSocketAddress) listener.getLocalSocketAddress(), Peer.client(), LONG);
        other = listener.accept();
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
        other.close();
        listener.close();
        server.shutdownNow();
    }

    private void sends(String text) throws IOException {
        other.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    @Test
    void readsWhatCameInTimeEvenIfTheTimeIsOverBeforeItLooks() throws IOException {
        sends("x");
        assertTrue(Await.comesTrue(LONG, () -> connection.within(Duration.ZERO).more()));
    }

    private void drips(String text) {
        server.scheduleWithFixedDelay(() -> {
            try {
                sends(text);
            } catch (IOException gone) {
                server.shutdown();
            }
        }, 0, 20, TimeUnit.MILLISECONDS);
    }

    private void floods(String first, String then) {
        server.submit(() -> {
            sends(first);
            while (true) {
                sends(then);
            }
        });
    }

    @Test
    void aHeadThatDripsEndsAtTheLimitForAllOfIt() {
        drips("H");
        assertTrue(new ResponseReader(connection.within(SHORT)).next("GET").isEmpty());
        assertEquals("no more came within 300 ms", connection.how());
    }

    @Test
    void contentThatDripsEndsThere() throws IOException {
        sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        drips("1\r\nx\r\n");
        Response response = new ResponseReader(connection.within(SHORT)).next("GET").orElseThrow();
        assertFalse(response.isWhole());
    }

    @Test
    void whatIsSkippedHasOneDeadline() {
        drips("xy");
        long skipped = connection.within(SHORT).skip(1_000_000);
        assertTrue(skipped > 0 && skipped < 1_000_000, () -> "skipped " + skipped);
        assertEquals("nothing came within 300 ms", connection.how());
    }

    @Test
    void interimResponsesWithoutEndEnd() {
        floods("", CONTINUE);
        Response response = new ResponseReader(connection.within(LONG)).last("GET", interim -> {}).orElseThrow();
        assertEquals(100, response.status());
    }

    @Test
    void ofFourGibibytesOnlySomeAreKept() {
        floods("HTTP/1.1 200 OK\r\nContent-Length: 4294967296\r\n\r\n", "x".repeat(100_000));
        Response response = new ResponseReader(connection.within(LONG)).next("GET").orElseThrow();
        assertEquals("a body of 4294967296 bytes, as Content-Length says", response.missing().orElseThrow().expected());
        assertTrue(connection.isFull());
        assertTrue(response.body().length() < 9 << 20, () -> response.body().length() + " bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-More: and more\r\n", "a\n", "x"})
    void aHeadWithoutEndEnds(String more) {
        floods("HTTP/1.1 200 OK\r\n", more.repeat(1_000));
        assertTrue(new ResponseReader(connection.within(LONG)).next("GET").isEmpty());
        assertTrue(connection.isFull());
        assertTrue(connection.bytes().length() < 2 * Limits.HEAD, () -> connection.bytes().length() + " bytes");
    }

    @Test
    void aHeadThatIsTooLongIsNone() throws IOException {
        sends("HTTP/1.1 200 OK\r\nContent-Length: 0\r\na: " + "x".repeat(Limits.HEAD) + "\r\n\r\n");
        connection.within(SHORT).rest();
        assertTrue(new ResponseReader(connection).next("GET").isEmpty());
        assertTrue(connection.isFull());
    }

    /** Each of a million chunks may break a rule. */
    @Test
    void ofManyViolationsSomeAreKept() {
        floods("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\nx\n".repeat(10_000));
        Response response = new ResponseReader(connection.within(LONG)).next("GET").orElseThrow();
        assertEquals(10, response.violations().size());
    }

    /** Its response can be read all the same. */
    @Test
    void aWriteThatIsNotReadEndsAtItsLimit() throws IOException {
        sends("HTTP/1.1 413 Too Much\r\nContent-Length: 0\r\n\r\n");
        assertFalse(connection.send(new byte[64 << 20], SHORT));
        assertTrue(connection.isStuck());
        assertTrue(connection.how().matches("the server took no more than \\d+ of 67108864 bytes within 300 ms"),
                connection::how);
        assertFalse(connection.send(new byte[1], SHORT), "nothing may follow a half");
        assertEquals(413, new ResponseReader(connection.within(LONG)).next("GET").orElseThrow().status());
    }

    @Test
    void aWriteThatIsReadLateGoesOn() throws Exception {
        var read = server.schedule(() -> other.getInputStream().readNBytes(64 << 20).length, 50, TimeUnit.MILLISECONDS);
        assertTrue(connection.send(new byte[64 << 20], LONG), connection::how);
        assertEquals(64 << 20, read.get());
    }

    /** The end of the stream comes first; the reset as late as the server likes. */
    @Test
    void aResetAfterTheEndIsSeenWhenItComes() throws IOException {
        other.shutdownOutput();
        assertEquals("", connection.within(LONG).rest());
        assertTrue(connection.hasEnded());
        assertTrue(connection.send(new byte[10], LONG));
        server.schedule(() -> {
            other.close();
            return null;
        }, 400, TimeUnit.MILLISECONDS);
        assertTrue(connection.awaitReset(LONG));
    }

    @Test
    void aPlainEndIsNoReset() throws IOException {
        other.close();
        assertEquals("", connection.within(LONG).rest());
        assertFalse(connection.awaitReset(SHORT));
        assertFalse(connection.awaitReset(SHORT), "the byte that asked is not what the server was asked about");
        assertTrue(connection.hasEnded());
    }
}
