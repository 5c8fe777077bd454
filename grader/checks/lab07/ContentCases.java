package grader.checks.lab07;

import static grader.checks.lab07.FramingCases.refused;
import static grader.checks.lab07.Lab07.exchange;
import static grader.checks.lab03.Lab03.expectStatus;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.core.course.CaseFile;
import grader.core.course.Course;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Case files: too much of something, and content that is left over. Their bytes are in docs/pages. */
class ContentCases {

    @Test
    @Check(value = "content that no handler reads is never taken for a request", task = "keep-alive", points = 0,
            clause = "RFC 9112 §9.3",
            explain = """
                    The content belongs to its request, whatever the response is. A server reads it, or ends the
                    connection after its response. If it does neither, the next request begins inside the content.
                    """)
    void contentNotRead(Rig rig) {
        next(rig, "content-not-read").ifPresent(answer -> answer.expectStatus(204));
    }

    @Test
    @Check(value = "what is left of one request is no part of the next one", task = "keep-alive", points = 0,
            clause = "RFC 9112 §6.3",
            explain = """
                    Buffers outlive requests: of a connection, of a decoder, of a pool. Each has to be emptied or
                    dropped when its request ends, in whatever way it ends.
                    """)
    void nextBody(Rig rig) {
        next(rig, "next-body").ifPresent(answer -> answer.expectStatus(200).expectBody("hello"));
    }

    @Test
    @Check(value = "content that comes with Expect is read once, with or without a 100 before the response",
            task = "keep-alive", points = 0, clause = "RFC 9110 §10.1.1",
            explain = """
                    The client did not wait, so it may get a 100 or none. Then comes the one response, and what follows
                    the content is the next request. The length says where that begins, not the 100.
                    """)
    void expectAtOnce(Rig rig) {
        CaseFile file = CaseFile.of(Course.here(), "expect-at-once");
        Server server = Lab07.start(rig);
        rig.control("the same without Expect is accepted",
                () -> exchange(server, file.harmless()).expectStatus(200));
        try (Client client = server.connect()) {
            Answer first = expectStatus(client.send(file.bytes()), 100, 200);
            (first.status() == 100 ? expectStatus(client, 200) : first).expectBody("hello");
            expectStatus(client, 204);
        }
    }

    @Test
    @Check(value = "a head that is too large is rejected before its end", task = "keep-alive", points = 0,
            clause = "RFC 6585 §5",
            explain = """
                    Count bytes while they come, and stop at a limit for all fields together: 431, or another 4xx. A
                    limit for each line does not help, because there may be any number of lines.
                    """)
    void headerFlood(Rig rig) {
        refused(rig, "header-flood", 431, 400, 413);
    }

    @Test
    @Check(value = "more names than any client needs are rejected", task = "keep-alive", points = 0,
            clause = "RFC 9110 §5.4",
            explain = """
                    A limit for bytes still allows thousands of short names. The lab's rules say how many fields a
                    request may have, whatever their hash codes are. Limit every map that a client can fill.
                    """)
    void hashFlood(Rig rig) {
        refused(rig, "hash-flood", 431, 400, 413);
    }

    /** The second response of the case; empty if the server ends the connection after the first, as it may. */
    private static Optional<Answer> next(Rig rig, String id) {
        CaseFile file = CaseFile.of(Course.here(), id);
        Server server = Lab07.start(rig);
        rig.control("the nearest harmless request is accepted",
                () -> exchange(server, file.harmless()).expectStatus(200));
        try (Client client = server.connect()) {
            expectStatus(client.send(file.bytes()), 404, 405, 415);
            boolean more = client.awaitData(Limits.PATIENCE) && !client.unread().isEmpty();
            return more ? Optional.of(client.answer()) : Optional.empty();
        }
    }
}
