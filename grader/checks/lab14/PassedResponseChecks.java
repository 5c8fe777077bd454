package grader.checks.lab14;

import static grader.checks.lab14.front.EdgeInFront.HELLO;
import static grader.checks.lab14.front.EdgeInFront.get;
import static grader.checks.lab14.front.EdgeInFront.head;
import static grader.checks.lab14.front.EdgeInFront.request;

import grader.checks.lab14.front.EdgeInFront;
import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.http.Response;
import grader.clients.upstream.Reaction;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Task proxy: what a client gets. */
class PassedResponseChecks {

    private static final int LIMIT = 1_000;
    private static final Duration A_MOMENT = Duration.ofMillis(10);
    private static final String OK = "HTTP/1.1 200 OK";
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String CHUNKS = "\r\n5;a=b\r\nhello\r\n11\r\n from the backend\r\n0\r\nX-T: 1\r\n\r\n";

    private static final Map<String, Reaction> FRAMINGS = new TreeMap<>(Map.of(
            "a length", EdgeInFront.GOOD,
            "chunks", Reaction.sends(head(OK, CHUNKED) + CHUNKS),
            "chunks, byte by byte", Reaction.sends(head(OK, CHUNKED) + CHUNKS).byteByByte(Duration.ofMillis(2)),
            "the end of the connection", Reaction.sends(head(OK) + "\r\n" + HELLO).thenClose(),
            "the end of the connection, in HTTP/1.0",
            Reaction.sends(head("HTTP/1.0 200 OK") + "\r\n" + HELLO).thenClose()));

    @Test
    @Check(value = "a client finds the end of a response, however the backend's was framed", task = "proxy",
            rule = "response-framing", points = 2, ownServer = true, builds = "same-request",
            clause = "RFC 9112 §6.3",
            explain = """
                    Each connection has its own framing. The edge decodes the backend's, and frames the content as its
                    client understands it: an HTTP/1.0 client knows no chunks. A response to HEAD, a 204 and a 304 have
                    none, whatever their fields say, and the next response follows at once.
                    """)
    void framing(Rig rig) {
        EdgeInFront edge = EdgeInFront.open(rig);
        FRAMINGS.forEach((what, reaction) -> {
            for (String version : List.of("1.1", "1.0")) {
                rig.each(what + ", to an HTTP/" + version + " client", () -> {
                    String path = edge.path();
                    edge.backend().reactsTo(path, reaction);
                    Answer answer = edge.exchange(get(path).replace("HTTP/1.1", "HTTP/" + version));
                    answer.expectStatus(200).expectBody(HELLO);
                    if (version.equals("1.0") && answer.framing() == Response.Framing.CHUNKED) {
                        throw rig.failure("expected no chunks, as the client speaks HTTP/1.0");
                    }
                });
            }
        });
        Map<String, String> empty = new LinkedHashMap<>();
        empty.put("HEAD", head(OK, "Content-Length: 1000"));
        empty.put("GET", head("HTTP/1.1 304 Not Modified", "Content-Length: 1000"));
        empty.put("DELETE", head("HTTP/1.1 204 No Content"));
        empty.forEach((method, response) -> rig.each(response.split("\r\n")[0] + " to " + method, () -> {
            String path = edge.path();
            String next = edge.path();
            edge.backend().reactsTo(path, Reaction.sends(response + "\r\n"));
            try (Client client = edge.edge().connect().send(request(method, path) + get(next))) {
                Answer first = client.answer(method);
                if (method.equals("HEAD") && first.expectStatus(200).has("Content-Length")) {
                    first.field("Content-Length").once().matches("1000"::equals);
                }
                client.answer().expectStatus(200).expectBody(HELLO);
            }
        }));
    }

    @Test
    @Check(value = "what comes from the backend is passed on at once", task = "proxy", rule = "response-framing",
            points = 1, ownServer = true, builds = "framing",
            explain = """
                    A response may be long, or never end: a feed of events. Its first bytes are for the client as soon
                    as they are there. An edge that keeps the whole response first needs the memory for it, and the
                    client waits.
                    """)
    void atOnce(Rig rig) {
        EdgeInFront edge = EdgeInFront.open(rig);
        new TreeMap<>(Map.of("a length", head(OK, "Content-Length: 1000") + "\r\nfirst piece",
                "chunks", head(OK, CHUNKED) + "\r\nb\r\nfirst piece\r\n",
                "the end of the connection", head(OK) + "\r\nfirst piece"))
                .forEach((what, begin) -> rig.each(what, () -> {
                    String path = edge.path();
                    edge.backend().reactsTo(path, Reaction.sends(begin));
                    try (Client client = edge.edge().connect().send(get(path))) {
                        expectComes(client, "first piece");
                    }
                }));
    }

    private static void expectComes(Client client, String text) {
        if (!Await.comesTrue(Limits.PATIENCE, () -> {
            return client.readUntilClose(A_MOMENT).contains(text);
        })) {
            throw client.missing("the first bytes of the content, '" + text + "'");
        }
    }

    @Test
    @Check(value = "a response that the backend cuts short looks cut short to the client", task = "proxy",
            rule = "response-cut", points = 1, ownServer = true, builds = "framing", clause = "RFC 9112 §8",
            explain = """
                    The status has been sent, so no error can be. But half a file that looks whole is worse than none: a
                    cache would keep it. So the length, or the last chunk, is missing. For a client without either, only
                    a reset tells.
                    """)
    void cutShort(Rig rig) {
        EdgeInFront edge = EdgeInFront.open(rig);
        Map<String, Reaction> cuts = new LinkedHashMap<>();
        cuts.put("a length", Reaction.sends(head(OK, "Content-Length: 100") + "\r\nhalf").thenClose());
        cuts.put("chunks", Reaction.sends(head(OK, CHUNKED) + "\r\n4\r\nhalf\r\n").thenClose());
        cuts.put("a broken chunk", Reaction.sends(head(OK, CHUNKED) + "\r\n4\r\nhalf\r\nzz\r\n"));
        String half = head(OK) + "\r\nhalf";
        cuts.put("a reset in place of the end", Reaction.sends(half).resetAfter(half.length()));
        cuts.forEach((what, reaction) -> {
            for (String version : List.of("1.1", "1.0")) {
                rig.each(what + ", to an HTTP/" + version + " client", () -> {
                    String path = edge.path();
                    edge.backend().reactsTo(path, reaction);
                    try (Client client = edge.edge().connect().send(get(path).replace("HTTP/1.1", "HTTP/" + version))) {
                        expectCut(rig, client);
                    }
                });
            }
        });
    }

    private static void expectCut(Rig rig, Client client) {
        String all = client.readUntilClose(Limits.PATIENCE);
        client.tell("< " + all.length() + " bytes, then " + client.how());
        boolean length = all.contains("ontent-Length: 100") || all.contains("ontent-length: 100");
        boolean chunks = all.toLowerCase(Locale.ROOT).contains(CHUNKED.toLowerCase(Locale.ROOT));
        if (all.startsWith("HTTP/1.1 502")) {
            return;                                             // nothing had been sent yet
        }
        if (!client.ended() || chunks && all.endsWith("\r\n0\r\n\r\n")) {
            throw rig.failure("expected the response to break off, but it looks complete, or has no end");
        }
        if (!length && !chunks && !client.wasReset()) {
            throw rig.failure("expected a reset, as nothing else tells this client that content is missing");
        }
    }

    @Test
    @Check(value = "interim responses are passed on before the final one", task = "proxy", rule = "interim", points = 1,
            ownServer = true, builds = "framing", clause = "RFC 9110 §15.2",
            explain = """
                    A 103 names what a page will need, before the page is there. It is no final response: the client of
                    one who takes it for that gets no page, and everyone after it the response before. HTTP/1.0 has no
                    interim responses, so such a client would take it for the final one.
                    """)
    void interim(Rig rig) {
        EdgeInFront edge = EdgeInFront.open(rig);
        String both = head("HTTP/1.1 102 Processing") + "\r\n"
                + head("HTTP/1.1 103 Early Hints", "Link: </a.css>; rel=preload") + "\r\n" + EdgeInFront.GOOD.bytes();
        rig.each("an HTTP/1.1 client", () -> {
            String path = edge.path();
            edge.backend().reactsTo(path, Reaction.sends(both));
            try (Client client = edge.edge().connect().send(get(path) + get(edge.path()))) {
                client.answer().expectStatus(102);
                client.answer().expectStatus(103).field("Link").once().matches("</a.css>; rel=preload"::equals);
                client.answer().expectStatus(200).expectBody(HELLO);
                client.answer().expectStatus(200).expectBody(HELLO);
            }
        });
        rig.each("an HTTP/1.0 client", () -> {
            String path = edge.path();
            edge.backend().reactsTo(path, Reaction.sends(both));
            edge.exchange(get(path).replace("HTTP/1.1", "HTTP/1.0")).expectStatus(200).expectBody(HELLO);
        });
    }

    @Test
    @Check(value = "what is no response is a 502, and no byte of it reaches the client", task = "proxy",
            rule = "bad-gateway", points = 1, ownServer = true, builds = "framing", clause = "RFC 9110 §15.6.3",
            explain = """
                    A backend may be broken, or in the hands of an attacker. What it sends is input like any other. A
                    response whose end is not clear is the worst: what the edge takes for its end may be the beginning
                    of the next client's response.
                    """)
    void badGateway(Rig rig) {
        EdgeInFront edge = EdgeInFront.open(rig);
        Map<String, Reaction> bad = new LinkedHashMap<>();
        bad.put("no HTTP", Reaction.garbage());
        bad.put("no response", Reaction.close());
        bad.put("half a head", Reaction.sends(head(OK, "X-Secret: 1")).thenClose());
        bad.put("a status of 700", sends(head("HTTP/1.1 700 X", "Content-Length: 0")));
        bad.put("a status of two digits", sends(head("HTTP/1.1 20 X", "Content-Length: 0")));
        bad.put("a folded field", sends(head(OK, "X-Secret: a", " b", "Content-Length: 0")));
        bad.put("a field without a colon", sends(head(OK, "X-Secret", "Content-Length: 0")));
        bad.put("both framings", Reaction.sends(head(OK, "Content-Length: 6", CHUNKED) + "\r\n0\r\n\r\nx"));
        bad.put("two lengths", Reaction.sends(head(OK, "Content-Length: 1", "Content-Length: 2") + "\r\nab"));
        bad.put("a length that is none", Reaction.sends(head(OK, "Content-Length: -1") + "\r\nab"));
        bad.put("another coding", Reaction.sends(head(OK, "Transfer-Encoding: gzip") + "\r\nab").thenClose());
        bad.put("chunks in HTTP/1.0", Reaction.sends(head("HTTP/1.0 200 OK", CHUNKED) + "\r\n0\r\n\r\n"));
        bad.put("a 101 that was not asked for", sends(head("HTTP/1.1 101 X", "Connection: upgrade", "Upgrade: x")));
        bad.forEach((what, reaction) -> rig.each(what, () -> {
            String path = edge.path();
            edge.backend().reactsTo(path, reaction);
            Answer answer = edge.exchange(get(path)).expectStatus(502);
            if (answer.has("X-Secret")) {
                throw rig.failure("expected nothing of the backend's response in the 502, but X-Secret is there");
            }
        }));
        rig.each("a request after that", () -> edge.exchange(get(edge.path())).expectStatus(200).expectBody(HELLO));
        rig.each("no backend at all", () -> {
            var alone = rig.start(EdgeInFront.usual()
                    .and("--route", "*/=none", "--backends",
                            "none=http://127.0.0.1:" + rig.freePort()));
            try (Client client = alone.connect().send(get("/"))) {
                client.awaitData(EdgeInFront.FIRST);
                client.answer().expectStatus(502);
            }
        });
    }

    private static Reaction sends(String head) {
        return Reaction.sends(head + "\r\n");
    }

    @Test
    @Check(value = "a backend that is too slow is a 504, and content that does not go on breaks off", task = "proxy",
            rule = "timeout", points = 1, slow = true, ownServer = true, builds = "framing",
            clause = "RFC 9110 §15.6.5",
            explain = """
                    The limit is for the whole head: a byte now and then does not help. Content has no such limit, as no
                    one knows how long it is; but between two of its pieces, no more time may pass. A client that is
                    slow itself is no fault of the backend.
                    """)
    void late(Rig rig) {
        EdgeInFront edge = EdgeInFront.open(rig, "--upstream-timeout", "" + LIMIT);
        Map<String, Reaction> slow = new LinkedHashMap<>();
        slow.put("silence", Reaction.silence());
        slow.put("half a head", Reaction.sends(OK + "\r\nX-A"));
        slow.put("a head byte by byte", Reaction.sends(EdgeInFront.GOOD.bytes() + " ".repeat(1_000))
                .byteByByte(Duration.ofMillis(LIMIT / 20)));
        slow.forEach((what, reaction) -> rig.each(what, () -> {
            String path = edge.path();
            edge.backend().reactsTo(path, reaction);
            try (Client client = edge.edge().connect().send(get(path))) {
                client.awaitData(Limits.PATIENCE);
                client.answer().expectStatus(504);
            }
        }));
        rig.each("content that goes on for longer", () -> rig.untilProven("to send a byte each 10 ms", () -> {
            String path = edge.path();
            String content = "x".repeat(2 * LIMIT / 10);
            edge.backend()
                    .reactsTo(path, Reaction.sends(head(OK, "Content-Length: " + content.length()) + "\r\n"
                            + content).byteByByte(A_MOMENT));
            long begin = System.nanoTime();
            try {
                edge.exchange(get(path)).expectStatus(200).expectBody(content);
                return true;
            } catch (CheckFailed broken) {
                long millis = (System.nanoTime() - begin) / 1_000_000;
                if (millis - 10 * edge.backend().connection(edge.passed(path)).sent() < LIMIT / 2) {
                    throw broken;
                }
                return false;
            }
        }));
        rig.each("content that stops", () -> {
            String path = edge.path();
            edge.backend().reactsTo(path, Reaction.sends(head(OK, "Content-Length: 100") + "\r\nhalf"));
            try (Client client = edge.edge().connect().send(get(path))) {
                expectCut(rig, client);
            }
        });
    }
}
