package grader.checks.lab04;

import static grader.rest.HttpMatchers.absent;
import static grader.rest.HttpMatchers.matching;
import static grader.rest.HttpMatchers.oneOf;
import static org.hamcrest.Matchers.anyOf;

import grader.engine.Check;
import grader.engine.Rig;
import grader.http.Answer;
import grader.http.Client;
import grader.rest.Described;
import grader.server.Capability;
import org.junit.jupiter.api.Test;

/** Task not-found-or-not-allowed: two methods that are answered without a route of their own. */
class HeadOptionsChecks {

    @Test
    @Check(value = "HEAD is served by the route of GET, unless it has its own", task = "not-found-or-not-allowed",
            rule = "head",
            points = 3,
            needs = Capability.FLAGS, clause = "RFC 9110 §9.3.2",
            explain = """
                    HEAD has the head of the same GET, and no body after it: so a program that registers GET need not
                    register HEAD. A route for HEAD goes before that, and does not serve GET.
                    """)
    void head(Rig rig) {
        Table table = Table.start(rig, "GET /a/{x}", "HEAD /b", "POST /b", "GET /c/{y}",
                "HEAD /c/{zzzzzzzzzzzzzzzzzzzz}", "POST /d");
        table.control("GET /a/v", "GET /a/{x}", "x: v");
        table.control("GET /c/v", "GET /c/{y}", "y: v");
        table.each("HEAD /a/v", () -> expectHead(table, "/a/v"));
        table.expectStatus("HEAD /b", 200);
        table.expectAllow("GET /b", "HEAD, POST");
        table.each("HEAD /c/v, which has a route of its own", () -> expectOwn(table, "/c/v"));
        table.expectAllow("HEAD /d", "POST");
        table.expectStatus("HEAD /e", 404);
    }

    /** Bytes matter: a body after the head would show as the beginning of the next response. */
    private static void expectHead(Table table, String path) {
        RawTable raw = table.raw();
        try (Client client = table.server().connect()) {
            int length = client.send(raw.bytes("GET " + path)).answer().body().length();
            Answer head = client.send(raw.bytes("HEAD " + path)).answer("HEAD").expectStatus(200);
            if (!head.values("Content-Length").isEmpty()) {
                // the mirror of HEAD itself is longer by one: forgiven
                head.field("Content-Length")
                        .once()
                        .matches(matching(length + ", as the same GET has it", length + "|" + (length + 1)));
            }
            Answer next = client.send(raw.bytes("GET " + path)).answer();
            if (!next.statusLine().startsWith("HTTP/1.")) {
                throw next.differs(0, 0, 10, "HTTP/1.1 200 OK",
                        "expected no body after the head of a response to HEAD");
            }
        }
    }

    /** Which route has answered shows in the length, if there is one. */
    private static void expectOwn(Table table, String path) {
        int length = table.send("GET " + path).asByteArray().length;
        table.send("HEAD " + path)
                .then()
                .statusCode(200)
                .header("Content-Length", new Described<>("another length than that of the GET route's response",
                        actual -> !String.valueOf(length).equals(actual)));
    }

    @Test
    @Check(value = "OPTIONS is answered, for a path and for the server as a whole", task = "not-found-or-not-allowed",
            rule = "options",
            points = 3,
            needs = Capability.FLAGS, clause = "RFC 9110 §9.3.7",
            explain = """
                    OPTIONS asks what could be asked, so it is answered with 200 or 204 where there is any route, and
                    is no 405. `OPTIONS *` has no path: it is about the server. Allow, if it comes, lists the methods
                    as in a 405.
                    """)
    void options(Rig rig) {
        Table table = Table.start(rig, "GET /a/{x}", "POST /a/b", "DELETE /c/*r");
        table.control("GET /a/b", "GET /a/{x}", "x: b");
        expectOptions(table, "/a/v", "GET, HEAD");
        expectOptions(table, "/a/b", "GET, HEAD, POST");
        expectOptions(table, "/c/v/w", "DELETE");
        table.raw().expectStatus("OPTIONS *", 200, 204);
    }

    private static void expectOptions(Table table, String path, String methods) {
        table.each("OPTIONS " + path, () -> table.send("OPTIONS " + path)
                .then()
                .statusCode(oneOf(200, 204))
                .header("Allow", anyOf(absent(), Allowed.methods(methods))));
    }
}
