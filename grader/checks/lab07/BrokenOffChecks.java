package grader.checks.lab07;

import static grader.checks.lab07.Lab07.HELLO;
import static grader.checks.lab07.Lab07.HIDDEN;
import static grader.checks.lab07.Lab07.exchange;
import static grader.checks.lab07.Lab07.get;
import static grader.checks.lab07.Lab07.old;

import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Task framing: a response that breaks off. */
class BrokenOffChecks {

    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length:\\s*(\\d{1,9})");

    @Test
    @Check(value = "a response whose handler fails halfway never looks complete, and is the last one",
            task = "framing", rule = "broken-off",
            points = 2,
            clause = "RFC 9112 §8",
            explain = """
                    The status has been sent, so it cannot become a 500. All you can do is break off so that the client
                    notices: no last chunk, or fewer bytes than Content-Length says, and then the end of the
                    connection. A request after it gets no response: the client would take that for a chunk. Nor is
                    this request handled again.
                    """)
    void failMidway(Rig rig) {
        Server server = Lab07.start(rig);
        rig.each("HTTP/1.1", () -> expectBroken(rig, server, get("/fail-midway")));
        rig.each("HTTP/1.1, and a request after it", () -> expectBroken(rig, server, get("/fail-midway") + HIDDEN));
        rig.each("a valid request after them", () -> exchange(server, get("/")).expectStatus(200).expectBody(HELLO));
    }

    @Test
    @Check(value = "content that would end with the connection breaks off with a reset", task = "framing",
            rule = "reset-when-broken", points = 2,
            clause = "RFC 9112 §8, §9.6",
            explain = """
                    For HTTP/1.0 the end of the connection is the end of the content, so half a file would look whole.
                    Only a reset shows the difference: SO_LINGER with 0 seconds, then close.
                    """)
    void failMidwayOld(Rig rig) {
        Server server = Lab07.start(rig);
        rig.each("HTTP/1.0", () -> expectBroken(rig, server, old("/fail-midway")));
        rig.each("HTTP/1.0 with keep-alive",
                () -> expectBroken(rig, server, old("/fail-midway", "Connection: keep-alive")));
        rig.each("a valid request after them", () -> exchange(server, old("/")).expectStatus(200).expectBody(HELLO));
    }

    private static void expectBroken(Rig rig, Server server, String request) {
        try (Client client = server.connect()) {
            client.send(request).awaitData(Limits.PATIENCE);
            if (client.unread().matches("(?s)HTTP/1\\.[01] 500 .*")) {
                client.answer().expectStatus(500);
                return;     // nothing was sent before
            }
            String came = client.readUntilClose(Limits.PATIENCE);
            client.tellUnread();
            boolean reset = client.how().contains("RST");
            if (!client.ended()) {
                throw rig.failure("expected the connection to end where the handler failed, but it is still open after "
                        + Limits.shown(Limits.PATIENCE)
                        + (came.endsWith("\r\n0\r\n\r\n") ? ", and the last chunk came: the client takes this for the "
                                + "whole content" : ""));
            }
            int end = came.indexOf("\r\n\r\n");
            if (reset && end < 0) {
                return;     // it may overtake what was sent
            }
            if (!came.matches("(?s)HTTP/1\\.[01] 200 .*") || end < 0) {
                throw rig.failure(
                        "expected a 200, then the end of the connection; or a 500, if nothing was sent before the "
                                + "handler failed");
            }
            String body = came.substring(end + 4);
            if (body.contains("HTTP/1.")) {
                throw rig.failure(
                        "expected the connection to end where the handler failed, but there is a second response in "
                                + "the middle of the first");
            }
            expectIncomplete(rig, came.substring(0, end).toLowerCase(Locale.ROOT), body, reset);
        }
    }

    private static void expectIncomplete(Rig rig, String head, String body, boolean reset) {
        Matcher length = LENGTH.matcher(head);
        if (head.contains("\r\ntransfer-encoding:")) {
            if (body.matches("(?s)(.*\r\n)?0+[ \t]*(;[^\r\n]*)?\r\n\r\n")) {
                throw rig.failure("expected no last chunk, since the handler failed before the end, but it came: "
                        + "the client takes this for the whole content");
            }
        } else if (length.find()) {
            if (body.length() >= Integer.parseInt(length.group(1))) {
                throw rig.failure("expected fewer bytes than Content-Length, since the handler failed, but all came: "
                        + "the client takes this for the whole content");
            }
        } else if (!reset) {
            throw rig.failure(
                    "expected a reset (RST), since the content ends with the connection, but the server closed it: "
                            + "the client takes this for the whole content");
        }
    }
}
