package grader.checks.lab03;

import static grader.checks.lab03.Lab03.HIDDEN;
import static grader.checks.lab03.Lab03.exchange;
import static grader.checks.lab03.Lab03.expectRefused;
import static grader.checks.lab03.Lab03.expectUnderstood;
import static grader.checks.lab03.Lab03.plain;
import static grader.checks.lab03.Lab03.request;

import grader.checks.lab03.Lab03.Bad;
import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Task request-line: a method, one space, a target, one space, a version, CR LF. Targets are in {@link TargetChecks}.
 */
class RequestLineChecks {

    @ParameterizedTest(name = "{0}", quoteTextArguments = false)
    @MethodSource("goodLines")
    @Execution(ExecutionMode.SAME_THREAD)
    @Check(value = "a correct request line is understood", task = "request-line", rule = "line-form", points = 3,
            foundation = true,
            explain = """
                    A method, one space, a target, one space, a version, CR LF: nothing is wrong with such a line, so
                    the server must not reject it. The lines after it belong to another task.
                    """)
    void understood(String line, Rig rig) {
        expectUnderstood(Lab03.start(rig), plain(line));
    }

    static List<String> goodLines(Rig rig) {
        return List.of("GET / HTTP/1.1", "POST /" + rig.word() + "?a=b HTTP/1.1", "GET /" + rig.word() + " HTTP/1.0");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badLines")
    @Execution(ExecutionMode.SAME_THREAD)
    @Check(value = "a line of any other form is refused, and so is any protocol but HTTP/1", task = "request-line",
            rule = "line-form",
            points = 4,
            builds = "errors", clause = "RFC 9112 §3, §2.3",
            explain = """
                    A method is a token, a target has no white space and no control characters, and exactly one space
                    follows each of them. `HTTP/` is in upper case, with exactly one digit on each side of the dot.
                    The line ends in CR LF. Anything else is a 400: a server that guesses what a line means guesses
                    differently from the next server. A well-formed version whose first digit is not 1 is a 505.
                    """)
    void refusedLines(Bad bad, Rig rig) {
        Server server = Lab03.start(rig);
        rig.control("a correct request line is not refused", () -> expectUnderstood(server, plain("GET /x HTTP/1.1")));
        expectRefused(rig, server, bad);
    }

    static List<Bad> badLines() {
        List<Bad> all = new ArrayList<>(versions());
        all.addAll(List.of(
                line("two spaces before the target", "GET  /x HTTP/1.1"),
                line("two spaces before the version", "GET /x  HTTP/1.1"),
                line("a tab in place of the first space", "GET\t/x HTTP/1.1"),
                line("a tab in place of the second space", "GET /x\tHTTP/1.1"),
                line("a space before the method", " GET /x HTTP/1.1"),
                line("a space after the version", "GET /x HTTP/1.1 "),
                line("a space in the target", "GET /x /y HTTP/1.1"),
                line("no method", "/x HTTP/1.1"),
                line("no target", "GET HTTP/1.1"),
                line("no version", "GET /x"),
                line("a space, but no version", "GET /x "),
                line("a method that is not a token", "G@T /x HTTP/1.1"),
                line("a colon after the method", "GET: /x HTTP/1.1"),
                new Bad("a method and a line end, and then a request", "GET\r\n" + plain("GET /x HTTP/1.1") + HIDDEN,
                        400),
                line("NUL in the method", "GE\0T /x HTTP/1.1"),
                line("NUL in the target", "GET /x\0y HTTP/1.1"),
                line("a vertical tab in the target", "GET /x\13y HTTP/1.1"),
                line("a bare CR in the target", "GET /x\ry HTTP/1.1"),
                line("a bare CR after the method", "GET\r /x HTTP/1.1"),
                line("CR CR LF at the end", "GET /x HTTP/1.1\r"),
                new Bad("a bare LF at the end", "GET /x HTTP/1.1\nhost:localhost\r\n\r\n" + HIDDEN, 400),
                new Bad("a bare CR at the end", "GET /x HTTP/1.1\rhost:localhost\r\n\r\n" + HIDDEN, 400),
                new Bad("LF CR at the end", "GET /x HTTP/1.1\n\rhost:localhost\r\n\r\n" + HIDDEN, 400),
                new Bad("two bare LFs at the end", "GET /x HTTP/1.1\n\nhost:localhost\r\n\r\n" + HIDDEN, 400),
                new Bad("a space in place of the CR at the end", "GET /x HTTP/1.1 \nhost:localhost\r\n\r\n" + HIDDEN,
                        400),
                new Bad("a bare LF as an empty line before it", "\n" + plain("GET /x HTTP/1.1") + HIDDEN, 400)));
        return all;
    }

    private static List<Bad> versions() {
        List<Bad> versions = new ArrayList<>();
        for (String major : List.of("HTTP/0.9", "HTTP/2.0", "HTTP/3.1", "HTTP/9.9")) {
            versions.add(line(major, "GET /x " + major, 505));
        }
        // A malformed version is not a version: 400. A 505 is accepted, too.
        for (String malformed : List.of("http/1.1", "Http/1.1", "HTTP1.1", "HTTP/1", "HTTP/1.", "HTTP/.1", "HTTP/11",
                "HTTP/1,1",
                "HTTP/1.x", "HTTP/x.1", "HTTP/1.10", "HTTP/11.1", "HTTP/01.1", "HTTP/1.1x", "HTTP/+1.1", "XHTTP/1.1",
                "FTTP/1.1", "HTTP-1.1")) {
            versions.add(line(malformed, "GET /x " + malformed, 400, 505));
        }
        return versions;
    }

    private static Bad line(String what, String line, int... statuses) {
        return new Bad(what, plain(line) + HIDDEN, statuses.length == 0 ? new int[] {400} : statuses);
    }

    @Test
    @Check(value = "HTTP/1.0 and any later 1.x are understood, and empty lines before a request are skipped",
            task = "request-line", rule = "empty-lines", points = 1, builds = {"fields", "silence"},
            clause = "RFC 9112 §2.2, §2.3", slow = true, ownServer = true,
            explain = """
                    A client that speaks a later 1.x expects a response as for 1.1; the mirror shows the version as
                    received. Up to 8 empty lines, each of them CR LF, may precede a request, because some old clients
                    sent one after a body. They do not begin a request, so a client that sends nothing else gets no
                    408.
                    """)
    void versionsAndEmptyLines(Rig rig) {
        Server server = Lab03.start(rig);
        for (String version : List.of("HTTP/1.0", "HTTP/1.1", "HTTP/1." + rig.random().nextInt(2, 9), "HTTP/1.9")) {
            rig.each(version, () -> Mirror.expect(exchange(server, request("GET / " + version)), "version",
                    "version: " + version));
        }
        rig.each("a request after one in HTTP/1.2", () -> {
            try (Client client = server.connect()) {
                client.send(request("GET / HTTP/1.2")).answer().expectStatus(200);
                Mirror.expect(client.send(request("GET /next HTTP/1.1")).answer(), "target", "target: /next");
            }
        });
        for (int lines : new int[] {1, 2, 5}) {
            String target = "/" + rig.word();
            rig.each((lines == 1 ? "an empty line" : lines + " empty lines") + " before it", () -> Mirror.expect(
                    exchange(server, "\r\n".repeat(lines) + request("GET " + target + " HTTP/1.1")), "target",
                    "target: " + target));
        }
        rig.each("two empty lines, and nothing after them", () -> {
            try (Client client = rig.borrow("--read-timeout", "500").connect()) {
                Lab03.expectSilentEnd(client.send("\r\n\r\n"));
            }
        });
    }

    @Test
    @Check(value = "known methods are mirrored as received; others get a 501", task = "request-line", rule = "methods",
            points = 2,
            builds = {"errors", "fields"}, clause = "RFC 9110 §9.1",
            explain = """
                    Any token is a method, and methods are case-sensitive: `get` is not `GET`. This server knows GET
                    HEAD POST PUT DELETE OPTIONS PATCH TRACE. Any other token gets a 501 Not Implemented, and so does
                    CONNECT with a host and a port. A response to HEAD has no body.
                    """)
    void methods(Rig rig) {
        Server server = Lab03.start(rig);
        for (String method : List.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE")) {
            String request = request(method + " /" + rig.word() + " HTTP/1.1");
            rig.each(method, () -> Mirror.expect(exchange(server, request), "method", "method: " + method));
        }
        expectHeadOnly(rig, server, "/" + rig.word());
        rig.control("GET is known", () -> exchange(server, request("GET / HTTP/1.1")).expectStatus(200));
        List<Bad> unknown = new ArrayList<>();
        for (String method : List.of("get", "Get", "head", "GETS", "GE", "XPOST", "M-SEARCH", "!#$%&'*+-.^_`|~09",
                rig.word().toUpperCase(Locale.ROOT) + "Q")) {
            unknown.add(new Bad("the method " + method, request(method + " / HTTP/1.1") + HIDDEN, 501));
        }
        unknown.add(new Bad("CONNECT", request("CONNECT localhost:443 HTTP/1.1") + HIDDEN, 501));
        expectRefused(rig, server, unknown);
    }

    /** A body after a response to HEAD would appear as the beginning of the next response. */
    private static void expectHeadOnly(Rig rig, Server server, String target) {
        rig.each("HEAD", () -> {
            try (Client client = server.connect()) {
                Answer get = client.send(request("GET " + target + " HTTP/1.1")).answer();
                Answer head = client.send(request("HEAD " + target + " HTTP/1.1")).answer("HEAD").expectStatus(200);
                List<String> lengths = head.values("Content-Length");
                // HEAD's own mirror is longer by one byte; that length, or none, is accepted, too
                int length = get.body().length();
                if (!List.of(List.of(), List.of("" + length), List.of("" + (length + 1))).contains(lengths)) {
                    throw head.fieldDiffers("Content-Length", "Content-Length: " + length,
                            "expected Content-Length: " + length
                                    + ", as for the same GET, got " + String.join(" and ", lengths));
                }
                Answer next = client.send(request("GET " + target + " HTTP/1.1")).answer();
                if (!next.statusLine().startsWith("HTTP/1.")) {
                    throw next.differs(0, 0, 10, "HTTP/1.1 200 OK",
                            "expected no body after the head of a response to HEAD");
                }
            }
        });
    }
}
