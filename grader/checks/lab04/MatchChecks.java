package grader.checks.lab04;

import grader.engine.Check;
import grader.engine.Rig;
import grader.rest.Described;
import grader.server.Capability;
import org.junit.jupiter.api.Test;

/** Task match: which paths a pattern has. Which of several patterns wins is in {@link PriorityChecks}. */
class MatchChecks {

    @Test
    @Check(value = "a path finds its route and its parameters", task = "match", rule = "description", points = 7,
            foundation = true,
            needs = Capability.FLAGS,
            explain = """
                    A pattern is compared with a path segment by segment. A segment without braces has to be equal.
                    `{id}` takes one segment, whatever it is. `*rest`, at the end, takes all that are left, with the
                    slashes between them. The response names the route as it was written, then each parameter.
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
    @Check(value = "a parameter is never empty, and a wildcard may be", task = "match", rule = "empty-segment",
            points = 4,
            needs = Capability.FLAGS,
            explain = """
                    After the last slash of `/users/` is one more segment, an empty one. `{id}` does not take it: that
                    is no path of a user. `*rest` takes it, and is empty then. Without that slash it begins nowhere:
                    `/files` is not a path of `/files/*rest`.
                    """)
    void emptySegment(Rig rig) {
        Table table = Table.start(rig, "GET /a/{x}", "GET /a/*r", "GET /b/c/*s", "POST /*t");
        table.expect("GET /a/v", "GET /a/{x}", "x: v");
        table.expect("GET /a/", "GET /a/*r", "r: ");
        table.expect("GET /b/c/", "GET /b/c/*s", "s: ");
        table.expect("POST /", "POST /*t", "t: ");
        table.each("GET /b/c", () -> table.send("GET /b/c")
                .then()
                .statusCode(new Described<>("308 or 404", actual -> !actual.equals(200))));
    }

    @Test
    @Check(value = "each route calls its parameters by its own names", task = "match", rule = "own-names", points = 2,
            needs = Capability.FLAGS,
            explain = """
                    A name belongs to a route, not to a place in the paths: another route may call the same segment
                    otherwise.
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
