package grader.conformance.requirements;

import static grader.conformance.requirements.TestCases.ECHO;
import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.get;
import static grader.conformance.requirements.TestCases.incomplete;
import static grader.conformance.requirements.TestCases.refused;
import static grader.conformance.requirements.TestCases.refusedAndEnded;
import static grader.conformance.requirements.TestCases.refusedOrShown;
import static grader.conformance.requirements.TestCases.understood;

import grader.conformance.connection.Reply;
import grader.conformance.connection.TrialConnection;
import grader.conformance.connection.Unmet;

/** Messages as a whole: octets, lines, versions. */
public final class MessageCases extends Group {

    private static final String SMUGGLE =
            "If two programs read the same bytes differently, an attacker can hide a request from one of them.";

    public MessageCases() {
        super("Messages");
        parsing();
        garbage();
        versions();
    }

    private void parsing() {
        must("one-byte-at-a-time", "9112 §2.2", "A request that arrives one byte at a time is understood.",
                "TCP may split a stream anywhere.", wire -> {
                    TrialConnection talk = wire.connect();
                    talk.send(GET.substring(0, 1));
                    for (char c : TrialConnection.bytes(GET).substring(1).toCharArray()) {
                        talk.sendQuietly(String.valueOf(c));
                    }
                    talk.reply().expect(200);
                });
        must("body-in-pieces", "9112 §2.2", "Content is read even if it arrives long after the head.", wire -> {
            wire.control(ECHO);
            TrialConnection talk = wire.connect().send(ECHO.substring(0, ECHO.length() - 5));
            wire.ask(GET);      // so long, at least
            talk.send("he").send("llo").reply().expect(200).expectBody("hello");
        });
        should("empty-line-before", "9112 §2.2", "An empty line before a request line is ignored.",
                "Old clients send one after the content of a POST.", understood(GET, "|" + GET));
        must("space-before-first-field", "9112 §2.2",
                "A line that begins with white space, right after the request line, is rejected or ignored.", SMUGGLE,
                refusedOrShown("GET /fields HTTP/1.1| X-Hidden: yes|Host: a.example||",
                        shown -> !shown.contains("x-hidden")));
        must("bare-cr-ends-no-line", "9112 §2.2", "A bare CR in a field makes it invalid or becomes a space.", SMUGGLE,
                refusedOrShown(get("/fields", "X-A: b\rX-Hidden: yes|"),
                        shown -> !shown.matches("(?s).*(^|[\r\n])x-hidden.*")));
        must("bare-cr-in-request-line", "9112 §2.2",
                "A bare CR in the request line makes it invalid or becomes a space; it never ends the line.", SMUGGLE,
                refusedOrShown("GET /fields HTTP/1.1\rX-Hidden: yes|Host: a.example||",
                        shown -> !shown.matches("(?s).*(^|[\r\n])x-hidden.*")));
        must("head-not-whole", "9110 §5.3", "No response is sent before the head is complete.",
                "A later field may change what the request means.", wire -> {
                    TrialConnection talk = wire.connect().send(GET.substring(0, GET.length() - 1));
                    wire.ask(GET);      // so long, at least
                    if (!talk.isSilent()) {
                        throw new Unmet("expected silence until the empty line, but the server has answered");
                    }
                    talk.send("|").reply().expect(200);
                });
        must("head-cut-off", "9112 §8", "A head cut off by the end of the stream is not a request.",
                incomplete(GET, GET.substring(0, GET.length() - 1)));
        must("binary-in-value", "9112 §2.2", "Bytes above 127 in a value never end the line, whatever the charset.",
                "A text parser may take such a byte for the start of a longer character that swallows the CR.",
                refusedOrShown(get("/fields", "X-A: \u00e4\u00c3\u00f0|X-B: c|"),
                        shown -> shown.matches("(?s).*(^|[\r\n])x-b: c.*")));
    }

    private void garbage() {
        should("http-0-9", "9112 §2.2", "`GET /` without a version gets a 400, and the connection closes.",
                refusedAndEnded(GET, "GET /|", 400, 505));
        should("not-http", "9112 §2.2", "Bytes that are not HTTP get a 400, and the connection closes.", wire -> {
            wire.control(GET);
            TrialConnection talk = wire.connect().send("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc||");
            talk.reply().expect(400);
            talk.expectEnd();
        });
        should("a-response-is-no-request", "9112 §2.1", "A response sent to a server is an invalid request.",
                refused(GET, "HTTP/1.1 200 OK|Content-Length: 0||", 400, 501, 505));
        should("closes-after-400", "9112 §2.2", "After a 400 the connection closes, and what follows gets no response.",
                "The server cannot know where the next request begins.",
                refusedAndEnded(GET, "GET / HTTP/1.1|Host: a.example|no colon||", 400));
    }

    private void versions() {
        should("answers-1-0-as-1-1", "9110 §2.5", "The response to an HTTP/1.0 request says HTTP/1.1.",
                "The client learns from it what the server supports.", wire -> {
                    Reply reply = wire.ask("GET / HTTP/1.0|Host: a.example||");
                    reply.expect(200).expect(reply.statusLine().startsWith("HTTP/1.1 "), "HTTP/1.1");
                });
        should("higher-minor", "9110 §2.5", "HTTP/1.9 is served as HTTP/1.1.",
                understood(GET, GET.replace("1.1", "1.9")));
        must("no-higher-version", "9110 §2.5", "A response never claims a version that the server does not speak.",
                wire -> {
                    Reply reply = wire.ask(GET.replace("1.1", "1.9"));
                    reply.expect(reply.statusLine().matches("HTTP/1\\.[01] .*"), "HTTP/1.1 or HTTP/1.0");
                });
        should("version-case", "9112 §2.3", "`http/1.1` is not a valid version.",
                refused(GET, GET.replace("HTTP", "http"), 400, 505));
        should("version-digits", "9112 §2.3",
                "A version has one digit on each side of the dot: `HTTP/1.10` is not valid.",
                refused(GET, GET.replace("1.1", "1.10"), 400, 505));
        should("version-name", "9112 §2.3", "`HTTQ/1.1` is not a valid version.",
                refused(GET, GET.replace("HTTP", "HTTQ"), 400, 505));
    }
}
