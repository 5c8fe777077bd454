package grader.conformance.requirements;

import static grader.conformance.requirements.TestCases.CHUNKED;
import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.chunked;
import static grader.conformance.requirements.TestCases.echoes;
import static grader.conformance.requirements.TestCases.incomplete;
import static grader.conformance.requirements.TestCases.refusedAndEnded;

import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;
import grader.conformance.connection.TrialConnection;
import java.util.Locale;
import java.util.Optional;

/** Chunked content of requests. */
public final class ChunkCases extends Group {

    private static final String SMUGGLE =
            "A program that reads the size differently finds the next request somewhere else.";

    public ChunkCases() {
        super("Chunks");
        sizes();
        extensions();
        trailers();
        broken();
        overflows();
    }

    private void sizes() {
        must("chunks", "9112 §7.1", "Content may come in several chunks.", echoes(chunked("2|he|3|llo|0||"), "hello"));
        must("chunks-of-one", "9112 §7.1", "… also in a thousand chunks of one byte.",
                echoes(chunked("1|x|".repeat(1000) + "0||"), "x".repeat(1000)));
        must("chunk-size-lower", "9112 §7.1", "A size is hexadecimal: `a` is ten.",
                echoes(chunked("a|0123456789|0||"), "0123456789"));
        must("chunk-size-upper", "9112 §7.1", "… and so is `A`.", echoes(chunked("A|0123456789|0||"), "0123456789"));
        must("chunk-size-zeros", "9112 §7.1", "A size may have leading zeros.",
                echoes(chunked("0000000005|hello|0||"), "hello"));
        must("last-chunk-zeros", "9112 §7.1", "The size of the last chunk may be several zeros.",
                echoes(chunked("5|hello|000||"), "hello"));
        must("no-chunks", "9112 §7.1", "The last chunk alone is valid: the content is empty.",
                echoes(chunked("0||"), ""));
        must("chunk-data-any", "9112 §7.1", "Chunk data may contain CR LF, zeros, and what looks like a size.",
                echoes(chunked("7|0\r\n\r\n05|0||"), "0\r\n\r\n05"));
        must("chunks-in-pieces", "9112 §7.1", "Chunks may arrive in pieces, split anywhere.", wire -> {
            wire.control(CHUNKED);
            TrialConnection talk = wire.connect();
            for (char c : TrialConnection.bytes(chunked("2|he|3;a=b|llo|0||")).toCharArray()) {
                talk.sendQuietly(String.valueOf(c));
            }
            talk.reply().expect(200).expectBody("hello");
        });
    }

    private void extensions() {
        must("extension", "9112 §7.1.1", "An unknown extension is ignored.",
                echoes(chunked("5;a=b|hello|0||"), "hello"));
        must("extension-without-value", "9112 §7.1.1", "… also one without a value.",
                echoes(chunked("5;a|hello|0||"), "hello"));
        must("extension-quoted", "9112 §7.1.1", "The value of an extension may be quoted.",
                echoes(chunked("5;a=\"b;c\\\"d\"|hello|0||"), "hello"));
        must("extension-many", "9112 §7.1.1", "There may be several extensions.",
                echoes(chunked("5;a=b;c;d=e|hello|0;f||"), "hello"));
        must("extension-spaces", "9110 §5.6.3", "White space around `;` and `=` is removed.",
                echoes(chunked("5 ; a = b|hello|0||"), "hello"));
        must("extension-bare-cr", "9112 §2.2",
                "A bare CR in an extension makes it invalid or becomes a space; it never ends the line.", SMUGGLE,
                wire -> {
                    wire.control(CHUNKED);
                    // If the CR is a space, the content is the end of a chunk and a last one. If it ends the line, the
                    // content is hello.
                    Optional<Reply> reply = wire.connect().send(chunked("5;a\rhello|0||" + "|0||")).maybe("POST");
                    reply.ifPresent(one -> one.expect(!one.isSuccess() || one.body().equals("0\r\n\r\n"),
                            "a refusal, or the five bytes 0 CR LF CR LF"));
                });
        should("extension-bare-lf", "9112 §2.2", "A bare LF in an extension does not end the line: it gets a 400.",
                SMUGGLE,
                refusedAndEnded(CHUNKED, chunked("5;a\nhello|0||"), 400));
        badExtension("empty", "An extension without a name", "5;");
        badExtension("no-token", "An extension whose name is not a token", "5;a(b=c");
        badExtension("no-value", "An extension with a `=` and no value", "5;a=");
        badExtension("word-after-value", "A word after the value of an extension", "5;a=\"b\"c");
        badExtension("open-quote", "A quoted string that never ends", "5;a=\"");
        badExtension("line-ending-in-quotes", "A line ending in the quoted string of an extension", "5;a=\"|b\"");
        badExtension("control-in-quotes", "A control character in that string", "5;a=\"\u0001\"");
        should("extension-nul", "9112 §2.2", "NUL in an extension gets a 400.",
                refusedAndEnded(CHUNKED, chunked("5;a\u0000|hello|0||"), 400));
    }

    private void badExtension(String id, String what, String line) {
        should("extension-" + id, "9112 §2.2", what + " gets a 400, and the connection closes.", SMUGGLE,
                refusedAndEnded(CHUNKED, chunked(line + "|hello|0||"), 400));
    }

    private void trailers() {
        must("trailers", "9112 §7.1", "Fields may follow the last chunk.",
                echoes(chunked("5|hello|0|X-A: b|X-C: d||"), "hello"));
        must("trailer-not-merged", "9112 §7.1.2", "A trailer does not become a field of the head.",
                "A trailer could override what was checked in the head.", wire -> {
                    wire.control(TestCases.get("/fields", ""));
                    Reply reply = wire.ask(
                            "GET /fields HTTP/1.1|Host: a.example|Transfer-Encoding: chunked||5|hello|0|X-Hidden: "
                                    + "yes||");
                    reply.expect(!reply.body().toLowerCase(Locale.ROOT).contains("x-hidden"),
                            "no X-Hidden among the fields of the head");
                });
        must("trailer-does-not-frame", "9112 §7.1.2", "Content-Length in a trailer has no effect.", SMUGGLE,
                echoesOrRefused(chunked("5|hello|0|Content-Length: 100||")));
        must("trailer-does-not-close", "9110 §6.5.1", "Connection in a trailer has no effect.", wire -> {
            if (wire.control(CHUNKED).saysClose()) {
                throw new NotApplicable("it closes whatever it is asked");
            }
            TrialConnection talk = wire.connect().send(chunked("5|hello|0|Connection: close||") + GET);
            Reply reply = talk.reply();
            if (reply.isSuccess()) {
                reply.expectBody("hello").expect(!reply.saysClose(), "a connection that goes on, but it says close");
                talk.reply().expect(200);
            }
        });
        should("trailer-no-colon", "9112 §2.2", "A trailer that is not a field gets a 400.",
                refusedAndEnded(CHUNKED, chunked("5|hello|0|nonsense||"), 400));
        should("trailer-space-before-colon", "9112 §2.2",
                "White space between a trailer's name and its colon gets a 400.",
                refusedAndEnded(CHUNKED, chunked("5|hello|0|X-A : b||"), 400));
    }

    /** Such a trailer may be rejected, too: then nothing follows. */
    private static TestCase echoesOrRefused(String request) {
        return wire -> {
            wire.control(CHUNKED);
            TrialConnection talk = wire.connect().send(request + GET);
            Reply reply = talk.reply();
            if (!reply.isClientError()) {
                TestCases.goesOn(talk, reply.expect(200).expectBody("hello"));
            }
        };
    }

    private void broken() {
        bad("not-hex", "A size of `g`", "g|hello|0||");
        bad("empty", "A size without digits", "|hello|0||");
        bad("negative", "A size of `-5`", "-5|hello|0||");
        bad("plus", "A size of `+5`", "+5|hello|0||");
        bad("0x", "A size of `0x5`", "0x5|hello|0||");
        bad("underscore", "A size of `0_5`", "0_5|hello|0||");
        bad("space-before", "A space before a size", " 5|hello|0||");
        bad("two", "A size of `5 5`", "5 5|hello|0||");
        bad("bare-lf", "A bare LF after a size", "5\nhello|0||");
        bad("bare-cr", "A bare CR after a size", "5\rhello|0||");
        bad("data-too-long", "Data longer than its size", "5|hello!|0||");
        bad("no-end-of-data", "Data without CR LF after it", "5|hello0||");
        bad("bare-lf-after-data", "A bare LF after data", "5|hello\n0||");
        must("chunks-cut-off", "9112 §8", "Content without a last chunk is incomplete.",
                incomplete(CHUNKED, chunked("5|hello|")));
        must("chunk-cut-off", "9112 §8", "… and so is content with a chunk that is cut off.",
                incomplete(CHUNKED, chunked("6|hello")));
    }

    private void bad(String id, String what, String body) {
        should("chunk-" + id, "9112 §2.2", what + " gets a 400, and the connection closes.", SMUGGLE,
                refusedAndEnded(CHUNKED, chunked(body), 400));
    }

    private void overflows() {
        overflow("past-32-bits", "2³² + 5", "100000005");
        overflow("past-63-bits", "2⁶³ + 5", "8000000000000005");
        overflow("all-ones", "2⁶⁴ - 1", "FFFFFFFFFFFFFFFF");
        overflow("past-64-bits", "2⁶⁴ + 5", "10000000000000005");
        overflow("past-128-bits", "2¹²⁸ + 5", "1" + "0".repeat(31) + "5");
    }

    private void overflow(String id, String number, String size) {
        must("chunk-" + id, "9112 §7.1", "A size of " + number + " is not taken for a different number.", SMUGGLE,
                incomplete(CHUNKED, chunked(size + "|hello|0||")));
    }
}
