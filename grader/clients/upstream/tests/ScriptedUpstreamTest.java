package grader.clients.upstream.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.upstream.Reaction;
import grader.clients.upstream.ScriptedUpstream;
import grader.clients.upstream.UpstreamConnection;
import grader.clients.upstream.UpstreamConnection.State;
import grader.clients.upstream.UpstreamRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A scripted upstream does what its script says, and knows when its clients come and leave. */
class ScriptedUpstreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(50);
    private static final String GET = "GET /payments/1?x HTTP/1.1\r\nHost: a\r\nIdempotency-Key: k\r\n\r\n";
    private static final Reaction PAID = Reaction.json(200, "{\"paid\":1}", "X-Extra: é");
    private static final String RESPONSE = PAID.bytes();

    @Test
    void respondsAndRecords() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.open(); Socket client = connect(upstream)) {
            upstream.reactsTo("/payments", PAID);
            send(client, GET + GET.replace("GET /payments", "GET /other"));
            assertEquals(RESPONSE, read(client, RESPONSE.length()));
            assertTrue(read(client, 12).endsWith(" 404"));
            send(client, "POST /payments HTTP/1.1\r\nContent-Length: 5\r\n\r\nab");
            send(client, "cde" + "POST /payments HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nfg\r\n");
            assertTrue(upstream.awaitRequests(2, "/payments", PATIENCE));
            send(client, "3\r\nhij\r\n0\r\nX: y\r\n\r\n");
            assertTrue(upstream.awaitRequests(3, "/p%61yments", PATIENCE));
            UpstreamRequest first = upstream.requests().getFirst();
            assertEquals("GET /payments/1?x /payments/1 [k]",
                    first.method() + " " + first.target() + " " + first.path() + " "
                            + first.values("idempotency-key"));
            assertEquals("[, abcde, fghij]",
                    upstream.requests("/payments").stream().map(UpstreamRequest::content).toList().toString());
            UpstreamConnection connection = upstream.connection(first);
            assertEquals("4 OPEN", connection.requests() + " " + connection.state());
            assertTrue(connection.accepted() <= first.at());
        }
    }

    @Test
    void reactsInTurn() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.open(); Socket client = connect(upstream)) {
            upstream.reactsTo("/payments", Reaction.json(503, "{}"), PAID.twice(), Reaction.garbage());
            send(client, GET);
            assertTrue(read(client, 12).endsWith(" 503"));
            send(client, GET);
            String rest = Reaction.json(503, "{}").bytes().substring(12);
            assertEquals(rest + RESPONSE + RESPONSE, read(client, rest.length() + 2 * RESPONSE.length()));
            send(client, GET);
            assertFalse(readToEnd(client).startsWith("HTTP"));
            assertEquals(State.ENDED, upstream.connections().getFirst().state());
        }
    }

    @Test
    void breaksOff() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.open()) {
            upstream.connectionReacts(Reaction.close())
                    .connectionReacts(Reaction.reset())
                    .connectionReacts(PAID.resetAfter(20))
                    .connectionReacts(PAID.thenClose());
            try (Socket client = connect(upstream)) {
                send(client, GET);
                assertEquals("", readToEnd(client));
            }
            try (Socket client = connect(upstream)) {
                send(client, GET);
                assertThrows(SocketException.class, () -> readToEnd(client));
            }
            try (Socket client = connect(upstream)) {
                send(client, GET);
                assertThrows(SocketException.class, () -> readToEnd(client));
            }
            assertTrue(upstream.await(PATIENCE, it -> it.connections().getLast().state() == State.ENDED));
            assertEquals(20, upstream.connections().getLast().sent());
            try (Socket client = connect(upstream)) {
                send(client, GET);
                assertEquals(RESPONSE, readToEnd(client));
            }
        }
    }

    @Test
    void takesItsTime() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.open(); Socket client = connect(upstream)) {
            Reaction slow = Reaction.sends("abcde").byteByByte(Duration.ofMillis(20)).thenClose();
            upstream.reactsTo("/payments", slow);
            long began = System.nanoTime();
            send(client, GET);
            assertEquals("abcde", readToEnd(client));
            assertTrue(System.nanoTime() - began >= Duration.ofMillis(100).toNanos());
        }
    }

    @Test
    void holdsUntilReleased() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.open(); Socket client = connect(upstream);
                Socket other = connect(upstream)) {
            upstream.reactsTo("/payments", PAID.onceReleased());
            send(client, GET);
            assertTrue(upstream.awaitRequests(1, "", PATIENCE));
            client.shutdownOutput();
            assertTrue(upstream.awaitLeft(upstream.requests().getFirst(), PATIENCE));
            send(other, GET.replace("/payments", "/other"));
            assertTrue(read(other, 12).endsWith(" 404"), "meanwhile");
            assertEquals(0, client.getInputStream().available());
            upstream.release();
            assertEquals(RESPONSE, readToEnd(client));
        }
    }

    @Test
    void knowsWhenAClientLeaves() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.open()) {
            upstream.reactsTo("/", Reaction.silence());
            try (Socket client = connect(upstream)) {
                send(client, GET);
                assertTrue(upstream.awaitRequests(1, "", PATIENCE));
                assertFalse(upstream.awaitLeft(upstream.requests().getFirst(), Duration.ofMillis(1)));
            }
            assertTrue(upstream.awaitLeft(upstream.requests().getFirst(), PATIENCE));
            try (Socket client = connect(upstream)) {
                send(client, GET);
                assertTrue(upstream.awaitRequests(2, "", PATIENCE));
                client.setSoLinger(true, 0);
            }
            assertTrue(upstream.awaitLeft(upstream.requests().getLast(), PATIENCE));
            assertEquals("[CLOSED, RESET]",
                    upstream.connections().stream().map(UpstreamConnection::state).toList().toString());
        }
    }

    @Test
    void leavesNothingBehind() throws Exception {
        ScriptedUpstream upstream = ScriptedUpstream.open();
        upstream.reactsTo("/", Reaction.silence());
        try (Socket client = connect(upstream)) {
            send(client, GET);
            assertTrue(upstream.awaitRequests(1, "", PATIENCE));
            upstream.close();
            assertEquals(-1, client.getInputStream().read());
            assertThrows(ConnectException.class, () -> connect(upstream).close());
        }
        upstream.close();
    }

    private static Socket connect(ScriptedUpstream upstream) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), URI.create(upstream.url()).getPort());
        client.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        return client;
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String read(Socket client, int count) throws IOException {
        return new String(client.getInputStream().readNBytes(count), StandardCharsets.ISO_8859_1);
    }

    private static String readToEnd(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
