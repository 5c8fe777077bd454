package grader.checks.lab14;

import static grader.checks.lab14.front.EdgeInFront.HELLO;
import static grader.checks.lab14.front.EdgeInFront.get;
import static grader.checks.lab14.front.EdgeInFront.head;

import grader.checks.lab14.front.EdgeInFront;
import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.Reaction;
import grader.clients.upstream.UpstreamRequest;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Task proxy: connections that go on with another protocol than HTTP. In the tunnel, the backend still understands its
 * own: what a client sends there arrives as a request, if it is one.
 */
class TunnelChecks {

    private static final Duration A_MOMENT = Duration.ofMillis(10);
    private static final String[] WEBSOCKET = {"Connection: keep-alive, Upgrade", "Upgrade: websocket",
            "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="};

    private static void expectComes(Client client, String text) {
        if (!Await.comesTrue(Limits.PATIENCE, () -> client.readUntilClose(A_MOMENT).contains(text))) {
            throw client.missing("'" + text + "' through the tunnel");
        }
    }

    @Test
    @Check(value = "a WebSocket goes through to the backend, and no other protocol does", task = "proxy",
            rule = "upgrade", points = 1, ownServer = true, builds = {"same-request", "layer4"},
            clause = "RFC 9110 §7.8",
            explain = """
                    `Upgrade` is for one hop, so the edge asks the backend itself. After the 101, both connections have
                    nothing to do with HTTP any more: bytes go both ways, and those that came together with a head are
                    part of them. With `h2c`, a client could send requests through the tunnel that the edge never sees.
                    """)
    void webSocket(Rig rig) {
        EdgeInFront edge = EdgeInFront.open(rig);
        rig.each("a backend that agrees", () -> {
            String path = edge.path();
            String inside = edge.path();
            edge.backend()
                    .reactsTo(path, Reaction.sends(head("HTTP/1.1 101 Switching Protocols", "Connection: upgrade",
                            "Upgrade: websocket", "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                            + "\r\nfirst bytes"))
                    .reactsTo(inside, Reaction.sends("other bytes"));
            try (Client client = edge.edge().connect().send(get(path, WEBSOCKET) + "GET " + inside + " HTTP/1.1\r\n")) {
                Answer answer = client.answer().expectStatus(101);
                answer.field("Upgrade").once().matches("websocket"::equalsIgnoreCase);
                answer.field("Connection").once().matches("upgrade"::equalsIgnoreCase);
                answer.field("Sec-WebSocket-Accept").once();
                expectComes(client, "first bytes");
                client.send("\r\n");
                expectComes(client, "other bytes");
            }
            UpstreamRequest got = edge.passed(path);
            edge.expectValues(got, "Upgrade", "websocket");
            edge.expectValues(edge.passed(inside), "Host");
            if (!edge.backend().awaitLeft(got, Limits.PATIENCE)) {
                throw rig.failure("expected the connection to the backend to end with the client's, but it is open");
            }
        });
        rig.each("a backend that does not", () -> {
            String path = edge.path();
            try (Client client = edge.edge().connect().send(get(path, WEBSOCKET))) {
                client.answer().expectStatus(200).expectBody(HELLO);
                client.send(get(edge.path())).answer().expectStatus(200).expectBody(HELLO);
            }
        });
        rig.each("a backend that goes on with another protocol", () -> {
            String path = edge.path();
            edge.backend()
                    .reactsTo(path, Reaction.sends(head("HTTP/1.1 101 Switching Protocols",
                            "Connection: upgrade", "Upgrade: h2c") + "\r\n"));
            edge.exchange(get(path, WEBSOCKET)).expectStatus(502);
        });
        rig.each("Upgrade: h2c", () -> {
            String path = edge.path();
            UpstreamRequest got = edge.pass(path, get(path, "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABkAAQAAP__"));
            edge.expectValues(got, "Upgrade");
            edge.expectValues(got, "HTTP2-Settings");
        });
    }

    @Test
    @Check(value = "CONNECT opens a tunnel to the addresses that are allowed, and to no other", task = "proxy",
            rule = "connect", points = 1, ownServer = true, builds = {"same-request", "layer4"},
            clause = "RFC 9110 §9.3.6",
            explain = """
                    A tunnel is a connection from inside of the network, for anyone who asks. So it leads only where the
                    flags say, and by default nowhere.
                    """)
    void connect(Rig rig) {
        String free = "127.0.0.1:" + rig.freePort();
        EdgeInFront target = EdgeInFront.open(rig);
        String backend = target.backend().url().replace("http://", "");
        rig.each("without --connect", () -> connect(target, backend).expectStatus(403));
        EdgeInFront edge = EdgeInFront.open(rig, "--connect", backend, "--connect", free);
        rig.each("an allowed address", () -> {
            String path = target.path();
            try (Client client = edge.edge()
                    .connect()
                    .send("CONNECT " + backend + " HTTP/1.1\r\nHost: " + backend + "\r\n\r\n")) {
                client.answer("HEAD").expectStatus(200);
                client.send(get(path));
                expectComes(client, HELLO);
            }
            target.expectValues(target.passed(path), "Via");
        });
        String shorter = backend.substring(0, backend.length() - 1);
        for (String other : List.of("127.0.0.1:1", "localhost:" + backend.split(":")[1], shorter)) {
            rig.each(other, () -> connect(edge, other).expectStatus(403));
        }
        rig.each("an allowed address at which no server listens", () -> connect(edge, free).expectStatus(502, 504));
    }

    private static Answer connect(EdgeInFront edge, String target) {
        return edge.exchange("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n");
    }
}
