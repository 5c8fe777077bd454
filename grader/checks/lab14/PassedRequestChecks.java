package grader.checks.lab14;

import static grader.checks.lab14.front.EdgeInFront.get;
import static grader.checks.lab14.front.EdgeInFront.head;
import static grader.checks.lab14.front.EdgeInFront.post;
import static grader.checks.lab14.front.EdgeInFront.request;

import grader.checks.lab14.front.EdgeInFront;
import grader.clients.http.Answer;
import grader.clients.upstream.UpstreamRequest;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Task proxy: what a backend gets. */
class PassedRequestChecks {

    @Test
    @Check(value = "a backend gets the method, the target, the host, the fields and the content of a request",
            task = "proxy", rule = "request-line", points = 1, foundation = true, ownServer = true,
            explain = """
                    The backend should see what it would see without the edge: the same method, the same target, byte
                    for byte, the same Host, the same fields in the same order. The content has arrived as a whole, so
                    its length is known, however it came.
                    """)
    void sameRequest(Rig rig) {
        EdgeInFront edge = EdgeInFront.open(rig);
        rig.each("a GET with a query and escapes", () -> {
            String path = edge.path();
            String target = path + "/a%2Fb/%7e;c=d//?q=%20&r=a/../b";
            UpstreamRequest got = edge.pass(path, get(target, "X-One: 1", "x-two: a, b", "X-Two: c"));
            expect(rig, "GET", got.method());
            expect(rig, target, got.target());
            edge.expectValues(got, "Host", "edge.example");
            edge.expectValues(got, "X-One", "1");
            edge.expectValues(got, "X-Two", "a, b", "c");
            edge.expectValues(got, "Transfer-Encoding");
        });
        rig.each("a POST with a length", () -> {
            String path = edge.path();
            expectContent(edge, edge.pass(path, post(path, "some content")), "some content");
        });
        rig.each("a POST in chunks", () -> {
            String path = edge.path();
            String chunked = head("POST " + path + " HTTP/1.1", "Host: edge.example", "Transfer-Encoding: chunked",
                    "Trailer: X-T") + "\r\n5;a=b\r\nsome \r\n7\r\ncontent\r\n0\r\nX-T: 1\r\n\r\n";
            expectContent(edge, edge.pass(path, chunked), "some content");
        });
        rig.each("200,000 bytes", () -> {
            String path = edge.path();
            String content = "0123456789".repeat(20_000);
            expectContent(edge, edge.pass(path, post(path, content)), content);
        });
        rig.each("an unknown method", () -> {
            String path = edge.path();
            expect(rig, "PROPFIND", edge.pass(path, request("PROPFIND", path)).method());
        });
        rig.each("a target in absolute form", () -> {
            String path = edge.path();
            UpstreamRequest got = edge.pass(path, get("http://other.example:81" + path + "?x"));
            expect(rig, path + "?x", got.target());
            edge.expectValues(got, "Host", "other.example:81");
        });
        rig.each("Expect: 100-continue", () -> {
            String path = edge.path();
            try (var client = edge.edge().connect()) {
                client.send(head("POST " + path + " HTTP/1.1", "Host: edge.example", "Content-Length: 2",
                        "Expect: 100-continue") + "\r\n");
                client.answer().expectStatus(100);
                client.send("ab").answer().expectStatus(200);
            }
            expectContent(edge, edge.passed(path), "ab");
        });
    }

    private static void expect(Rig rig, String expected, String got) {
        if (!got.equals(expected)) {
            throw rig.failure("expected the backend to get " + expected + ", but it got " + got);
        }
    }

    private static void expectContent(EdgeInFront edge, UpstreamRequest got, String content) {
        edge.expectValues(got, "Content-Length", "" + content.length());
        edge.expectValues(got, "Transfer-Encoding");
        if (!got.content().equals(content)) {
            throw edge.rig()
                    .failure(
                            "expected the backend to get the " + content.length() + " bytes of the content, but it got "
                                    + got.content().length() + " bytes, or others");
        }
    }

    @Test
    @Check(value = "fields that are for one hop are not passed on", task = "proxy", rule = "hop-by-hop", points = 1,
            ownServer = true, builds = "same-request", clause = "RFC 9110 §7.6.1",
            explain = """
                    `Connection` names the fields that are about this connection, and not about the message; the next
                    connection is another one. Some fields are so even if no one names them. A field that is passed on
                    although it is about another connection changes what the next server does with its own.
                    """)
    void hopByHop(Rig rig) {
        EdgeInFront edge = EdgeInFront.open(rig);
        List<String> gone = List.of("Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Upgrade", "X-Named", "X-Other");
        String[] fields = {"Connection: x-named, keep-alive", "Connection: X-Other", "X-Named: a", "X-Other: b",
                "Keep-Alive: timeout=5", "Proxy-Connection: keep-alive", "TE: trailers", "Trailer: X-T",
                "Upgrade: h2c", "X-Kept: c"};
        rig.each("a request", () -> {
            String path = edge.path();
            UpstreamRequest got = edge.pass(path, get(path, fields));
            gone.forEach(name -> edge.expectValues(got, name));
            edge.expectValues(got, "X-Kept", "c");
            if (got.values("Connection").stream().anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("x-"))) {
                throw rig.failure("expected the edge's own Connection, if any, but the backend got "
                        + EdgeInFront.shown(got.values("Connection")));
            }
        });
        rig.each("a response", () -> {
            String path = edge.path();
            edge.backend().reactsTo(path, EdgeInFront.response(fields));
            Answer answer = edge.exchange(get(path)).expectStatus(200);
            for (String name : gone) {
                if (answer.has(name)) {
                    throw rig.failure("expected no " + name + " in the response, as it is for the edge only");
                }
            }
            if (!answer.values("X-Kept").equals(List.of("c"))) {
                throw rig.failure("expected X-Kept with 'c', which no one has named, but the response has "
                        + EdgeInFront.shown(answer.values("X-Kept")));
            }
        });
    }

    @Test
    @Check(value = "a backend learns who the client is, and clients cannot say so themselves", task = "proxy",
            rule = "forwarded", points = 1, ownServer = true, builds = "same-request", clause = "RFC 7239",
            explain = """
                    The backend sees the edge's address, so the edge says whose request it is. Backends trust these
                    fields: for limits, for logs, for access. What a client has written into them must not get there,
                    except from a proxy that is trusted: then the list goes on.
                    """)
    void clientIsKnown(Rig rig) {
        String[] claims = {"X-Forwarded-For: 6.6.6.6", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example",
                "Forwarded: for=6.6.6.6;proto=https", "X-Forwarded-For: 7.7.7.7"};
        rig.each("a client", () -> {
            EdgeInFront edge = EdgeInFront.open(rig, "--trust", "127.128.0.0/9");
            String path = edge.path();
            UpstreamRequest got = edge.pass(path, get(path, claims));
            edge.expectValues(got, "X-Forwarded-For", "127.0.0.1");
            edge.expectValues(got, "X-Forwarded-Proto", "http");
            edge.expectValues(got, "X-Forwarded-Host", "edge.example");
            expectForwarded(rig, got, "for=\"?127\\.0\\.0\\.1\"?(;.*)?");
            expectForwarded(rig, got, "(.*;)?proto=\"?http\"?(;.*)?");
            expectForwarded(rig, got, "(.*;)?host=\"?edge\\.example\"?(;.*)?");
        });
        rig.each("a trusted proxy", () -> {
            EdgeInFront edge = EdgeInFront.open(rig, "--trust", "10.0.0.0/8", "--trust", "126.0.0.0/7");
            String path = edge.path();
            UpstreamRequest got = edge.pass(path, get(path, claims));
            expectList(rig, got, "X-Forwarded-For", "6\\.6\\.6\\.6, ?7\\.7\\.7\\.7, ?127\\.0\\.0\\.1");
            edge.expectValues(got, "X-Forwarded-Proto", "https");
            edge.expectValues(got, "X-Forwarded-Host", "evil.example");
            expectList(rig, got, "Forwarded", "for=6\\.6\\.6\\.6;proto=https, ?.*127\\.0\\.0\\.1.*");
        });
    }

    private static void expectForwarded(Rig rig, UpstreamRequest got, String form) {
        expectList(rig, got, "Forwarded", "(?i:" + form.replace("for=", "(.*;)?for=") + ")");
    }

    private static void expectList(Rig rig, UpstreamRequest got, String name, String form) {
        String list = String.join(", ", got.values(name));
        if (!list.matches(form)) {
            throw rig.failure("expected the backend to get " + name + " like " + form + ", but it got "
                    + EdgeInFront.shown(got.values(name)));
        }
    }

    @Test
    @Check(value = "each request says in Via that it has passed, and a request that comes back is refused",
            task = "proxy",
            rule = "via", points = 1, ownServer = true, builds = "same-request", clause = "RFC 9110 §7.6.3",
            explain = """
                    If a pool leads back to the edge, a single request would go round until no connection is left.
                    `Via` names each server on the way, so an edge knows a request that it has seen. The names must
                    differ: two edges in a row are no loop.
                    """)
    void via(Rig rig) {
        EdgeInFront edge = EdgeInFront.open(rig);
        String path = edge.path();
        UpstreamRequest got = edge.pass(path, get(path, "Via: 1.0 first, 1.1 second (a comment)"));
        String via = String.join(", ", got.values("Via"));
        String start = "1.0 first, 1.1 second (a comment), 1.1 ";
        if (!via.startsWith(start) || via.length() == start.length()) {
            throw rig.failure("expected Via to go on with 1.1 and a name of the edge, but the backend got "
                    + EdgeInFront.shown(got.values("Via")));
        }
        rig.each("the same request again", () -> {
            String again = edge.path();
            edge.exchange(get(again, "Via: " + via + ", 1.1 third")).expectStatus(508, 502);
            edge.expectNotPassed(again);
        });
        rig.each("a request that another edge has passed on", () -> {
            EdgeInFront other = EdgeInFront.open(rig);
            String once = other.path();
            other.pass(once, get(once, "Via: " + via));
        });
    }

    @Test
    @Check(value = "what two servers could read differently does not reach a backend", task = "proxy",
            rule = "one-meaning", points = 2, ownServer = true, builds = "same-request",
            explain = """
                    If the edge finds another end of a request than the backend, the rest is the beginning of a request
                    that no one has checked, or of another client's. The parser of lab 03 rejects what is not clear. And
                    the edge writes each head itself, so that nothing gets through by its form.
                    """)
    void oneMeaning(Rig rig) {
        EdgeInFront edge = EdgeInFront.open(rig);
        String hidden = edge.path();
        String smuggled = "GET " + hidden + " HTTP/1.1\r\nHost: edge.example\r\n\r\n";
        for (String fields : List.of("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding : chunked\r\n", "Content-Length: 0\r\nContent-Length: 5\r\n",
                "Content-Length: +0\r\n", "X-A: b\r\n Content-Length: 5\r\n", "X-A: b\nContent-Length: 5\r\n",
                "Host: other.example\r\n")) {
            String path = edge.path();
            rig.each(fields.strip().replace("\r\n", " and ").replace("\n", " and "), () -> {
                Answer answer = edge.exchange("POST " + path + " HTTP/1.1\r\nHost: edge.example\r\n" + fields
                        + "\r\n0\r\n\r\n" + smuggled);
                answer.expectStatus(400, 501);
                edge.expectNotPassed(path);
                edge.expectNotPassed(hidden);
            });
        }
        rig.each("a Connection that names Content-Length and Host", () -> {
            String path = edge.path();
            UpstreamRequest got = edge.pass(path, post(path, smuggled, "Connection: content-length, host"));
            expectContent(edge, got, smuggled);
            edge.expectValues(got, "Host", "edge.example");
            edge.expectNotPassed(hidden);
        });
        rig.each("a request without a length, and one after it", () -> {
            String path = edge.path();
            String next = edge.path();
            try (var client = edge.edge().connect().send(get(path) + get(next))) {
                client.answer().expectStatus(200);
                client.answer().expectStatus(200);
            }
            edge.passed(path);
            edge.passed(next);
        });
    }
}
