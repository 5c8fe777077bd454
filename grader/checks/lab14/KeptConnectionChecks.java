package grader.checks.lab14;

import static grader.checks.lab14.front.EdgeInFront.GOOD;
import static grader.checks.lab14.front.EdgeInFront.HELLO;
import static grader.checks.lab14.front.EdgeInFront.get;
import static grader.checks.lab14.front.EdgeInFront.head;
import static grader.checks.lab14.front.EdgeInFront.post;
import static grader.checks.lab14.front.EdgeInFront.request;

import grader.checks.lab14.front.EdgeInFront;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.Reaction;
import grader.clients.upstream.UpstreamConnection.State;
import grader.clients.upstream.UpstreamRequest;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Task proxy: connections to backends, which outlive a request. */
class KeptConnectionChecks {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int MORE_THAN_BUFFERS = 16 << 20;
    private static final String OK = "HTTP/1.1 200 OK";

    @Test
    @Check(value = "a connection to a backend is used again after a complete response, and only then", task = "proxy",
            rule = "keep", points = 1, ownServer = true, builds = "same-request", clause = "RFC 9112 §9.3",
            explain = """
                    To open a connection takes longer than most requests. But what is left on a connection is taken for
                    the next response, by another client: so it is used again only if the end of the response was found,
                    nothing came after it, and the backend keeps it.
                    """)
    void keeps(Rig rig) {
        EdgeInFront edge = EdgeInFront.open(rig);
        rig.each("requests of several clients", () -> {
            int first = connection(edge, GOOD);
            Reaction older = EdgeInFront.response("Connection: Keep-Alive");
            connection(edge, Reaction.sends(older.bytes().replace("HTTP/1.1", "HTTP/1.0")));
            if (connection(edge, GOOD) != first) {
                throw rig.failure("expected the same connection to the backend for the next client's request, but there"
                        + " was another one");
            }
        });
        new TreeMap<>(Map.of("HEAD", head(OK, "Content-Length: 1000"), "GET",
                head("HTTP/1.1 304 Not Modified", "Content-Length: 9")))
                .forEach((method, response) -> rig.each(response.split("\r\n")[0] + " to " + method, () -> {
                    String path = edge.path();
                    edge.backend().reactsTo(path, Reaction.sends(response + "\r\n"));
                    edge.exchange(request(method, path)).expectStatus(200, 304);
                    edge.edge().awaitIdle();
                    if (connection(edge, GOOD) != edge.passed(path).connection()) {
                        throw rig.failure("expected the same connection for the next request, as a response without "
                                + "content is complete with its head, but there was another one");
                    }
                }));
        Map<String, Reaction> last = new LinkedHashMap<>();
        last.put("Connection: close", EdgeInFront.response("Connection: close"));
        last.put("Connection: Close", EdgeInFront.response("Connection: Close"));
        last.put("HTTP/1.0", Reaction.sends(GOOD.bytes().replace("HTTP/1.1", "HTTP/1.0")));
        last.put("a second response that no one has asked for",
                Reaction.sends(GOOD.bytes() + head(OK, "Content-Length: 4") + "\r\nevil"));
        last.put("a 204 with content", Reaction.sends(head("HTTP/1.1 204 X", "Content-Length: 4") + "\r\nevil"));
        last.forEach((what, reaction) -> rig.each(what, () -> {
            int before = connection(edge, reaction);
            String path = edge.path();
            edge.exchange(get(path)).expectStatus(200).expectBody(HELLO);
            if (edge.passed(path).connection() == before) {
                throw rig.failure("expected another connection after that response, but the same one was used again");
            }
        }));
    }

    /** The connection of a request. When this returns, the edge may have that for the next one. */
    private static int connection(EdgeInFront edge, Reaction reaction) {
        String path = edge.path();
        edge.backend().reactsTo(path, reaction);
        edge.exchange(get(path)).expectStatus(200, 204);
        edge.edge().awaitIdle();
        return edge.passed(path).connection();
    }

    /** An edge that has kept a connection. */
    private static EdgeInFront keeping(Rig rig) {
        EdgeInFront edge = EdgeInFront.open(rig);
        edge.edge().awaitIdle();
        return edge;
    }

    @Test
    @Check(value = "a request on a kept connection that the backend has closed is sent again, if that does no harm",
            task = "proxy", rule = "stale", points = 1, ownServer = true, builds = "keeps",
            clause = "RFC 9110 §9.2.2, RFC 9112 §9.3.1",
            explain = """
                    Backends close idle connections, and that crosses the next request. The client has done nothing
                    wrong, and its GET may be sent again. A POST may have been handled: only the client may repeat it.
                    But an edge can see that a connection is closed before it sends anything.
                    """)
    void closedMeanwhile(Rig rig) {
        for (String method : List.of("GET", "PUT", "DELETE")) {
            rig.each("a " + method + " that meets the end of the connection", () -> {
                EdgeInFront edge = keeping(rig);
                String path = edge.path();
                edge.backend().reactsTo(path, Reaction.close(), GOOD);
                edge.exchange(post(path, "again").replace("POST", method)).expectStatus(200).expectBody(HELLO);
                List<UpstreamRequest> all = edge.backend().requests(path);
                if (all.size() != 2 || !all.get(1).content().equals("again")) {
                    throw rig.failure("expected the backend to get the same request twice, but it got " + all.size()
                            + ", or other content");
                }
            });
        }
        rig.each("a POST that meets the end of the connection", () -> {
            EdgeInFront edge = EdgeInFront.open(rig);
            String path = edge.path();
            edge.backend().reactsTo(path, Reaction.close(), GOOD);
            edge.exchange(post(path, "once")).expectStatus(502);
            edge.passed(path);
        });
        rig.each("a POST after the end of the connection", () -> {
            EdgeInFront edge = EdgeInFront.open(rig);
            String first = edge.path();
            edge.backend().reactsTo(first, GOOD.thenClose());
            edge.exchange(get(first)).expectStatus(200);
            UpstreamRequest call = edge.passed(first);
            edge.backend().await(Limits.PATIENCE, it -> it.connection(call).state() == State.ENDED);
            edge.exchange(post(edge.path(), "once")).expectStatus(200);
        });
    }

    @Test
    @Check(value = "a response that comes before all of the request was read reaches the client", task = "proxy",
            rule = "early", points = 1, ownServer = true, builds = "same-request", clause = "RFC 9112 §9.3",
            explain = """
                    A backend that refuses a long request says so at once, and reads no more. An edge that only writes,
                    until everything is written, waits forever, or sees a reset in place of the response.
                    """)
    void earlyResponse(Rig rig) {
        String all = "" + 2 * MORE_THAN_BUFFERS;
        try (DeafBackend deaf = DeafBackend.open(head("HTTP/1.1 413 No", "Content-Length: 3") + "\r\nno\n")) {
            Server edge = rig.start(EdgeInFront.usual()
                    .and("--route", "*/=deaf", "--backends", "deaf=" + deaf.url(),
                            "--max-body", all, "--max-memory-per-request", all, "--body-budget", all));
            String request = post("/", "0123456789abcdef".repeat(MORE_THAN_BUFFERS / 16));
            try (Client client = edge.connect()) {
                client.tell("send a POST with " + MORE_THAN_BUFFERS + " bytes of content");
                client.sendUnlogged(request).awaitData(EdgeInFront.FIRST);
                client.answer().expectStatus(413).expectBody("no\n");
            }
            rig.tell("most of that content was not sent, so the next request needs another connection");
            try (Client next = edge.connect()) {
                next.send(get("/")).awaitData(EdgeInFront.FIRST);
                next.answer().expectStatus(413);
            }
        }
    }

    @Test
    @Check(value = "when a client resets its connection, the connection to the backend is closed", task = "proxy",
            rule = "client-left", points = 1, slow = true, ownServer = true, builds = "same-request",
            explain = """
                    No one waits for the response any more, but the backend works on it until its connection is closed.
                    The end of input is no reset: that client still waits.
                    """)
    void clientLeaves(Rig rig) {
        EdgeInFront edge = EdgeInFront.open(rig);
        EdgeInFront narrow = EdgeInFront.open(rig, "--upstream-connections", "1");
        new TreeMap<>(Map.of("before the response", Reaction.silence(),
                "within the response", Reaction.sends(head(OK, "Content-Length: 100") + "\r\nhalf")))
                .forEach((what, reaction) -> rig.each(what, () -> {
                    String path = narrow.path();
                    narrow.backend().reactsTo(path, reaction);
                    try (Client client = narrow.edge().connect().send(get(path))) {
                        UpstreamRequest call = narrow.passed(path);
                        client.reset();
                        if (!narrow.backend().awaitLeft(call, SOON)) {
                            throw rig.failure("expected the edge to close its connection to the backend within a "
                                    + "second, but it is still open after " + SOON.toSeconds() + " s");
                        }
                    }
                    rig.tell("the edge may have one connection to the backend, and it is free now");
                    narrow.exchange(get(narrow.path())).expectStatus(200);
                }));
        rig.each("a client that only ends its side", () -> {
            String path = edge.path();
            edge.backend().reactsTo(path, GOOD.onceReleased());
            try (Client client = edge.edge().connect().send(get(path))) {
                edge.passed(path);
                client.halfClose();
                rig.quietly(() -> edge.exchange(get(edge.path())));
                edge.backend().release();
                client.awaitData(Limits.PATIENCE);
                client.answer().expectStatus(200).expectBody(HELLO);
            }
        });
    }
}
