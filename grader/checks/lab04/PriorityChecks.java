package grader.checks.lab04;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import org.junit.jupiter.api.Test;

/** Task match: which of several patterns wins, whatever the order in which they were given. */
class PriorityChecks {

    @Test
    @Check(value = "at each segment, static text wins over a parameter, and a parameter over a wildcard",
            task = "match", rule = "most-specific",
            points = 4, ownServer = true,
            explain = """
                    The first segment in which two patterns differ decides between them. What follows it does not
                    matter, and neither does the order of the routes. `/a/*rest` wins over `/{x}/b`, because `a` is
                    more specific than `{x}`.
                    """)
    void mostSpecific(Rig rig) {
        Table table = Table.start(rig, "GET /a", "GET /{x}", "GET /*r",
                "GET /a/b", "GET /a/{x}", "GET /a/*r", "GET /a/{x}/c", "GET /{x}/b/c", "GET /{x}/b/d/e",
                "GET /{x}/{y}/*r");
        table.expect("GET /a", "GET /a");
        table.expect("GET /v", "GET /{x}", "x: v");
        table.expect("GET /", "GET /*r", "r: ");
        table.expect("GET /a/b", "GET /a/b");
        table.expect("GET /a/v", "GET /a/{x}", "x: v");
        table.expect("GET /a/v/w", "GET /a/*r", "r: v/w");
        table.expect("GET /a/b/c", "GET /a/{x}/c", "x: b");
        table.expect("GET /a/b/d/e", "GET /a/*r", "r: b/d/e");
        table.expect("GET /v/b/c", "GET /{x}/b/c", "x: v");
        table.expect("GET /v/b/w", "GET /{x}/{y}/*r", "x: v", "y: b", "r: w");
    }

    @Test
    @Check(value = "if the best branch leads to no route, the next best one is tried", task = "match",
            rule = "backtracking",
            points = 4,
            ownServer = true,
            explain = """
                    `/a/b/c` begins like `/a/b/{y}/d`, but only `/a/{x}/c` matches it. The search goes back to the
                    last segment that had another choice, and if that fails, too, to the one before it. The parameters
                    that it collected on the way are dropped.
                    """)
    void backtracks(Rig rig) {
        Table table = Table.start(rig, "GET /a/b/{y}/d", "GET /a/{x}/c", "GET /a/{y}/{z}/e", "GET /a/{u}/*r",
                "GET /f/g/h/i", "GET /f/g/{x}/j", "GET /f/{y}/h/k", "GET /{z}/g/h/l", "GET /*r");
        table.control("GET /a/b/v/d", "GET /a/b/{y}/d", "y: v");
        table.expect("GET /a/b/c", "GET /a/{x}/c", "x: b");
        table.expect("GET /a/b/v/e", "GET /a/{y}/{z}/e", "y: b", "z: v");
        table.expect("GET /a/b/v/w", "GET /a/{u}/*r", "u: b", "r: v/w");
        table.expect("GET /f/g/h/i", "GET /f/g/h/i");
        table.expect("GET /f/g/h/j", "GET /f/g/{x}/j", "x: h");
        table.expect("GET /f/g/h/k", "GET /f/{y}/h/k", "y: g");
        table.expect("GET /f/g/h/l", "GET /{z}/g/h/l", "z: f");
        table.expect("GET /f/g/h/m", "GET /*r", "r: f/g/h/m");
        table.expect("GET /a", "GET /*r", "r: a");
    }

    @Test
    @Check(value = "the best pattern that has the method wins", task = "match", rule = "with-the-method",
            points = 4,
            ownServer = true,
            explain = """
                    `GET /users/{id}` and `POST /users/me` both match the path `/users/me`. For a GET, only the first
                    one counts. A pattern without a route for the method is no match, however specific it is.
                    """)
    void bestWithTheMethod(Rig rig) {
        Table table =
                Table.start(rig, "GET /a/{x}", "POST /a/b", "DELETE /a/*r", "PUT /a/b", "PUT /a/{y}", "PATCH /{z}/b",
                        "POST /c/{x}/d", "GET /c/*s");
        table.control("GET /a/v", "GET /a/{x}", "x: v");
        table.expect("POST /a/b", "POST /a/b");
        table.expect("PUT /a/b", "PUT /a/b");
        table.expect("PUT /a/v", "PUT /a/{y}", "y: v");
        table.expect("GET /a/b", "GET /a/{x}", "x: b");
        table.expect("DELETE /a/b", "DELETE /a/*r", "r: b");
        table.expect("PATCH /a/b", "PATCH /{z}/b", "z: a");
        table.expect("POST /c/v/d", "POST /c/{x}/d", "x: v");
        table.expect("GET /c/v/d", "GET /c/*s", "s: v/d");
    }
}
