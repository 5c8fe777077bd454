package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.tests.StudioClient.Lines;
import docs.studio.wire.WireRoutes;
import grader.core.course.Course;
import grader.proofs.testing.Wrapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The proxy of the wire, between clients and servers of a test's own. */
@Timeout(120)
class WireTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final StudioClient studio = new StudioClient();
    private WireRoutes routes;
    private ServerSocket acceptor;
    private Lines news;
    private int proxy;

    /** What a server does with a connection. */
    private interface Serving {
        void serve(Socket client) throws Exception;
    }

    @BeforeEach
    void open() throws IOException {
        routes = new WireRoutes(Course.here(), studio.streams, () -> 0);
        routes.addTo(studio.server);
        acceptor = new ServerSocket(0, 50, HERE);
        news = studio.job("/api/wire/open", Map.of("port", acceptor.getLocalPort()));
        proxy = news.await(value -> value.has("proxy")).path("proxy").asInt();
    }

    @AfterEach
    void close() throws IOException {
        news.close();
        routes.close();
        studio.close();
        acceptor.close();
    }

    private void serve(Serving serving) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    Socket client = acceptor.accept();
                    serving.serve(client);
                }
            } catch (Exception over) {
                // the test ends
            }
        });
    }

    /** Reads requests of one line and an empty one, and sends the response for each. */
    private void respond(String... responses) {
        serve(client -> {
            InputStream in = client.getInputStream();
            StringBuilder head = new StringBuilder();
            int i = 0;
            for (int one = in.read(); one >= 0; one = in.read()) {
                head.append((char) one);
                if (head.toString().endsWith("\r\n\r\n")) {
                    head.setLength(0);
                    client.getOutputStream().write(latin(responses[i++ % responses.length]));
                }
            }
            client.close();
        });
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(HERE, proxy);
        client.setSoTimeout(60_000);
        return client;
    }

    private JsonNode look(int connection) {
        return studio.post("/api/wire/look", Map.of("id", news.of(), "connection", connection));
    }

    /** The state of a connection, when it is this one. */
    private JsonNode awaitState(int connection, String state, String side) {
        Wrapper.await(state + " of the " + side, () -> {
            JsonNode line = look(connection).path("line");
            return line.path("state").asText().equals(state) && line.path("side").asText().equals(side);
        });
        return look(connection);
    }

    private static List<String> kinds(JsonNode piece) {
        List<String> kinds = new ArrayList<>();
        piece.path("events")
                .forEach(event -> kinds.add(event.path("side").asText() + " " + event.path("kind").asText()));
        return kinds;
    }

    private static List<String> parts(JsonNode piece, String side) {
        List<String> parts = new ArrayList<>();
        for (JsonNode message : piece.path("messages")) {
            if (message.path("side").asText().equals(side)) {
                message.path("parts")
                        .forEach(part -> parts.add(part.path("kind").asText() + " " + part.path("start") + "-"
                                + part.path("end")));
            }
        }
        return parts;
    }

    @Test
    @DisplayName("bytes arrive as they are, after a half-close, too, and both ends are noted")
    void untouched() throws IOException {
        byte[] bytes = new byte[3_000_000];
        new Random(7).nextBytes(bytes);
        serve(client -> {
            byte[] all = client.getInputStream().readAllBytes();
            client.getOutputStream().write(all);
            client.close();
        });
        try (Socket client = connect()) {
            client.getOutputStream().write(bytes);
            client.shutdownOutput();
            assertArrayEquals(bytes, client.getInputStream().readAllBytes());
        }
        JsonNode piece = awaitState(1, "CLOSED", "SERVER");
        assertEquals(bytes.length, piece.path("line").path("up").asInt());
        assertEquals(bytes.length, piece.path("line").path("down").asInt());
        assertTrue(kinds(piece).indexOf("CLIENT FIN") < kinds(piece).indexOf("SERVER FIN"), kinds(piece).toString());
        assertEquals("OPENED", piece.path("events").path(0).path("kind").asText().replace("BYTES", "OPENED"));
    }

    @Test
    @DisplayName("a reset stays a reset, from either side, after the bytes before it")
    void resets() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        serve(client -> {
            int first = client.getInputStream().read();
            if (first == 's') {
                client.getOutputStream().write(latin("before"));
                client.setSoLinger(true, 0);
                client.close();
                return;
            }
            assertThrows(SocketException.class, () -> client.getInputStream().readAllBytes());
            seen.countDown();
        });
        try (Socket client = connect()) {
            client.getOutputStream().write('s');
            assertEquals("before", new String(client.getInputStream().readNBytes(6), StandardCharsets.ISO_8859_1));
            assertThrows(SocketException.class, () -> client.getInputStream().read());
        }
        awaitState(1, "RST", "SERVER");
        Socket client = connect();
        client.getOutputStream().write('c');
        Wrapper.await("the byte", () -> look(2).path("line").path("up").asInt() == 1);
        client.setSoLinger(true, 0);
        client.close();
        seen.await();
        awaitState(2, "RST", "CLIENT");
    }

    @Test
    @DisplayName("a reset after a half-close is noticed, and passed on")
    void resetAfterFin() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        serve(client -> {
            client.getInputStream().readAllBytes();
            OutputStream out = client.getOutputStream();
            assertThrows(SocketException.class, () -> {
                while (true) {
                    out.write('x');
                    Thread.onSpinWait();
                }
            });
            seen.countDown();
        });
        Socket client = connect();
        client.shutdownOutput();
        client.getInputStream().read();
        client.setSoLinger(true, 0);
        client.close();
        seen.await();
        awaitState(1, "RST", "CLIENT");
    }

    @Test
    @DisplayName("head, chunks and trailers are marked, pipelined requests are told apart, and HEAD has no body")
    void framing() throws IOException {
        respond("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nA: b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab");
        try (Socket client = connect()) {
            client.getOutputStream()
                    .write(latin("GET /a HTTP/1.1\r\n\r\nHEAD /b HTTP/1.1\r\n\r\nGET /c HTTP/1.1\r\n\r\n"));
            Wrapper.await("the responses", () -> look(1).path("line").path("down").asInt() == 146);
            JsonNode piece = look(1);
            assertEquals(List.of("HEAD 0-19", "HEAD 19-39", "HEAD 39-58"), parts(piece, "CLIENT"));
            assertEquals(List.of("HEAD 0-47", "CHUNK_SIZE 47-50", "BODY 50-55", "CHUNK_END 55-57", "CHUNK_SIZE 57-60",
                    "TRAILERS 60-68", "HEAD 68-106", "HEAD 106-144", "BODY 144-146"), parts(piece, "SERVER"));
            assertEquals("a body of 4 bytes, as Content-Length says, after 2 of them",
                    piece.path("messages").path(5).path("missing").asText());
        }
    }

    @Test
    @DisplayName("garbage is shown as what it is: a head that does not end, and what breaks which rule")
    void garbage() throws IOException {
        respond("HTTP/1.1 200\nContent-Length: 0\r\n\r\n");
        try (Socket client = connect()) {
            client.getOutputStream().write(latin("\u0000\u0001 no HTTP\r\n\r\n"));
            client.getInputStream().read();
            Wrapper.await("both", () -> look(1).path("messages").size() == 2);
            JsonNode messages = look(1).path("messages");
            assertTrue(messages.path(0).path("wrong").toString().contains("expected a request line"),
                    messages.toString());
            assertTrue(messages.path(1).path("wrong").toString().contains("a status line such as HTTP/1.1 200 OK, got"),
                    messages.toString());
            assertTrue(messages.path(1).path("wrong").toString().contains("lines that end in CR LF"),
                    messages.toString());
        }
    }

    @Test
    @DisplayName("a response that is longer than its length says is named in the list and at its bytes")
    void longer() throws IOException {
        respond("HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\n\r\n{}\n");
        try (Socket client = connect()) {
            client.getOutputStream().write(latin("GET /a HTTP/1.1\r\n\r\n"));
            Wrapper.await("what is wrong", () -> look(1).path("line")
                    .path("trouble")
                    .asText()
                    .equals("response 1 is longer than it said"));
            assertTrue(look(1).path("messages")
                    .path(2)
                    .path("wrong")
                    .path(0)
                    .asText()
                    .startsWith("response 1 is longer than it said: "));
        }
    }

    @Test
    @DisplayName("bytes between two responses are told from both")
    void surplus() throws IOException {
        respond("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na\r\n\r\n");
        try (Socket client = connect()) {
            client.getOutputStream().write(latin("GET /a HTTP/1.1\r\n\r\n".repeat(2)));
            Wrapper.await("both responses", () -> look(1).path("line").path("down").asInt() == 86);
            List<String> told = new ArrayList<>();
            look(1).path("messages")
                    .forEach(each -> told.add(each.path("side").asText() + " " + each.path("number")
                            + " " + each.path("line").asText() + " " + each.path("wrong")));
            String surplus = "[\"response %s is longer than it said: after its end come 2 bytes\"]";
            assertEquals(List.of("SERVER 1 HTTP/1.1 200 OK []", "SERVER 1  " + surplus.formatted(1),
                    "SERVER 2 HTTP/1.1 200 OK []", "SERVER 2  " + surplus.formatted(2)), told.subList(2, 6));
            assertEquals("response 1 is longer than it said, and 1 more",
                    look(1).path("line").path("trouble").asText());
        }
    }

    @Test
    @DisplayName("what was recorded is there when a page comes back, and so is the port")
    void comesBack() throws Exception {
        respond("HTTP/1.1 204 No Content\r\n\r\n");
        try (Socket client = connect()) {
            client.getOutputStream().write(latin("GET /a HTTP/1.1\r\n\r\n"));
            Wrapper.await("the response", () -> look(1).path("line").path("down").asInt() > 0);
            news.close();
            assertThrows(SocketException.class, () -> {
                while (client.getInputStream().read() >= 0) {
                    // the response
                }
            });
        }
        String was = news.of();
        news = studio.job("/api/wire/open", Map.of("port", acceptor.getLocalPort(), "was", was));
        assertEquals(proxy, news.await(value -> value.has("proxy")).path("proxy").asInt());
        assertEquals("CUT", look(1).path("line").path("state").asText());
        assertEquals("GET /a HTTP/1.1", look(1).path("line").path("request").asText());
    }

    @Test
    @DisplayName("without a server the client gets a reset, and the log says why")
    void refused() throws IOException {
        acceptor.close();
        try (Socket client = connect()) {
            assertThrows(SocketException.class, () -> client.getInputStream().read());
        }
        JsonNode piece = awaitState(1, "FAILED", "SERVER");
        assertTrue(piece.path("events").toString().contains("Connection refused"), piece.toString());
    }

    @Test
    @DisplayName("a side that does not read holds the other one up, and nothing is piled up for it")
    void backpressure() throws Exception {
        CountDownLatch reads = new CountDownLatch(1);
        serve(client -> {
            reads.await();
            client.getInputStream().readAllBytes();
            client.close();
        });
        int length = 40_000_000;
        Thread writer;
        try (Socket client = connect()) {
            writer = Thread.ofPlatform().daemon().start(() -> {
                try {
                    client.getOutputStream().write(new byte[length]);
                    client.shutdownOutput();
                } catch (IOException failed) {
                    throw new AssertionError(failed);
                }
            });
            awaitState(1, "FULL", "SERVER");
            assertTrue(look(1).path("line").path("up").asInt() < length);
            reads.countDown();
            writer.join();
            assertEquals(-1, client.getInputStream().read());
        }
        assertEquals(length, awaitState(1, "CLOSED", "SERVER").path("line").path("up").asInt());
    }

    @Test
    @DisplayName("of 5,000 messages and 50 MB the first and the last are kept, and framed")
    void flood() throws IOException {
        String body = "x".repeat(10_000);
        respond("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n" + body);
        try (Socket client = connect()) {
            for (int i = 0; i < 5_000; i++) {
                client.getOutputStream().write(latin("GET /" + i + " HTTP/1.1\r\n\r\n"));
                client.getInputStream().readNBytes(10_042);
            }
            JsonNode piece = look(1);
            assertEquals(50_210_000, piece.path("line").path("down").asInt());
            assertTrue(piece.path("messages").toString().contains("GET /4999 HTTP/1.1"));
            JsonNode last = piece.path("messages").path(piece.path("messages").size() - 1);
            assertEquals("HTTP/1.1 200 OK", last.path("line").asText());
            assertEquals("", last.path("missing").asText());
            assertEquals(50_210_000, last.path("end").asInt());
        }
        long kept = news.await(value -> value.path("kept").asLong() > 900_000).path("kept").asLong();
        assertTrue(kept < 2_300_000, kept + " bytes");
    }

    @Test
    @DisplayName("the built-in client sends in pieces, and ends as it is told to")
    void sends() {
        serve(client -> {
            client.getInputStream().readAllBytes();
            client.close();
        });
        int port = studio
                .post("/api/wire/send",
                        Map.of("id", news.of(), "text", "abcdef", "piece", 2, "pause", 30, "end", "FIN"))
                .path("client")
                .asInt();
        JsonNode piece = awaitState(1, "CLOSED", "SERVER");
        assertEquals(port, piece.path("line").path("clientPort").asInt());
        List<String> texts = new ArrayList<>();
        piece.path("events").forEach(event -> texts.add(event.path("text").asText()));
        texts.removeIf(String::isEmpty);
        assertEquals("abcdef", String.join("", texts));
        assertEquals("the request has a character that is no byte; write it as \\xNN",
                studio.call("POST", "/api/wire/send", Map.of("id", news.of(), "text", "€", "end", "WAIT")).refusal());
    }

    @Test
    @DisplayName("the proxy closes with the page")
    void closes() throws IOException {
        serve(client -> client.getInputStream().readAllBytes());
        try (Socket client = connect()) {
            Wrapper.await("the server", () -> look(1).path("events").size() == 2);
            news.close();
            assertThrows(SocketException.class, () -> client.getInputStream().read());
        }
        Wrapper.await("the end", () -> {
            try {
                connect().close();
                return false;
            } catch (IOException refused) {
                return true;
            }
        });
    }
}
