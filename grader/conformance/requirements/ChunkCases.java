package grader.conformance.requirements;

import static grader.conformance.requirements.TestCases.CHUNKED;
import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.chunked;
import static grader.conformance.requirements.TestCases.echoes;
import static grader.conformance.requirements.TestCases.incomplete;
import static grader.conformance.requirements.TestCases.refusedAndEnded;

import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.TrialConnection;
import grader.conformance.connection.Reply;
import java.util.Optional;

/** Chunked content of requests. */
public final class ChunkCases extends Group {

    private static final String SMUGGLE = "Who reads the size otherwise finds the next request somewhere else.";

    public ChunkCases() {
        super("Chunks");
        sizes();
        extensions();
        trailers();
        broken();
        overflows();
    }

    private void sizes() {
        must("chunks", "9112 §7.1", "Many chunks make one content.", echoes(chunked("2|he|3|llo|0||"), "hello"));
        must("chunks-of-one", "9112 §7.1", "… also a thousand of one byte.",
                echoes(chunked("1|x|".repeat(1000) + "0||"), "x".repeat(1000)));
        must("chunk-size-lower", "9112 §7.1", "A size is hexadecimal: `a` is ten.",
                echoes(chunked("a|0123456789|0||"), "0123456789"));
        must("chunk-size-upper", "9112 §7.1", "… `A`, too.", echoes(chunked("A|0123456789|0||"), "0123456789"));
        must("chunk-size-zeros", "9112 §7.1", "A size may begin with zeros.",
                echoes(chunked("0000000005|hello|0||"), "hello"));
        must("last-chunk-zeros", "9112 §7.1", "The last chunk may have many zeros.",
                echoes(chunked("5|hello|000||"), "hello"));
        must("no-chunks", "9112 §7.1", "Content may be the last chunk alone.", echoes(chunked("0||"), ""));
        must("chunk-data-any", "9112 §7.1", "Data may hold CR LF, zeros and sizes.",
                echoes(chunked("7|0\r\n\r\n05|0||"), "0\r\n\r\n05"));
        must("chunks-in-pieces", "9112 §7.1", "Chunks may be cut anywhere on their way.", wire -> {
            wire.control(CHUNKED);
            TrialConnection talk = wire.connect();
            for (char c : TrialConnection.bytes(chunked("2|he|3;a=b|llo|0||")).toCharArray()) {
                talk.sendQuietly(String.valueOf(c));
            }
            talk.reply().expect(200).expectBody("hello");
        });
    }

    private void extensions() {
        must("extension", "9112 §7.1.1", "An extension that it does not know is ignored.",
                echoes(chunked("5;a=b|hello|0||"), "hello"));
        must("extension-without-value", "9112 §7.1.1", "… one without a value, too.",
                echoes(chunked("5;a|hello|0||"), "hello"));
        must("extension-quoted", "9112 §7.1.1", "Its value may be quoted.",
                echoes(chunked("5;a=\"b;c\\\"d\"|hello|0||"), "hello"));
        must("extension-many", "9112 §7.1.1", "There may be many.",
                echoes(chunked("5;a=b;c;d=e|hello|0;f||"), "hello"));
        must("extension-spaces", "9110 §5.6.3", "White space around `;` and `=` is removed.",
                echoes(chunked("5 ; a = b|hello|0||"), "hello"));
        must("extension-bare-cr", "9112 §2.2",
                "A bare CR in an extension makes it invalid, or becomes a space: it ends no line.", SMUGGLE, wire -> {
                    wire.control(CHUNKED);
                    // With a space the five bytes are the end of a chunk and a last one; to who takes the CR for an end
                    // of line they are hello.
                    Optional<Reply> reply = wire.connect().send(chunked("5;a\rhello|0||" + "|0||")).maybe("POST");
                    reply.ifPresent(one -> one.expect(!one.isSuccess() || one.body().equals("0\r\n\r\n"),
                            "a refusal, or the five bytes 0 CR LF CR LF"));
                });
        should("extension-bare-lf", "9112 §2.2", "A bare LF in an extension ends no line: 400.", SMUGGLE,
                refusedAndEnded(CHUNKED, chunked("5;a\nhello|0||"), 400));
        should("extension-nul", "9112 §2.2", "NUL in an extension gets 400.",
                refusedAndEnded(CHUNKED, chunked("5;a\u0000|hello|0||"), 400));
    }

    private void trailers() {
        must("trailers", "9112 §7.1", "Fields may follow the last chunk.",
                echoes(chunked("5|hello|0|X-A: b|X-C: d||"), "hello"));
        must("trailer-not-merged", "9112 §7.1.2", "A trailer does not become a field of the head.",
                "What is checked in the head could be overruled after it.", wire -> {
                    wire.control(TestCases.get("/fields", ""));
                    Reply reply = wire.ask(
                            "GET /fields HTTP/1.1|Host: a.example|Transfer-Encoding: chunked||5|hello|0|X-Hidden: "
                                    + "yes||");
                    reply.expect(!reply.body().toLowerCase().contains("x-hidden"),
                            "no X-Hidden among the fields of the head");
                });
        must("trailer-does-not-frame", "9112 §7.1.2", "Content-Length after the content changes nothing.", SMUGGLE,
                echoesOrRefused(chunked("5|hello|0|Content-Length: 100||")));
        must("trailer-does-not-close", "9110 §6.5.1", "Connection after the content changes nothing.", wire -> {
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
        should("trailer-no-colon", "9112 §2.2", "A trailer that is no field gets 400.",
                refusedAndEnded(CHUNKED, chunked("5|hello|0|nonsense||"), 400));
        should("trailer-space-before-colon", "9112 §2.2", "White space between its name and colon gets 400.",
                refusedAndEnded(CHUNKED, chunked("5|hello|0|X-A : b||"), 400));
    }

    /** Such a trailer may be refused as well: then nothing follows. */
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
        bad("not-hex", "`g` is no size", "g|hello|0||");
        bad("empty", "no digits are no size", "|hello|0||");
        bad("negative", "`-5` is no size", "-5|hello|0||");
        bad("plus", "`+5` is no size", "+5|hello|0||");
        bad("0x", "`0x5` is no size", "0x5|hello|0||");
        bad("underscore", "`0_5` is no size", "0_5|hello|0||");
        bad("space-before", "a size begins with a digit", " 5|hello|0||");
        bad("two", "two words are no size", "5 5|hello|0||");
        bad("bare-lf", "a size ends in CR LF", "5\nhello|0||");
        bad("bare-cr", "… and not in CR alone", "5\rhello|0||");
        bad("data-too-long", "data ends where its size says", "5|hello!|0||");
        bad("no-end-of-data", "after data comes CR LF", "5|hello0||");
        bad("bare-lf-after-data", "… and not LF alone", "5|hello\n0||");
        must("chunks-cut-off", "9112 §8", "Without a last chunk content is not whole.",
                incomplete(CHUNKED, chunked("5|hello|")));
        must("chunk-cut-off", "9112 §8", "… nor with a chunk that is cut off.",
                incomplete(CHUNKED, chunked("6|hello")));
    }

    private void bad(String id, String says, String body) {
        should("chunk-" + id, "9112 §2.2", "400 and the end: " + says + ".", SMUGGLE,
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
        must("chunk-" + id, "9112 §7.1", "A size of " + number + " is not taken for another.", SMUGGLE,
                incomplete(CHUNKED, chunked(size + "|hello|0||")));
    }
}
