package grader.conformance.requirements;

import static grader.conformance.requirements.TestCases.ECHO;
import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.get;

import grader.conformance.connection.Connections;
import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;
import grader.conformance.connection.Silence;
import grader.conformance.connection.TrialConnection;
import grader.conformance.connection.Unmet;
import java.util.Optional;

/** `Expect: 100-continue`, and Upgrade. */
public final class ExpectCases extends Group {

    private static final String EXPECTS =
            "POST /echo HTTP/1.1|Host: a.example|Content-Length: 5|Expect: 100-continue||";
    private static final String WAITS = "Otherwise a client that waits for it waits in vain.";

    public ExpectCases() {
        super("Expect and Upgrade");
        must("continue", "9110 §10.1.1",
                "A client that expects a 100 gets it, or a final status, before it sends content.", WAITS,
                wire -> continued(wire, EXPECTS));
        must("continue-in-case", "9110 §10.1.1", "… in any letter case: `100-Continue`.", WAITS,
                wire -> continued(wire, EXPECTS.replace("100-c", "100-C")));
        must("continue-chunked", "9110 §10.1.1", "… also before chunks.", WAITS, wire -> {
            wire.control(TestCases.CHUNKED);
            TrialConnection talk = wire.connect()
                    .send("POST /echo HTTP/1.1|Host: a.example|Transfer-Encoding: chunked|Expect: 100-continue||");
            if (first(talk).isInterim()) {
                talk.send("5|hello|0||").reply().expect(200).expectBody("hello");
            }
        });
        must("continue-then-final", "9110 §10.1.1", "A final status follows a 100.", wire -> {
            wire.control(ECHO);
            TrialConnection talk = wire.connect().send(EXPECTS);
            first(talk);
            Reply last = talk.send("hello").reply();
            last.expect(last.status() >= 200, "a final status");
        });
        must("continue-once", "9110 §10.1.1",
                "A request gets one final response after any 1xx, and the next request is served.", wire -> {
                    wire.control(ECHO);
                    TrialConnection talk = wire.connect().send(EXPECTS);
                    boolean interim = first(talk).isInterim();
                    talk.send("he").send("llo" + GET);
                    if (interim) {
                        TestCases.goesOn(talk, talk.reply().expect(200).expectBody("hello"));
                    }
                });
        must("continue-not-in-1-0", "9110 §10.1.1", "In HTTP/1.0 the expectation is ignored.",
                "Its client takes a 100 for the response.", wire -> {
                    wire.control(ECHO);
                    Reply first = first(wire.connect().send(EXPECTS.replace("1.1", "1.0") + "hello"));
                    first.expect(!first.isInterim(), "no 1xx for HTTP/1.0");
                });
        must("no-1xx-to-1-0", "9110 §15.2", "HTTP/1.0 gets no 1xx at all.", wire -> {
            wire.control(GET);
            Reply first = first(wire.connect().send("GET / HTTP/1.0|Host: a.example|Expect: 100-continue||"));
            first.expect(!first.isInterim(), "no 1xx for HTTP/1.0");
        });
        must("continue-content-at-once", "9110 §10.1.1", "A client that does not wait for the 100 is served, too.",
                wire -> {
                    wire.control(ECHO);
                    TrialConnection talk = wire.connect().send(EXPECTS + "hello" + GET);
                    TestCases.goesOn(talk, talk.reply().expect(200).expectBody("hello"));
                });
        bare("continue-no-length", "9110 §8.6", "A 100 has no Content-Length.", "content-length");
        bare("continue-no-coding", "9112 §6.1", "… and no Transfer-Encoding.", "transfer-encoding");
        must("continue-after-earlier", "9112 §9.3.2", "A 100 does not overtake the response before it.", wire -> {
            wire.control(ECHO);
            wire.control(get("/slow/1", ""));
            TrialConnection talk = wire.connect().send(get("/slow/300", "") + EXPECTS);
            Reply slow = first(talk).expect(200);
            if (slow.saysClose()) {
                talk.expectEnd();
            } else if (talk.next("POST").filter(Reply::isInterim).isPresent()) {
                talk.send("hello").reply().expect(200).expectBody("hello");
            }
        });
        should("early-final-says-more", "9110 §10.1.1",
                "If the final response comes before the content, it says close, or the content is read.", wire -> {
                    wire.control(ECHO);
                    TrialConnection talk = wire.connect()
                            .send("POST /echo HTTP/1.1|Host: a.example|Content-Length: 99999999999|Expect: "
                                    + "100-continue||");
                    Reply first = first(talk);
                    if (first.isInterim()) {
                        throw new NotApplicable("it wants to read 99,999,999,999 bytes");
                    }
                    first.expect(first.saysClose(), "Connection: close, as no server reads so much");
                });
        must("expect-without-content", "9110 §10.1.1", "A final status comes even if no content follows.", wire -> {
            Reply last = wire.connect().send(get("/", "Expect: 100-continue|")).reply();
            last.expect(last.status() >= 200, "a final status");
        });
        advice("expect-unknown", "9110 §10.1.1", "Any other expectation gets a 417 or is ignored.",
                wire -> wire.ask(get("/", "Expect: wonders|")).expect(200, 417));
        must("upgrade-unknown", "9110 §7.8", "The server does not switch to an unknown protocol.", wire -> {
            Reply reply = wire.ask(get("/", "Upgrade: wonders/9|Connection: upgrade|"));
            reply.expect(reply.status() != 101, "no 101");
        });
        must("upgrade-in-1-0", "9110 §7.8", "Upgrade in HTTP/1.0 is ignored.", wire -> {
            Reply one = wire.ask(
                    "GET / HTTP/1.0|Host: a.example|Upgrade: websocket, h2c|Connection: upgrade|HTTP2-Settings: "
                            + "AAMAAABkAAQAAP__|"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==|Sec-WebSocket-Version: 13||");
            one.expect(200);
        });
    }

    /** A 100 lacks this field: its client would wait for content. */
    private void bare(String id, String clause, String says, String field) {
        must(id, clause, says, "The client takes what follows for content.", wire -> {
            wire.control(ECHO);
            Reply first = first(wire.connect().send(EXPECTS));
            if (!first.isInterim()) {
                throw new NotApplicable("it answers at once, with " + first.status());
            }
            first.expect(!first.has(field), "no such field, got " + field + ": " + first.values(field));
        });
    }

    private static void continued(Connections wire, String head) {
        wire.control(ECHO);
        TrialConnection talk = wire.connect().send(head);
        Reply first = first(talk);
        first.expect(first.status() == 100 || first.status() >= 200, "100, or a final status");
        if (first.isInterim()) {
            talk.send("hello").reply().expect(200).expectBody("hello");
        }
    }

    /** The first response, interim or final. */
    private static Reply first(TrialConnection talk) {
        Optional<Reply> first = talk.next("POST");
        return first.orElseThrow(
                () -> new Unmet("expected 100 or a final status, but the server ended the connection",
                        Silence.GONE));
    }
}
