package grader.checks.lab03;

import static grader.checks.lab03.ChunkedChecks.chunk;
import static grader.checks.lab03.ChunkedChecks.head;
import static grader.checks.lab03.Lab03.HIDDEN;
import static grader.checks.lab03.Lab03.exchange;
import static grader.checks.lab03.Lab03.expectRefused;

import grader.checks.lab03.Lab03.Bad;
import grader.clients.http.Bytes;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Task chunked: malformed chunks. */
class BadChunksChecks {

    @ParameterizedTest(name = "{0}")
    @MethodSource("badChunks")
    @Execution(ExecutionMode.SAME_THREAD)
    @Check(value = "a size that is not a number, or a line without its CR LF, is refused", task = "chunked",
            rule = "chunk-size", points = 3,
            builds = "errors", clause = "RFC 9112 §7.1, §2.2",
            explain = """
                    A size is one or more hexadecimal digits, with nothing before them. CR LF ends its line, and CR LF
                    follows the data, exactly where the size says. A server that skips other bytes there skips what
                    another server takes for a request.
                    """)
    void refusedChunks(Bad bad, Rig rig) {
        Server server = Lab03.start(rig);
        rig.control("correct chunks are accepted",
                () -> exchange(server, body(chunk("5", "hello"), "0\r\n\r\n")).expectStatus(200));
        expectRefused(rig, server, bad);
    }

    static List<Bad> badChunks() {
        List<Bad> all = new ArrayList<>();
        for (String size : List.of("", "0x5", "5g", "g", "-1", "-5", "+5", " 5", "\t5", "5 5", "5,5", "5.0", "5_",
                "\"5\"",
                "5h", ";a", " ;a", "\0005", "5\0", "5\13")) {
            all.add(bad("the size '" + Bytes.brief(size) + "'", chunk(size, "hello")));
        }
        all.addAll(List.of(
                bad("a bare LF after a size", "5\nhello\r\n"),
                bad("a bare CR after a size", "5\rhello\r\n"),
                bad("CR and another byte after a size", "5\rxhello\r\n"),
                bad("CR CR LF after a size", "5\r\r\nhello\r\n"),
                bad("LF CR after a size", "5\n\rhello\r\n"),
                bad("no CR LF after the data", "5\r\nhello"),
                bad("a bare LF after the data", "5\r\nhello\n"),
                bad("a bare CR after the data", "5\r\nhello\r"),
                bad("LF CR after the data", "5\r\nhello\n\r"),
                bad("two other bytes after the data", "5\r\nhelloxx"),
                bad("CR and another byte after the data", "5\r\nhello\rx"),
                bad("data that is longer than its size", "5\r\nhello!\r\n"),
                bad("data that is shorter than its size", "5\r\nhell\r\n")));
        all.addAll(List.of(
                end("an empty size at the end", "\r\n\r\n"),
                end("no last chunk, but an extension", ";a\r\n\r\n"),
                end("the last size 0x0", "0x0\r\n\r\n"),
                end("a bare LF after the last size", "0\n\r\n"),
                end("a bare LF at the end", "0\r\n\n"),
                end("a bare CR at the end", "0\r\n\r")));
        return all;
    }

    private static String body(String... parts) {
        return head() + String.join("", parts);
    }

    /** A bad chunk, and then the correct end of a body. */
    private static Bad bad(String what, String chunk) {
        return new Bad(what, body(chunk, "0\r\n\r\n") + HIDDEN, 400);
    }

    /** A correct chunk, and then a bad end. */
    private static Bad end(String what, String end) {
        return new Bad(what, body(chunk("5", "hello"), end) + HIDDEN, 400);
    }
}
