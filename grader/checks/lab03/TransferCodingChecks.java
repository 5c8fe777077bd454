package grader.checks.lab03;

import static grader.checks.lab03.ChunkedChecks.chunk;
import static grader.checks.lab03.ChunkedChecks.head;
import static grader.checks.lab03.Lab03.HIDDEN;
import static grader.checks.lab03.Lab03.exchange;
import static grader.checks.lab03.Lab03.expectRefused;
import static grader.checks.lab03.Lab03.request;

import grader.checks.lab03.Lab03.Bad;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Task chunked: heads for which two servers would find different ends of the body. */
class TransferCodingChecks {

    @ParameterizedTest(name = "{0}")
    @MethodSource("badCodings")
    @Execution(ExecutionMode.SAME_THREAD)
    @Check(value = "Transfer-Encoding is `chunked` and nothing else, and never comes with Content-Length",
            task = "chunked",
            rule = "coding-conflict",
            points = 3, builds = "errors", clause = "RFC 9112 §6.1, §6.3, §11.2",
            explain = """
                    A server that uses Content-Length and a server that uses Transfer-Encoding find different ends of
                    the same request. So both together are a 400, and so is Transfer-Encoding in HTTP/1.0, which does
                    not know it. `foo, chunked` is a 501, because this server cannot decode foo. If chunked is not the
                    last coding, or comes twice, the end is unknown: 400 or 501.
                    """)
    void codings(Bad bad, Rig rig) {
        Server server = Lab03.start(rig);
        rig.control("chunked alone is understood",
                () -> Mirror.expect(exchange(server, head() + chunk("hello") + "0\r\n\r\n"),
                        "body", Mirror.body("hello")));
        expectRefused(rig, server, bad);
    }

    static List<Bad> badCodings(Rig rig) {
        String other = rig.word();
        return List.of(
                bad("Content-Length, then Transfer-Encoding", 400, "Content-Length: 5", "Transfer-Encoding: chunked"),
                bad("Transfer-Encoding, then Content-Length", 400, "Transfer-Encoding: chunked", "Content-Length: 5"),
                bad("Content-Length: 0 with it", 400, "Content-Length: 0", "Transfer-Encoding: chunked"),
                bad("a bad Content-Length with it", 400, "Transfer-Encoding: chunked", "Content-Length: +5"),
                bad("an upper-case pair", 400, "CONTENT-LENGTH: 40", "TRANSFER-ENCODING: CHUNKED"),
                any("Content-Length with another coding", "Content-Length: 5", "Transfer-Encoding: " + other),
                any("Content-Length with identity", "Content-Length: 5", "Transfer-Encoding: identity"),
                old("Transfer-Encoding in HTTP/1.0", "Transfer-Encoding: chunked"),
                old("Transfer-Encoding and keep-alive in HTTP/1.0", "Connection: keep-alive",
                        "Transfer-Encoding: chunked"),
                old("both in HTTP/1.0", "Content-Length: 5", "Transfer-Encoding: chunked"),
                bad("another coding before chunked", 501, "Transfer-Encoding: " + other + ", chunked"),
                bad("another coding before chunked, on separate lines", 501,
                        "Transfer-Encoding: " + other, "Transfer-Encoding: chunked"),
                any("another coding after chunked", "Transfer-Encoding: chunked, " + other),
                any("another coding after chunked, on separate lines", "Transfer-Encoding: chunked",
                        "Transfer-Encoding: " + other),
                any("another coding alone", "Transfer-Encoding: " + other),
                any("identity", "Transfer-Encoding: identity"),
                any("chunked, identity", "Transfer-Encoding: chunked, identity"),
                any("chunked twice", "Transfer-Encoding: chunked, chunked"),
                any("chunked twice, on separate lines", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"),
                any("a name that ends in chunked", "Transfer-Encoding: xchunked"),
                any("a name that begins with chunked", "Transfer-Encoding: chunkedx"),
                any("chunked in quotes", "Transfer-Encoding: \"chunked\""),
                any("two words", "Transfer-Encoding: " + other + " chunked"),
                any("no coding", "Transfer-Encoding:"),
                any("a byte above 0x7F before chunked", "Transfer-Encoding: \u00a0chunked"));
    }

    private static Bad bad(String what, int status, String... fields) {
        return new Bad(what, withBody("HTTP/1.1", fields), status);
    }

    /** Both statuses say that the end of the body is unknown. */
    private static Bad any(String what, String... fields) {
        return new Bad(what, withBody("HTTP/1.1", fields), 400, 501);
    }

    private static Bad old(String what, String... fields) {
        return new Bad(what, withBody("HTTP/1.0", fields), 400);
    }

    /** Chunks that hide a request from a server that uses the length, but not from a server that uses the chunks. */
    private static String withBody(String version, String... fields) {
        return request("POST / " + version, fields) + "0\r\n\r\n" + HIDDEN;
    }
}
