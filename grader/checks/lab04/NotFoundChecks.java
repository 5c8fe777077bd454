package grader.checks.lab04;

import static grader.clients.rest.HttpMatchers.mediaType;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.nullValue;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Task not-found-or-not-allowed: requests for which there is no route. HEAD and OPTIONS are in
 * {@link HeadOptionsChecks}.
 */
class NotFoundChecks {

    @Test
    @Check(value = "a path that matches no pattern gets a 404", task = "not-found-or-not-allowed", rule = "not-found",
            points = 5,
            foundation = true,
            ownServer = true, clause = "RFC 9110 §15.5.5",
            explain = """
                    A 404 says that nothing is at this path, whatever the method. A segment matches only as a whole
                    and in the same case. A path with more or fewer segments than the pattern does not match it.
                    """)
    void notFound(Rig rig) {
        Table table = Table.start(rig, "GET /a", "POST /a/{x}/b", "GET /c/d/e");
        table.control("GET /a", "GET /a");
        table.control("POST /a/v/b", "POST /a/{x}/b", "x: v");
        table.control("GET /c/d/e", "GET /c/d/e");
        String a = table.words().in("a");
        for (String request : List.of("GET /", "GET /b", "POST /b", "GET /a/v/c", "GET /a/v/b/c", "DELETE /c",
                "GET /c/d",
                "GET /c/d/f", "GET /c/d/e/f", "GET /" + a + "more", "GET /" + a.substring(1),
                "GET /" + a.toUpperCase(Locale.ROOT))) {
            table.expectStatus(request, 404);
        }
    }

    @Test
    @Check(value = "a path without a route for the method gets a 405, with the methods of all its patterns in Allow",
            task = "not-found-or-not-allowed", rule = "not-allowed", points = 6, ownServer = true,
            clause = "RFC 9110 §15.5.6, §10.2.1",
            explain = """
                    A path may match several patterns. Allow tells the client what it could send instead, so it lists
                    the methods of all patterns that match, and no others. GET implies HEAD. OPTIONS may be listed or
                    not.
                    """)
    void notAllowed(Rig rig) {
        Table table = Table.start(rig, "GET /a/{x}", "POST /a/b", "DELETE /a/*r", "PUT /a/{x}/c", "PATCH /d", "GET /e",
                "POST /e",
                "DELETE /e/f", "PUT /g/h/i", "DELETE /g/{y}/i", "POST /{z}/h/i");
        table.control("GET /a/b", "GET /a/{x}", "x: b");
        table.control("DELETE /a/b", "DELETE /a/*r", "r: b");
        table.control("POST /g/h/i", "POST /{z}/h/i", "z: g");
        table.expectAllow("PATCH /a/b", "GET, HEAD, POST, DELETE");
        table.expectAllow("PATCH /a/v", "GET, HEAD, DELETE");
        table.expectAllow("POST /a/v", "GET, HEAD, DELETE");
        table.expectAllow("GET /a/v/c", "PUT, DELETE");
        table.expectAllow("GET /d", "PATCH");
        table.expectAllow("DELETE /e", "GET, HEAD, POST");
        table.expectAllow("GET /e/f", "DELETE");
        table.expectAllow("GET /g/h/i", "PUT, DELETE, POST");
    }

    @Test
    @Check(value = "a 404 and a 405 have a problem document as their body", task = "not-found-or-not-allowed",
            rule = "problem-body",
            points = 3,
            ownServer = true,
            clause = "RFC 9457 §3",
            explain = """
                    A problem is a JSON object of the type application/problem+json, which lets programs read what
                    went wrong. All its members are optional. If there is a `status`, it equals the status of the
                    response.
                    """)
    void problems(Rig rig) {
        Table table = Table.start(rig, "GET /a", "POST /b/{x}");
        table.control("GET /a", "GET /a");
        expectProblem(table, "GET /c", 404);
        expectProblem(table, "GET /b/v", 405);
    }

    private static void expectProblem(Table table, String request, int status) {
        table.each(request, () -> table.send(request)
                .then()
                .statusCode(status)
                .contentType(mediaType("application/problem+json"))
                .body("", instanceOf(Map.class))
                .body("status", anyOf(nullValue(), equalTo(status))));
    }
}
