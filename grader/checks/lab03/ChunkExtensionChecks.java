package grader.checks.lab03;

import static grader.checks.lab03.ChunkedChecks.chunk;
import static grader.checks.lab03.ChunkedChecks.head;
import static grader.checks.lab03.Lab03.HIDDEN;
import static grader.checks.lab03.Lab03.exchange;
import static grader.checks.lab03.Lab03.expectRefused;

import grader.checks.lab03.Lab03.Bad;
import grader.clients.generators.ChunkExtensions;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Task chunked: what follows a size, and is no extension. Valid ones are in {@link ChunkedChecks}. */
class ChunkExtensionChecks {

    @ParameterizedTest(name = "{0}")
    @MethodSource("badExtensions")
    @Execution(ExecutionMode.SAME_THREAD)
    @Check(value = "a malformed chunk extension is refused", task = "chunked", rule = "chunk-extensions", points = 2,
            builds = "errors", clause = "RFC 9112 §7.1.1",
            explain = """
                    A server ignores what an extension means, but reads each byte of it. An extension is `;`, a name,
                    and perhaps `=` and a value: a token or a quoted string, which ends on the same line. A server that
                    skips to the next line ending, or to the next quote, ends the line where another server does not.
                    What is data to the first is a request to the second.
                    """)
    void refusedExtensions(Bad bad, Rig rig) {
        Server server = Lab03.start(rig);
        rig.control("correct extensions are accepted", () -> exchange(server,
                head() + chunk("5;a=\"b\"", "hello") + "0\r\n\r\n").expectStatus(200));
        expectRefused(rig, server, bad);
    }

    static List<Bad> badExtensions(Rig rig) {
        Stream<Bad> generated = new ChunkExtensions(rig.random()).invalid()
                .stream()
                .map(invalid -> bad(invalid.what(), "5" + invalid.text() + "\r\nhello\r\n0\r\n\r\n"));
        return Stream.concat(generated, Stream.of(
                bad("a bare LF after an extension", "5;a\nhello\r\n0\r\n\r\n"),
                bad("a bare CR in an extension", "5;a\rb\r\nhello\r\n0\r\n\r\n"),
                bad("a quoted string that never ends after the last size", chunk("5", "hello") + "0;a=\"\r\n\r\n")))
                .toList();
    }

    private static Bad bad(String what, String body) {
        return new Bad(what, head() + body + HIDDEN, 400);
    }
}
