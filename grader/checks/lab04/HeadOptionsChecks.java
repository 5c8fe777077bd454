package grader.checks.lab04;

import static grader.clients.rest.HttpMatchers.absent;
import static grader.clients.rest.HttpMatchers.matching;
import static grader.clients.rest.HttpMatchers.oneOf;
import static org.hamcrest.Matchers.anyOf;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.rest.Described;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import org.junit.jupiter.api.Test;

/** Task not-found-or-not-allowed: two methods that need no route of their own. */
class HeadOptionsChecks {

    @Test
    @Check(value = "the route for GET serves HEAD, unless HEAD has a route of its own",
            task = "not-found-or-not-allowed",
            rule = "head",
            points = 3,
            ownServer = true, clause = "RFC 9110 §9.3.2",
            explain = """
                    The response to HEAD has the same head as the response to GET, and no body. A program that
                    registers GET need not register HEAD. A route for HEAD takes precedence, and does not serve GET.
                    """)
    void head(Rig rig) {
        Table table = Table.start(rig, "GET /a/{x}", "HEAD /b", "POST /b", "GET /c/{y}",
                "HEAD /c/{zzzzzzzzzzzzzzzzzzzz}", "POST /d");
        table.control("GET /a/v", "GET /a/{x}", "x: v");
        table.control("GET /c/v", "GET /c/{y}", "y: v");
        table.each("HEAD /a/v", () -> expectHead(table, "/a/v"));
        table.expectStatus("HEAD /b", 200);
        table.expectAllow("GET /b", "HEAD, POST");
        table.each("HEAD /c/v, which has its own route", () -> expectOwn(table, "/c/v"));
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
                // a description of HEAD itself is one character longer: allowed
                head.field("Content-Length")
                        .once()
                        .matches(matching(length + ", the length of the same GET", length + "|" + (length + 1)));
            }
            Answer next = client.send(raw.bytes("GET " + path)).answer();
            if (!next.statusLine().startsWith("HTTP/1.")) {
                throw next.differs(0, 0, 10, "HTTP/1.1 200 OK",
                        "expected no body after the head of a response to HEAD");
            }
        }
    }

    /** The length, if there is one, shows which route responded. */
    private static void expectOwn(Table table, String path) {
        int length = table.send("GET " + path).asByteArray().length;
        table.send("HEAD " + path)
                .then()
                .statusCode(200)
                .header("Content-Length", new Described<>("a length other than that of the response of the GET route",
                        actual -> !String.valueOf(length).equals(actual)));
    }

    @Test
    @Check(value = "OPTIONS gets a 200 or 204, for a path and for the whole server", task = "not-found-or-not-allowed",
            rule = "options",
            points = 3,
            ownServer = true, clause = "RFC 9110 §9.3.7",
            explain = """
                    OPTIONS asks which methods a path allows. If any pattern matches the path, the response is a 200
                    or 204, never a 405. `OPTIONS *` has no path, because it asks about the whole server. Allow is
                    optional. If it is there, it lists the same methods as in a 405.
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
