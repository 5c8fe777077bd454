package grader.checks.lab03;

import static grader.checks.lab03.Lab03.HIDDEN;
import static grader.checks.lab03.Lab03.expectClose;
import static grader.checks.lab03.Lab03.expectEnd;
import static grader.checks.lab03.Lab03.expectRefused;
import static grader.checks.lab03.Lab03.expectStatus;
import static grader.checks.lab03.Lab03.expectUnderstood;
import static grader.checks.lab03.Lab03.plain;

import grader.checks.lab03.Lab03.Bad;
import grader.engine.Check;
import grader.engine.Rig;
import grader.http.Answer;
import grader.http.Client;
import grader.server.Server;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Task errors: a refusal says why, and is the last word. What is refused here is so wrong that every parser sees it.
 */
class ErrorsChecks {

    private static final String BAD = "NONSENSE";

    @Test
    @Check(value = "a refusal has its status, is the last word, and harms no other connection", task = "errors",
            rule = "last-word",
            points = 5,
            foundation = true, clause = "RFC 9110 §15, RFC 9112 §11.2",
            explain = """
                    After a request that was not understood the start of the next one is unknown: what looks like a
                    request may be part of a body. So nothing after it is answered, and the connection ends. The next
                    connection is not affected.
                    """)
    void lastWord(Rig rig) {
        Server server = Lab03.start(rig);
        rig.control("a right request line is not refused", () -> expectUnderstood(server, plain("GET / HTTP/1.1")));
        expectRefused(rig, server, List.of(
                new Bad("a line of one word", plain(BAD), 400),
                new Bad("a line of one word, and a request after it", plain(BAD) + HIDDEN, 400),
                new Bad("a line of one word, and 400 requests after it", plain(BAD) + HIDDEN.repeat(400), 400)));
        rig.each("20 more of them, one after another", () -> rig.quietly(() -> expectRefused(rig, server,
                Collections.nCopies(20, new Bad("a line of one word", plain(BAD), 400)))));
        rig.each("a right request after them", () -> expectUnderstood(server, plain("GET / HTTP/1.1")));
    }

    @Test
    @Check(value = "a refusal is a whole response, with a reason of one line, and says that it is the last one",
            task = "errors", rule = "refusal-form", points = 5, clause = "RFC 9112 §4, §9.6; RFC 9110 §15.5",
            explain = """
                    A status line with the status's reason, the fields, an empty line, each ended by CR LF; then the
                    message and one line feed, which Content-Length counts. `Connection: close` tells the client, and
                    whatever stands between, that no other request will be answered here.
                    """)
    void form(Rig rig) {
        Server server = Lab03.start(rig);
        rig.control("a right request line is not refused", () -> expectUnderstood(server, plain("GET / HTTP/1.1")));
        try (Client client = server.connect()) {
            Answer answer = expectStatus(client.send(plain(BAD)), 400);
            if (!answer.statusLine().matches("HTTP/1\\.1 400 [\\t\\x20-\\x7e\\x80-\\xff]*")) {
                throw answer.differs(0, 0, answer.statusLine().length(), "HTTP/1.1 400 REASON",
                        "expected a status line HTTP/1.1 400 and a reason, got " + answer.statusLine());
            }
            if (!answer.head().matches("(?s)([^\r\n]+\r\n)+\r\n")) {
                throw answer.differs(0, 0, 0, "lines that end in \\r\\n",
                        "expected each line of the head to end in \\r\\n");
            }
            if (!answer.body().matches("[^\r\n]*[^\\s][^\r\n]*\n")) {
                throw answer.differs((int) answer.head().lines().count(), 0, 0, "a reason of one line",
                        "expected the body to be one line with a reason, and a line feed");
            }
            expectClose(answer);
            expectEnd(rig, client);
        }
    }
}
