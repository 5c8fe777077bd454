package grader.checks.lab07;

import static grader.checks.lab03.Lab03.expectEnd;
import static grader.checks.lab07.Lab07.exchange;
import static grader.checks.lab03.Lab03.expectStatus;

import grader.clients.http.Client;
import grader.core.course.CaseFile;
import grader.core.course.Course;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import org.junit.jupiter.api.Test;

/** Case files: requests that two servers have cut into different pieces. Their bytes are in docs/pages. */
class FramingCases {

    @Test
    @Check(value = "a line ending inside a quoted chunk extension is a 400", task = "keep-alive", points = 0,
            clause = "RFC 9112 §7.1.1, RFC 9110 §5.6.4",
            explain = """
                    A quoted string holds no CR and no LF. A server that looks for the next line ending stops inside the
                    quotes; a server that looks for the closing quote reads on. What is an extension to the one is a
                    request to the other. Read an extension byte by byte, and reject the first that it must not have.
                    """)
    void chunkQuotes(Rig rig) {
        refused(rig, "chunk-quotes", 400);
    }

    @Test
    @Check(value = "white space between a field's name and its colon is a 400", task = "keep-alive", points = 0,
            clause = "RFC 9112 §5.1",
            explain = """
                    With the space, the line is no field Transfer-Encoding to one server and is that field to another.
                    So one uses Content-Length, and the other reads chunks. Only a rejection leaves no doubt.
                    """)
    void spaceBeforeColon(Rig rig) {
        refused(rig, "space-before-colon", 400);
    }

    @Test
    @Check(value = "a CR without an LF ends no field line", task = "keep-alive", points = 0, clause = "RFC 9112 §2.2",
            explain = """
                    The field X-Abc has a CR in its value. A server that takes the CR for a line ending sees a field
                    Transfer-Encoding that the proxy in front of it never saw. Reject it, or put a space in its place.
                    """)
    void bareCr(Rig rig) {
        refused(rig, "bare-cr", 400);
    }

    @Test
    @Check(value = "a length with a sign is a 400", task = "keep-alive", points = 0, clause = "RFC 9110 §8.6",
            explain = """
                    Content-Length is digits, and nothing else. Number parsers of most languages also accept a sign,
                    blanks, or an underscore. Look at each byte before you parse.
                    """)
    void plusLength(Rig rig) {
        refused(rig, "plus-length", 400);
    }

    @Test
    @Check(value = "a request whose last coding is not chunked is a 400 or a 501", task = "keep-alive", points = 0,
            clause = "RFC 9112 §6.1, §6.3",
            explain = """
                    If chunked is not the last coding, the end of the content cannot be found. A server that looks only
                    for the word chunked, or falls back to Content-Length, finds an end where another server does not.
                    """)
    void chunkedNotLast(Rig rig) {
        refused(rig, "chunked-not-last", 400, 501);
    }

    @Test
    @Check(value = "a request with a length and chunks is a 400, or the last one of its connection",
            task = "keep-alive", points = 0, clause = "RFC 9112 §6.1",
            explain = """
                    Such a request may be an attempt at smuggling. A server that reads the chunks has to end the
                    connection after its response. To go by the length is never right. The lab's rules ask for a 400.
                    """)
    void bothLengths(Rig rig) {
        refused(rig, "both-lengths", 400, 200);
    }

    @Test
    @Check(value = "a chunk size that no number can hold is rejected", task = "keep-alive", points = 0,
            clause = "RFC 9112 §7.1",
            explain = """
                    Before each digit, check that the number so far can take one more. A size beyond the limit for
                    content is a 413 anyway; it must never become a small one.
                    """)
    void chunkSizeWraps(Rig rig) {
        refused(rig, "chunk-size-wraps", 400, 413);
    }

    @Test
    @Check(value = "a field line without a name is a 400", task = "keep-alive", points = 0, clause = "RFC 9110 §5.1",
            explain = """
                    A name has at least one character. Lines that are skipped or repaired are lines that the next
                    server reads differently.
                    """)
    void emptyName(Rig rig) {
        refused(rig, "empty-name", 400);
    }

    /** The case is rejected, and nothing hidden in it gets a response. */
    static void refused(Rig rig, String id, int... statuses) {
        CaseFile file = CaseFile.of(Course.here(), id);
        Server server = Lab07.start(rig);
        rig.control("the nearest harmless request is accepted",
                () -> exchange(server, file.harmless()).expectStatus(200));
        try (Client client = server.connect()) {
            expectStatus(client.send(file.bytes()), statuses);
            expectEnd(rig, client);
        }
    }
}
