package grader.checks.lab03;

import static grader.checks.lab03.Lab03.HIDDEN;
import static grader.checks.lab03.Lab03.expectClose;
import static grader.checks.lab03.Lab03.expectEnd;
import static grader.checks.lab03.Lab03.expectRefused;
import static grader.checks.lab03.Lab03.expectStatus;
import static grader.checks.lab03.Lab03.expectUnderstood;
import static grader.checks.lab03.Lab03.plain;
import static grader.checks.lab03.Lab03.request;

import grader.checks.lab03.Lab03.Bad;
import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Task errors: a refusal says why, and is the last word. These requests are so wrong that every parser notices.
 */
class RefusalChecks {

    private static final String BAD = "NONSENSE";

    @Test
    @Check(value = "a refusal has its status, is the last word, and harms no other connection", task = "errors",
            rule = "last-word",
            points = 5,
            foundation = true, clause = "RFC 9110 §15, RFC 9112 §11.2",
            explain = """
                    If the server did not understand a request, it cannot know where the next one begins: what
                    looks like a request may be part of a body. So nothing after it gets a response, and the
                    connection ends. Other connections are not affected.
                    """)
    void lastWord(Rig rig) {
        Server server = Lab03.start(rig);
        rig.control("a correct request line is not refused", () -> expectUnderstood(server, plain("GET / HTTP/1.1")));
        expectRefused(rig, server, List.of(
                new Bad("a line of one word", plain(BAD), 400),
                new Bad("a line of one word, and a request after it", plain(BAD) + HIDDEN, 400),
                new Bad("a line of one word, and 400 requests after it", plain(BAD) + HIDDEN.repeat(400), 400)));
        rig.each("20 more of them, one after another", () -> rig.quietly(() -> expectRefused(rig, server,
                Collections.nCopies(20, new Bad("a line of one word", plain(BAD), 400)))));
        rig.each("a correct request after them", () -> expectUnderstood(server, plain("GET / HTTP/1.1")));
    }

    @Test
    @Check(value = "a refusal is a complete response with a one-line reason, and says that it is the last",
            task = "errors", rule = "refusal-form", points = 4, clause = "RFC 9112 §4, §9.6; RFC 9110 §15.5",
            explain = """
                    Send a status line with the reason phrase of the status, the fields, and an empty line, each ended
                    by CR LF; then the message and one line feed, all of which Content-Length counts. `Connection:
                    close` tells the client, and every proxy in between, that nothing else on this connection will get
                    a response.
                    """)
    void form(Rig rig) {
        Server server = Lab03.start(rig);
        rig.control("a correct request line is not refused", () -> expectUnderstood(server, plain("GET / HTTP/1.1")));
        try (Client client = server.connect()) {
            Answer answer = expectStatus(client.send(plain(BAD)), 400);
            if (!answer.statusLine().matches("HTTP/1\\.1 400 [\\t\\x20-\\x7e\\x80-\\xff]*")) {
                throw answer.differs(0, 0, answer.statusLine().length(), "HTTP/1.1 400 REASON",
                        "expected the status line HTTP/1.1 400 with a reason phrase, got " + answer.statusLine());
            }
            if (!answer.head().matches("(?s)([^\r\n]+\r\n)+\r\n")) {
                throw answer.differs(0, 0, 0, "lines that end in \\r\\n",
                        "expected each line of the head to end in \\r\\n");
            }
            if (!answer.body().matches("[^\r\n]*[^\\s][^\r\n]*\n")) {
                throw answer.differs((int) answer.head().lines().count(), 0, 0, "one line with a reason",
                        "expected the body to be one line with a reason, ended by one line feed");
            }
            expectClose(answer);
            expectEnd(rig, client);
        }
    }

    @Test
    @Check(value = "every refusal says that it is the last, whatever its status", task = "errors",
            rule = "refusal-form", points = 1,
            builds = {"refused-lines", "long-target", "methods", "limits", "too-long"}, clause = "RFC 9112 §9.6",
            explain = """
                    The server closes the connection after each of them, so each of them has `Connection: close`.
                    """)
    void eachIsTheLast(Rig rig) {
        Server server = Lab03.start(rig);
        for (Bad bad : List.of(new Bad("HTTP/2.0", plain("GET / HTTP/2.0"), 505),
                new Bad("an unknown method", plain("XGET / HTTP/1.1"), 501),
                new Bad("a target of 9,000 bytes", plain("GET /" + "a".repeat(9_000) + " HTTP/1.1"), 414),
                new Bad("a field of 17,000 bytes", request("GET / HTTP/1.1", "x: " + "v".repeat(17_000)), 431),
                new Bad("a length of 12 digits", request("POST / HTTP/1.1", "Content-Length: 999999999999"), 413))) {
            rig.each(bad.what(), () -> {
                try (Client client = server.connect()) {
                    expectClose(expectStatus(client.send(bad.bytes()), bad.statuses()));
                    expectEnd(rig, client);
                }
            });
        }
    }
}
