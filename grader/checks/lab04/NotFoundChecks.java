package grader.checks.lab04;

import static grader.rest.HttpMatchers.mediaType;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.nullValue;

import grader.engine.Check;
import grader.engine.Rig;
import grader.server.Capability;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Task not-found-or-not-allowed: what no route answers. HEAD and OPTIONS are in {@link HeadOptionsChecks}. */
class NotFoundChecks {

    @Test
    @Check(value = "a path that no pattern has is 404", task = "not-found-or-not-allowed", rule = "not-found",
            points = 5,
            foundation = true,
            needs = Capability.FLAGS, clause = "RFC 9110 §15.5.5",
            explain = """
                    404 says that there is nothing under this path, whatever the method. Segments are compared as a
                    whole and with their case, and a path with more or fewer of them than the pattern is another one.
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
    @Check(value = "a path whose patterns lack the method is 405, and Allow lists the methods of all of them",
            task = "not-found-or-not-allowed", rule = "not-allowed", points = 6, needs = Capability.FLAGS,
            clause = "RFC 9110 §15.5.6, §10.2.1",
            explain = """
                    Several patterns may have one path. Allow lists what the client could send instead, so it joins
                    the methods of all patterns that match, and of no other. GET brings HEAD with it; OPTIONS may be
                    listed, or not.
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
    @Check(value = "404 and 405 have a problem as their body", task = "not-found-or-not-allowed", rule = "problem-body",
            points = 3,
            needs = Capability.FLAGS,
            clause = "RFC 9457 §3",
            explain = """
                    A problem is a JSON object of the type application/problem+json, so that programs can read what
                    went wrong. All its members may be missing; `status` repeats the status if it is there.
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
