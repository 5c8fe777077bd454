package docs.studio.tests;

import grader.clients.http.Limits;
import grader.clients.http.Peer;
import grader.clients.http.RawConnection;
import grader.clients.http.Response;
import grader.clients.http.ResponseReader;
import grader.proofs.testing.Wrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A client that says just these fields. Browsers and HTTP libraries choose some of theirs themselves, Host above all.
 *
 * @param port of the studio
 * @param fields lines such as `Host: localhost`, in order
 */
record Caller(int port, List<String> fields) {

    /** A studio that hangs is found in any time; one on a busy machine may take long. */
    private static final Duration LIMIT = Limits.START.multipliedBy(4);

    /** A client that says which server it asks, and nothing else. */
    static Caller of(int port) {
        return new Caller(port, List.of("Host: 127.0.0.1:" + port));
    }

    /** A page of the studio itself, in a browser that has opened the link. */
    static Caller ofPage(int port, String link) throws IOException {
        return of(port).withCookieOf(link)
                .with("Origin: http://127.0.0.1:" + port, "Sec-Fetch-Site: same-origin",
                        "Sec-Fetch-Mode: cors");
    }

    /** Opens the link, and keeps the cookie. */
    Caller withCookieOf(String link) throws IOException {
        String cookie = get(link.substring(link.indexOf("/?"))).values("Set-Cookie").getFirst();
        return with("Cookie: " + cookie.substring(0, cookie.indexOf(';')));
    }

    /** The same with these lines in place of those of the same names. */
    Caller with(String... lines) {
        List<String> others = new ArrayList<>(fields);
        others.removeIf(line -> Stream.of(lines).anyMatch(other -> name(line).equals(name(other))));
        others.addAll(List.of(lines));
        return new Caller(port, List.copyOf(others));
    }

    Caller without(String name) {
        return new Caller(port,
                fields.stream().filter(line -> !name(line).equals(name.toLowerCase(Locale.ROOT))).toList());
    }

    private static String name(String line) {
        return line.replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
    }

    Response get(String target) throws IOException {
        return call("GET", target, "");
    }

    Response post(String target, String body) throws IOException {
        return call("POST", target, body);
    }

    /** On a connection of its own. */
    Response call(String method, String target, String body) throws IOException {
        try (RawConnection connection = connect()) {
            return call(connection, method, target, body);
        }
    }

    RawConnection connect() throws IOException {
        return RawConnection.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Peer.client(),
                LIMIT);
    }

    /** Opens a stream, and joins it as a tab: what that starts goes on while the connection is open. */
    RawConnection openTab(String tab) throws IOException {
        RawConnection stream = connect();
        send(stream, "GET", "/api/stream?id=" + tab, "");
        String joined = "{\"stream\": \"%s\", \"tab\": \"%s\"}".formatted(tab, tab);
        Wrapper.await("the stream", () -> {
            try {
                return post("/api/stream/join", joined).status() == 200;
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        });
        return stream;
    }

    Response call(RawConnection connection, String method, String target, String body) {
        send(connection, method, target, body);
        return new ResponseReader(connection.within(LIMIT)).last(method, interim -> {})
                .orElseThrow(() -> new AssertionError(method + " " + target + ": no response: " + connection.how()));
    }

    /** Sends a request, and does not wait for the response. */
    void send(RawConnection connection, String method, String target, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", fields) + "\r\n"
                + (bytes.length == 0 ? "" : "Content-Type: application/json\r\n")
                + "Content-Length: " + bytes.length + "\r\n\r\n";
        connection.send(head.getBytes(StandardCharsets.ISO_8859_1), LIMIT);
        connection.send(bytes, LIMIT);
    }
}
