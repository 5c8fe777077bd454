package grader.conformance.requirements;

import static grader.conformance.requirements.TestCases.ECHO;
import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.echo;
import static grader.conformance.requirements.TestCases.echoes;
import static grader.conformance.requirements.TestCases.get;
import static grader.conformance.requirements.TestCases.refused;
import static grader.conformance.requirements.TestCases.refusedOrShown;
import static grader.conformance.requirements.TestCases.understood;

import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;
import grader.conformance.connection.TrialConnection;

/** Field lines of requests. */
public final class FieldCases extends Group {

    private static final String SMUGGLE =
            "If only one of two programs sees a Content-Length here, an attacker can hide a request.";

    public FieldCases() {
        super("Fields");
        names();
        values();
        lists();
    }

    private void names() {
        must("space-before-colon", "9112 §5.1", "White space between name and colon gets a 400.", SMUGGLE,
                refused(GET, get("/", "X-A : b|"), 400));
        must("tab-before-colon", "9112 §5.1", "… also a tab.", refused(GET, get("/", "X-A\t: b|"), 400));
        must("space-before-colon-of-length", "9112 §5.1", "… also in Content-Length.", SMUGGLE,
                refused(ECHO, echo("Content-Length : 5|", "hello"), 400));
        should("no-colon", "9112 §2.2", "A field line without a colon gets a 400.",
                refused(GET, get("/", "nonsense|"), 400));
        should("no-name", "9112 §2.2", "A field line without a name gets a 400.", refused(GET, get("/", ": b|"), 400));
        should("name-no-token", "9112 §2.2", "A name that is not a token gets a 400.",
                refused(GET, get("/", "X(A): b|"), 400));
        should("nul-in-name", "9112 §2.2", "NUL in a name gets a 400.", SMUGGLE,
                refused(GET, get("/", "X\u0000A: b|"), 400));
        should("obs-text-in-name", "9112 §2.2", "A byte above 127 in a name gets a 400.",
                refused(GET, get("/", "X\u00e4: b|"), 400));
        should("unknown-field", "9110 §5.1", "An unknown field is ignored.",
                understood(GET, get("/", "X-Never-Heard-Of: b|")));
        must("name-case", "9110 §5.1", "Names are case-insensitive.",
                echoes(echo("cOnTeNt-LeNgTh: 5|", "hello"), "hello"));
        must("any-token-as-name", "9110 §5.1", "A name may be any token.",
                understood(GET, get("/", "!#$%&'*+-.^_`~1A: b|")));
    }

    private void values() {
        must("obs-fold", "9112 §5.2", "A folded line gets a 400, or the fold becomes spaces.",
                "A proxy that takes the second line for a field of its own sees a different request.",
                refusedOrShown(get("/fields", "X-A: b| X-Hidden: yes|"),
                        shown -> shown.matches("(?s).*x-a: b +x-hidden: yes.*"), 400));
        must("obs-fold-of-length", "9112 §5.2", "A folded Content-Length gets a 400 or counts as its number.", wire -> {
            wire.control(ECHO);
            Reply reply = wire.ask(echo("Content-Length:| 5|", "hello"));
            reply.expect(reply.status() == 400 || reply.body().equals("hello"), "400, or the five bytes");
        });
        must("nul-in-value", "9110 §5.5", "NUL in a value is rejected or becomes a space.",
                "In C, it cuts off whatever follows.",
                refusedOrShown(get("/fields", "X-A: b\u0000c|"), shown -> shown.contains("x-a: b c")));
        must("cr-in-value", "9110 §5.5", "A bare CR in a value is rejected or becomes a space.",
                refusedOrShown(get("/fields", "X-A: b\rc|"), shown -> shown.contains("x-a: b c")));
        must("space-around-value", "9112 §5.1", "White space around a value is not part of it.",
                echoes(echo("Content-Length: \t 5 \t|", "hello"), "hello"));
        must("no-space-before-value", "9112 §5.1", "A value needs no space before it.",
                echoes(echo("Content-Length:5|", "hello"), "hello"));
        must("empty-value", "9112 §5", "A value may be empty.", understood(GET, get("/", "X-A:|")));
        should("obs-text-in-value", "9110 §5.5", "Bytes above 127 in a value are treated as opaque data.",
                understood(GET, get("/", "X-A: \u00e4|")));
        must("colon-in-value", "9112 §5", "A value may contain colons.", understood(GET, get("/", "X-A: b:c: d|")));
    }

    private void lists() {
        must("empty-list-members", "9110 §5.6.1.2", "Empty list members are ignored: `, close,`.",
                closes("Connection: , close,|"));
        must("list-in-many-lines", "9110 §5.3", "A list may be spread over several field lines.",
                closes("Connection: x-a|Connection: close|"));
        must("list-without-space", "9110 §5.6.1", "A list needs no space after its commas.",
                closes("Connection: x-a,close|"));
        must("list-with-tabs", "9110 §5.6.1", "A list may have tabs around its commas.",
                closes("Connection: x-a\t,\tclose|"));
        must("not-a-member", "9110 §5.6.1", "A list member is a whole word: `closed` is not `close`.", wire -> {
            if (wire.control(GET).saysClose()) {
                throw new NotApplicable("it closes whatever it is asked");
            }
            TrialConnection talk = wire.connect().send(get("/", "Connection: closed|") + GET);
            Reply first = talk.reply().expect(200);
            first.expect(!first.saysClose(), "a connection that goes on, but it says close");
            talk.reply().expect(200);
        });
    }

    private static TestCase closes(String connection) {
        return wire -> {
            wire.control(GET);
            TrialConnection talk = wire.connect().send(get("/", connection));
            talk.reply().expect(200);
            talk.expectEnd();
        };
    }
}
