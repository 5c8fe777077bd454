package grader.conformance.requirements;

import static grader.conformance.requirements.TestCases.CHUNKED;
import static grader.conformance.requirements.TestCases.ECHO;
import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.echo;
import static grader.conformance.requirements.TestCases.echoes;
import static grader.conformance.requirements.TestCases.incomplete;
import static grader.conformance.requirements.TestCases.refusedAndEnded;

import grader.conformance.connection.Connections;
import grader.conformance.connection.Reply;
import grader.conformance.connection.TrialConnection;

/** Where a request ends: Content-Length, Transfer-Encoding, both, neither. */
public final class LengthCases extends Group {

    private static final String SMUGGLE =
            "If a proxy in front finds a different end, the bytes in between become a request it has not seen.";

    public LengthCases() {
        super("Where a request ends");
        lengths();
        invalidLengths();
        codings();
    }

    private void lengths() {
        must("length", "9112 §6.3", "Content is as long as Content-Length says; what follows is the next request.",
                echoes(ECHO, "hello"));
        must("length-zero", "9112 §6.3", "Content-Length may be 0.", echoes(echo("Content-Length: 0|", ""), ""));
        must("length-zeros-before", "9110 §8.6", "It may have leading zeros.",
                echoes(echo("Content-Length: 0005|", "hello"), "hello"));
        must("no-length", "9112 §6.3", "Without Content-Length or Transfer-Encoding there is no content.", wire -> {
            TrialConnection talk = wire.connect().send("POST / HTTP/1.1|Host: a.example||" + GET);
            TestCases.goesOn(talk, talk.reply());
        });
        must("get-with-content", "9112 §6", "Where a request ends does not depend on its method.", SMUGGLE, wire -> {
            wire.control(GET);
            TrialConnection talk = wire.connect()
                    .send("GET / HTTP/1.1|Host: a.example|Content-Length: " + TrialConnection.bytes(GET).length() + "||"
                            + GET
                            + TestCases.get("/", "Connection: close|"));
            Reply first = talk.reply();
            String rest = talk.rest();
            first.expect(count(rest) <= 1, "a response to each of two requests, if any, and none to the content");
        });
        must("length-cut-off", "9112 §6.3", "A request whose content ends too early is incomplete.",
                incomplete(ECHO, echo("Content-Length: 6|", "hello")));
        must("length-cut-off-ends", "9112 §6.3", "… and the connection closes.", wire -> {
            wire.control(ECHO);
            TrialConnection talk = wire.connect().send(echo("Content-Length: 6|", "hello")).halfClose();
            talk.maybe("POST");
            talk.expectEnd();
        });
        must("length-twice-the-same", "9110 §8.6", "`5, 5` is rejected or means 5.",
                wire -> sameOrRefused(wire, "Content-Length: 5, 5|"));
        must("length-lines-the-same", "9110 §8.6", "Two equal lines are rejected or count as one.",
                wire -> sameOrRefused(wire, "Content-Length: 5|Content-Length: 5|"));
        must("length-past-32-bits", "9110 §8.6", "A length of 2³² + 5 is not taken for 5.", SMUGGLE,
                incomplete(ECHO, echo("Content-Length: 4294967301|", "hello")));
        must("length-past-64-bits", "9110 §8.6", "A length of 2⁶⁴ + 5 is not taken for 5.", SMUGGLE,
                incomplete(ECHO, echo("Content-Length: 18446744073709551621|", "hello")));
    }

    private static int count(String text) {
        return text.split("HTTP/1\\.[01] \\d", -1).length - 1;
    }

    private static void sameOrRefused(Connections wire, String fields) {
        wire.control(ECHO);
        Reply reply = wire.ask(echo(fields, "hello"));
        reply.expect(reply.status() == 400 || reply.body().equals("hello"), "400, or the five bytes");
    }

    private void invalidLengths() {
        invalid("letters", "abc");
        invalid("negative", "-5");
        invalid("plus", "+5");
        invalid("hex", "0x5");
        invalid("fraction", "5.0");
        invalid("two-words", "5 5");
        invalid("empty", "");
        invalid("quoted", "\"5\"");
        invalid("different", "5, 6");
        invalid("semicolon", "5;5");
        must("length-lines-differ", "9112 §6.3",
                "Two different Content-Length lines get a 400, and the connection closes.", SMUGGLE,
                refusedAndEnded(ECHO, echo("Content-Length: 5|Content-Length: 6|", "hello"), 400));
        must("length-lines-one-bad", "9112 §6.3", "… so do two lines if one is not a number.",
                refusedAndEnded(ECHO, echo("Content-Length: 5|Content-Length: x|", "hello"), 400));
    }

    private void invalid(String id, String value) {
        must("length-invalid-" + id, "9112 §6.3",
                "`Content-Length: " + value + "` gets a 400, and the connection closes.",
                refusedAndEnded(ECHO, echo("Content-Length: " + value + "|", "hello"), 400));
    }

    private void codings() {
        must("chunked", "9112 §6.1", "Chunked content is understood.", echoes(CHUNKED, "hello"));
        must("coding-case", "9112 §7", "`CHUNKED` means chunked.",
                echoes(CHUNKED.replace("chunked", "CHUNKED"), "hello"));
        must("coding-empty-members", "9110 §5.6.1.2", "`, chunked,` means chunked.",
                echoes(CHUNKED.replace("chunked", ", chunked,"), "hello"));
        should("coding-unknown", "9112 §6.1", "An unknown coding gets a 501.",
                TestCases.refused(CHUNKED, CHUNKED.replace("chunked", "x-unknown, chunked"), 501));
        // §6.1 asks for 501 if a coding is unknown; it does not say which of the two comes first.
        must("coding-chunked-not-last", "9112 §6.3",
                "If chunked is not last: a 400, or a 501 for an unknown coding, and the connection closes.",
                SMUGGLE,
                refusedAndEnded(CHUNKED, CHUNKED.replace("chunked", "chunked, gzip"), 400, 501));
        must("coding-not-chunked", "9112 §6.3", "… also if chunked is missing.",
                refusedAndEnded(CHUNKED, CHUNKED.replace("chunked", "identity"), 400, 501));
        must("coding-almost-chunked", "9112 §6.3", "`xchunked` is not chunked.", SMUGGLE,
                refusedAndEnded(CHUNKED, CHUNKED.replace("chunked", "xchunked"), 400, 501));
        should("coding-parameters", "9112 §7.1", "Parameters on chunked are an error.",
                TestCases.refused(CHUNKED, CHUNKED.replace("chunked", "chunked;a=b"), 400, 501));
        must("coding-and-length", "9112 §6.1",
                "Transfer-Encoding with Content-Length is rejected, or chunked wins; either way the connection closes.",
                SMUGGLE, wire -> {
                    wire.control(CHUNKED);
                    TrialConnection talk = wire.connect()
                            .send(echo("Content-Length: 15|Transfer-Encoding: chunked|", "5|hello|0||") + GET);
                    Reply reply = talk.reply();
                    reply.expect(reply.isClientError() || reply.body().equals("hello"),
                            "a refusal, or the five bytes");
                    talk.expectEnd();
                });
        must("coding-in-1-0", "9112 §6.1",
                "Transfer-Encoding in HTTP/1.0 is faulty framing: the connection closes after the response.",
                SMUGGLE, wire -> {
                    wire.control(CHUNKED);
                    TrialConnection talk = wire.connect()
                            .send(echo("Transfer-Encoding: chunked|Connection: keep-alive|", "5|hello|0||")
                                    .replace("1.1", "1.0") + GET);
                    talk.maybe("POST");
                    talk.expectEnd();
                });
    }
}
