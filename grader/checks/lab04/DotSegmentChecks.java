package grader.checks.lab04;

import grader.clients.http.Answer;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task normalize: what `.` and `..` mean in a path, and that two slashes stay two. */
class DotSegmentChecks {

    @Test
    @Check(value = "one dot changes nothing, and two dots remove the segment before them", task = "normalize",
            rule = "dot-segments", points = 4,
            foundation = true,
            ownServer = true, clause = "RFC 3986 §5.2.4, §6.2.2.3",
            explain = """
                    `/a/./b` is `/a/b`, and so is `/a/x/../b`: the server removes dot segments before it looks for a
                    route. Three dots are a name like any other, and so are dots next to other characters. In a query,
                    dots mean nothing.
                    """)
    void dotSegments(Rig rig) {
        RawTable table = Table.start(rig, "GET /a/b", "GET /a/{x}/c", "GET /d/*r").raw();
        table.control("GET /a/b", "GET /a/b");
        table.expect("GET /a/./b", "GET /a/b");
        table.expect("GET /./a/././b", "GET /a/b");
        table.expect("GET /a/v/../b", "GET /a/b");
        table.expect("GET /v/w/../../a/u/./../b", "GET /a/b");
        table.expect("GET /a/v/w/../c", "GET /a/{x}/c", "x: v");
        table.expect("GET /d/v/../w/./u", "GET /d/*r", "r: w/u");
        table.expect("GET /d/.../..v/w../.u", "GET /d/*r", "r: .../..v/w../.u");
        table.expect("GET /a/.../c", "GET /a/{x}/c", "x: ...");
        table.expect("GET /a/b?q=/../v", "GET /a/b");
    }

    @Test
    @Check(value = "no dot segment leads above the root, not even an escaped one", task = "normalize",
            rule = "nothing-above",
            points = 3,
            ownServer = true,
            clause = "RFC 3986 §5.2.4, §6.2.2.2",
            explain = """
                    Nothing is above the root: `/../a` is `/a`, or gets a 400. `%2e` is a dot, so `/%2e%2E/a` is the
                    same. If `..` stays in a path, a client may get files that it must not see. A dot segment at the
                    end leaves a slash: `/f/v/..` is `/f/`.
                    """)
    void root(Rig rig) {
        RawTable table = Table.start(rig, "GET /a", "GET /b/{x}", "GET /c/*r", "GET /d/e", "GET /", "GET /f/").raw();
        table.control("GET /a", "GET /a");
        table.control("GET /d/e", "GET /d/e");
        for (String path : List.of("/../a", "/../../a", "/b/../../a", "/./../a", "/b/v/../../../../a", "/%2e%2e/a",
                "/%2E./a", "/.%2e/a",
                "/%2e/a", "/b/%2e%2E/a", "/b/v/%2e%2e/%2E%2E/a", "/b/%2E/%2e%2e/../a")) {
            expectOrRefused(table, path, "GET /a");
        }
        expectOrRefused(table, "/d/%2e/e", "GET /d/e");
        expectOrRefused(table, "/b/v/%2e%2e/w", "GET /b/{x}", "x: w");
        expectOrRefused(table, "/c/v/w/%2E%2e/u", "GET /c/*r", "r: v/u");
        for (String path : List.of("/..", "/.", "/%2e", "/a/..", "/../..")) {
            expectOrRefused(table, path, "GET /");
        }
        for (String path : List.of("/f/v/..", "/f/.", "/f/v/%2e%2E")) {
            expectOrRefused(table, path, "GET /f/");
        }
    }

    private static void expectOrRefused(RawTable raw, String path, String route, String... parameters) {
        raw.table().each("GET " + path, () -> {
            Answer answer = raw.send("GET " + path).expectStatus(200, 400);
            if (answer.status() == 200) {
                raw.expectRouted(answer, route, parameters);
            }
        });
    }

    @Test
    @Check(value = "empty segments are not merged", task = "normalize", rule = "empty-segments", points = 2,
            ownServer = true,
            builds = "not-found-or-not-allowed", clause = "RFC 3986 §3.3",
            explain = """
                    Between two slashes is an empty segment, so `/a//b` is not `/a/b`. A server that merges slashes
                    gives one resource many addresses, and reads a different path than the proxy in front of it. The
                    value of a wildcard keeps empty segments, too: for `/a//b` and `/a/*rest` it is `/b`.
                    """)
    void emptySegments(Rig rig) {
        RawTable table = Table.start(rig, "GET /a/b", "GET /d/*r").raw();
        table.control("GET /a/b", "GET /a/b");
        for (String path : List.of("/a//b", "//a/b", "/a///b", "/a/v//../b")) {
            table.expectStatus("GET " + path, 404, 405, 400);
        }
        table.expect("GET /d/v//w", "GET /d/*r", "r: v//w");
        table.expect("GET /d//v", "GET /d/*r", "r: /v");
    }
}
