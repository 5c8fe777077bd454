package grader.checks.lab04;

import grader.clients.http.Answer;
import grader.clients.rest.Described;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import org.junit.jupiter.api.Test;

/** Task match: which paths a pattern matches. Which of several patterns wins is in {@link PriorityChecks}. */
class MatchChecks {

    @Test
    @Check(value = "a request reaches the route that its path matches, and the response lists the parameters",
            task = "match", rule = "description", points = 7,
            foundation = true,
            ownServer = true,
            explain = """
                    The server compares a pattern with a path segment by segment. A static segment must be equal.
                    `{id}` matches any one segment that is not empty. `*rest`, at the end, matches all segments that
                    are left, with the slashes between them. The response names the route as it was written, then each
                    parameter.
                    """)
    void findsRoutes(Rig rig) {
        Table table = Table.start(rig, "GET /", "GET /a", "GET /a/b", "POST /b", "GET /c/{x}", "GET /c/{x}/d",
                "PUT /e/{y}/{z}",
                "GET /f/{x}/*r");
        table.expect("GET /", "GET /");
        table.expect("GET /a", "GET /a");
        table.expect("GET /a/b", "GET /a/b");
        table.expect("POST /b", "POST /b");
        table.expect("GET /c/v", "GET /c/{x}", "x: v");
        table.expect("GET /c/v?q=1&x=2", "GET /c/{x}", "x: v");
        table.expect("GET /c/v/d", "GET /c/{x}/d", "x: v");
        table.expect("PUT /e/v/w", "PUT /e/{y}/{z}", "y: v", "z: w");
        table.expect("GET /f/v/w", "GET /f/{x}/*r", "x: v", "r: w");
        table.expect("GET /f/v/w/b/u", "GET /f/{x}/*r", "x: v", "r: w/b/u");
    }

    @Test
    @Check(value = "a parameter never matches an empty segment, but a wildcard does", task = "match",
            rule = "empty-segment",
            points = 4,
            ownServer = true,
            explain = """
                    `/users/` ends in an empty segment. `{id}` does not match it, because no user has an empty id.
                    `*rest` matches it, and its value is empty. `/files` has no segment left for `*rest`, so
                    `/files/*rest` does not match it.
                    """)
    void emptySegment(Rig rig) {
        Table table = Table.start(rig, "GET /a/{x}", "GET /a/*r", "GET /b/c/*s", "POST /*t", "GET /d/{y}/e");
        table.expect("GET /a/v", "GET /a/{x}", "x: v");
        table.expect("GET /a/", "GET /a/*r", "r: ");
        table.expect("GET /b/c/", "GET /b/c/*s", "s: ");
        table.expect("POST /", "POST /*t", "t: ");
        table.expect("GET /a/v/", "GET /a/*r", "r: v/");
        table.raw().expect("GET /b/c/v//", "GET /b/c/*s", "s: v//");
        table.control("GET /d/v/e", "GET /d/{y}/e", "y: v");
        table.each("GET /d//e", () -> {
            Answer answer = table.raw().send("GET /d//e");
            if (answer.status() == 200) {
                throw answer.statusDiffers("404");
            }
        });
        table.each("GET /b/c", () -> table.send("GET /b/c")
                .then()
                .statusCode(new Described<>("308 or 404", actual -> !actual.equals(200))));
    }

    @Test
    @Check(value = "each route uses its own names for its parameters", task = "match", rule = "own-names", points = 2,
            ownServer = true,
            explain = """
                    The name of a parameter belongs to its route, not to its place in the path. Another route may give
                    the same segment another name.
                    """)
    void ownNames(Rig rig) {
        Table table =
                Table.start(rig, "GET /a/{x}/b", "GET /a/{y}/c", "PUT /a/{z}/b", "GET /a/{u}/d/*r", "PUT /a/{w}/d/*s");
        table.expect("GET /a/v/b", "GET /a/{x}/b", "x: v");
        table.expect("GET /a/v/c", "GET /a/{y}/c", "y: v");
        table.expect("PUT /a/v/b", "PUT /a/{z}/b", "z: v");
        table.expect("GET /a/v/d/e/f", "GET /a/{u}/d/*r", "u: v", "r: e/f");
        table.expect("PUT /a/v/d/e/f", "PUT /a/{w}/d/*s", "w: v", "s: e/f");
    }
}
