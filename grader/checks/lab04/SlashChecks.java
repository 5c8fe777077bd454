package grader.checks.lab04;

import static grader.clients.rest.HttpMatchers.oneOf;

import grader.clients.http.Answer;
import grader.clients.http.CheckFailed;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** Task normalize: a slash at the end that is missing or one too many. */
class SlashChecks {

    @Test
    @Check(value = "a path with a slash too many or too few at its end is redirected, with its query",
            task = "normalize",
            rule = "redirects",
            points = 3,
            ownServer = true, clause = "RFC 9110 §15.4.9",
            explain = """
                    If `/users` has a route for the method and `/users/` has none, a request for `/users/` is
                    redirected to `/users`; the reverse holds, too. The status is 308, which keeps the method.
                    Location is a path, with the query as received.
                    """)
    void redirects(Rig rig) {
        Table table = Table.start(rig, "GET /a", "GET /b/", "GET /c/{x}", "POST /d/{x}/");
        table.control("GET /a", "GET /a");
        table.control("GET /b/", "GET /b/");
        expectRedirect(table, "GET /a/", "/a");
        expectRedirect(table, "GET /b", "/b/");
        expectRedirect(table, "GET /a/?q=v%20w&u=/%2F", "/a?q=v%20w&u=/%2F");
        expectRedirect(table, "GET /b?v", "/b/?v");
        expectRedirect(table, "GET /c/v/", "/c/v");
        expectRedirect(table, "GET /c/v%20w%3F/?q=v", "/c/v%20w%3F?q=v");
        expectRedirect(table, "POST /d/v", "/d/v/");
    }

    private static void expectRedirect(Table table, String request, String location) {
        table.each(request, () -> table.expectRedirected(table.send(request), location));
    }

    private static void controlRedirect(Table table, String request, String location) {
        table.rig()
                .control(table.words().in(request) + " is redirected",
                        () -> table.expectRedirected(table.send(request), location));
    }

    @Test
    @Check(value = "no redirect leads to a path without a route for the method", task = "normalize",
            rule = "no-redirect", points = 2,
            ownServer = true,
            builds = "not-found-or-not-allowed", clause = "RFC 9110 §15.4.9",
            explain = """
                    A redirect promises a response, so the server first looks up the other form with the same method.
                    If the path as received has a route for the method, that route serves it. If it has routes for
                    other methods only, a 308 and a 405 are both right.
                    """)
    void noRedirect(Rig rig) {
        Table table = Table.start(rig, "GET /a", "GET /a/", "PUT /b", "GET /c", "POST /c/", "GET /d/{x}");
        controlRedirect(table, "GET /d/v/", "/d/v");
        table.expect("GET /a", "GET /a");
        table.expect("GET /a/", "GET /a/");
        table.expectStatus("GET /b/", 404, 405);
        table.expectStatus("POST /d/v/", 404, 405);
        table.expectStatus("GET /e/", 404, 405);
        table.expectStatus("GET /v/w/", 404, 405);
        expectRedirectOrNone(table, "GET /c/", "/c");
        expectRedirectOrNone(table, "POST /c", "/c/");
        table.expectStatus("DELETE /c", 404, 405);
    }

    private static void expectRedirectOrNone(Table table, String request, String location) {
        table.each(request, () -> {
            Response response = table.send(request);
            if (response.statusCode() == 308) {
                table.expectRedirected(response, location);
            } else {
                response.then().statusCode(oneOf(308, 404, 405));
            }
        });
    }

    @Test
    @Check(value = "no redirect leads to another host", task = "normalize", rule = "location", points = 1,
            ownServer = true,
            builds = "not-found-or-not-allowed", clause = "RFC 3986 §4.2",
            explain = """
                    If a Location begins with two slashes, a browser takes what follows for the name of a host. A link
                    to this server would then lead to another one. The slash in `%2F` stays escaped. A path that does
                    begin with an empty segment gets the prefix `/.`, which changes nothing else.
                    """)
    void ownHost(Rig rig) {
        Table table = Table.start(rig, "GET /{x}/{y}", "GET /a/");
        RawTable raw = table.raw();
        raw.control("GET /%2Fhost.example/v", "GET /{x}/{y}", "x: /host.example", "y: v");
        controlRedirect(table, "GET /v/w/", "/v/w");
        raw.expectRedirect("GET /%2Fhost.example/v/", "/%2Fhost.example/v");
        raw.expectRedirect("GET /%5Chost.example/v/", "/%5Chost.example/v");
        raw.expectStatus("GET //host.example/v/", 404, 405, 400);
        expectOwnHost(rig);
    }

    /** Only a pattern that begins with two slashes has such paths; a server may reject it. */
    private static void expectOwnHost(Rig rig) {
        RawTable raw;
        try {
            raw = Table.start(rig, "GET //{x}/v").raw();
        } catch (CheckFailed refused) {
            rig.tell("the server rejects a pattern that begins with two slashes, so no redirect can lead there");
            return;
        }
        raw.table().each("GET //host.example/v/", () -> {
            Answer answer = raw.send("GET //host.example/v/").expectStatus(308, 404, 405, 400);
            if (answer.status() == 308) {
                raw.expectRedirected(answer, "/.//host.example/v");
            }
        });
    }
}
