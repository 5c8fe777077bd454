package grader.checks.lab03;

import static grader.checks.lab03.Lab03.HIDDEN;
import static grader.checks.lab03.Lab03.exchange;
import static grader.checks.lab03.Lab03.expectRefused;
import static grader.checks.lab03.Lab03.request;

import grader.checks.lab03.Lab03.Bad;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Task request-line: the four forms of a target. */
class TargetChecks {

    /** A target, and the lines of the mirror about its path and query. */
    private record Good(String method, String target, String... lines) {

        static Good get(String target, String... lines) {
            return new Good("GET", target, lines);
        }
    }

    @Test
    @Check(value = "a target in one of four forms is understood, and any other is refused", task = "request-line",
            rule = "target-forms", points = 3,
            builds = {"errors", "fields"}, clause = "RFC 9112 §3.2",
            explain = """
                    The forms are `/path?query`; a whole URI, with a scheme, `://` and a host; `*`, for OPTIONS only;
                    and a host and a port, for CONNECT only. The path ends at the first `?`, whatever follows it.
                    There is a query only if there is a `?`, and it may be empty. No form contains a `#`. Nothing is
                    decoded.
                    """)
    void forms(Rig rig) {
        Server server = Lab03.start(rig);
        String a = rig.word();
        String b = rig.word();
        Stream.of(
                Good.get("/", "path: /"),
                Good.get("/" + a + "/" + b, "path: /" + a + "/" + b),
                Good.get("/" + a + "?" + b, "path: /" + a, "query: " + b),
                Good.get("/" + a + "?", "path: /" + a, "query: "),
                Good.get("/?a?/b?c=" + b, "path: /", "query: a?/b?c=" + b),
                Good.get("//" + a + "/../%2e%zz;" + b, "path: //" + a + "/../%2e%zz;" + b),
                Good.get("/" + a + ":80?http://" + b + "/", "path: /" + a + ":80", "query: http://" + b + "/"),
                Good.get("http://localhost/" + a, "path: /" + a),
                Good.get("http://" + b + ".example:8080/" + a + "?x=http://y/", "path: /" + a, "query: x=http://y/"),
                Good.get("HTTP://[::1]:80/" + a + "?", "path: /" + a, "query: "),
                new Good("OPTIONS", "*"))
                .forEach(good -> rig.each(good.method() + " " + good.target(), () -> Mirror.expect(
                        exchange(server, request(good.method() + " " + good.target() + " HTTP/1.1")),
                        "target path query",
                        Stream.concat(Stream.of("target: " + good.target()), Stream.of(good.lines())).toList())));
        expectWithoutPath(rig, server, "http://" + a + ".example");
        expectRefused(rig, server, List.of(
                bad("GET *"),
                bad("GET " + a),
                bad("GET " + a + "/" + b),
                bad("GET ?" + a),
                bad("GET localhost:8080"),
                bad("OPTIONS *" + a),
                bad("OPTIONS localhost:8080"),
                bad("GET http:/" + a),
                bad("GET ://" + a + "/"),
                bad("GET /" + a + "#" + b),
                bad("GET /" + a + "?" + b + "#"),
                bad("GET http://localhost/" + a + "#" + b),
                bad("GET 1http://" + a + "/"),
                bad("GET http://"),
                bad("GET http:///" + a),
                bad("GET http://:8080/" + a),
                bad("GET http://?" + a),
                bad("GET http://" + a + ":b/"),
                bad("GET http://[::1/"),
                bad("CONNECT /" + a, 400, 501),
                bad("CONNECT *", 400, 501),
                bad("CONNECT http://" + a + "/", 400, 501)));
    }

    /** A whole URI may have no path, which means the same as `/`. */
    private static void expectWithoutPath(Rig rig, Server server, String uri) {
        for (String query : new String[] {"", "?" + rig.word() + "=/" + rig.word()}) {
            rig.each("GET " + uri + query, () -> {
                var answer = exchange(server, request("GET " + uri + query + " HTTP/1.1")).expectStatus(200);
                Mirror.expect(answer, "path", answer.body().contains("\npath: /\n") ? "path: /" : "path: ");
                Mirror.expect(answer, "query", query.isEmpty() ? List.of() : List.of("query: " + query.substring(1)));
            });
        }
    }

    private static Bad bad(String methodAndTarget, int... statuses) {
        return new Bad(methodAndTarget, request(methodAndTarget + " HTTP/1.1") + HIDDEN,
                statuses.length == 0 ? new int[] {400} : statuses);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("longTargets")
    @Execution(ExecutionMode.SAME_THREAD)
    @Check(value = "a target over 8 KiB is refused with 414", task = "request-line", rule = "target-length", points = 1,
            builds = {"errors", "incremental"}, clause = "RFC 9112 §3",
            explain = """
                    A target may have 8,192 bytes. A 414 tells the client which part is too long. Without a limit, one
                    client could fill the memory.
                    """)
    void longTarget(Bad bad, Rig rig) {
        Server server = Lab03.start(rig);
        rig.control("a target 100 bytes under 8 KiB gets a 200, in a head of more than 8 KiB",
                () -> exchange(server, request("GET " + targetOf(8192 - 100) + " HTTP/1.1", "X: " + "v".repeat(500)))
                        .expectStatus(200));
        expectRefused(rig, server, bad);
    }

    @Test
    @Check(value = "a long target leaves the fields all their room", task = "request-line", rule = "field-limits",
            points = 1, builds = "limits",
            explain = """
                    The target and the fields have a limit each. The fields begin after the line feed of the request
                    line: that is where counting begins.
                    """)
    void ownLimits(Rig rig) {
        exchange(Lab03.start(rig), request("GET " + targetOf(8_000) + " HTTP/1.1", "x: " + "v".repeat(15_900)))
                .expectStatus(200);
    }

    static List<Bad> longTargets() {
        return List.of(
                new Bad("a target 100 bytes over 8 KiB",
                        request("GET " + targetOf(8192 + 100) + " HTTP/1.1") + HIDDEN, 414),
                new Bad("a target of 40 KiB without an end", "GET " + targetOf(40 * 1024), 414));
    }

    private static String targetOf(int bytes) {
        return "/" + "a".repeat(bytes - 1);
    }
}
