package grader.conformance.requirements;

import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.get;
import static grader.conformance.requirements.TestCases.reply;

import grader.clients.http.Response;
import grader.clients.http.Response.Framing;
import grader.conformance.connection.Connections;
import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;
import grader.conformance.connection.TrialConnection;

/** The content of responses, and where it ends. */
public final class ContentCases extends Group {

    private static final String CONFUSED = "The client takes it for the beginning of the next response.";

    public ContentCases() {
        super("Content of responses");
        head();
        without();
        framing();
        brokenOff();
        explanations();
    }

    private static String head(String target) {
        return "HEAD " + target + " HTTP/1.1|Host: a.example||";
    }

    private void head() {
        must("head-no-content", "9110 §9.3.2", "A response to HEAD has no content.", CONFUSED, empty(head("/"), 200));
        must("head-no-content-chunked", "9110 §9.3.2", "… nor does it when GET gets chunks.", CONFUSED,
                empty(head("/chunks/5"), 200));
        must("head-no-content-404", "9110 §9.3.2", "… nor does it when the request fails.", CONFUSED,
                empty(head("/not-there"), 404));
        must("head-length", "9110 §8.6", "Its Content-Length, if sent, is that of GET.", wire -> {
            int length = wire.control(get("/bytes/5", "")).body().length();
            Reply one = wire.control(head("/bytes/5"));
            one.expect(one.values("content-length").stream().allMatch(value -> value.equals(String.valueOf(length))),
                    "Content-Length: " + length + ", got " + one.values("content-length"));
        });
        should("head-fields", "9110 §9.3.2", "A response to HEAD has the fields of the response to GET.", wire -> {
            Reply of = wire.control(get("/bytes/5", ""));
            Reply one = wire.control(head("/bytes/5"));
            of.fields()
                    .stream()
                    .map(Response.Field::name)
                    .filter(name -> !one.has(name) && !name.equalsIgnoreCase("Content-Length")
                            && !name.equalsIgnoreCase("Transfer-Encoding"))
                    .findFirst()
                    .ifPresent(name -> one.expect(false, "the field " + name));
        });
    }

    private void without() {
        must("204-no-content", "9110 §15.3.5", "A 204 has no content.", CONFUSED, empty(get("/no-content", ""), 204));
        must("204-no-length", "9110 §8.6", "A 204 has no Content-Length.",
                of(get("/no-content", ""), 204, one -> one.expect(!one.has("content-length"), "no Content-Length")));
        must("204-no-coding", "9112 §6.1", "A 204 has no Transfer-Encoding.", of(get("/no-content", ""), 204,
                one -> one.expect(!one.has("transfer-encoding"), "no Transfer-Encoding")));
        must("304-no-content", "9110 §15.4.5", "A 304 has no content.", CONFUSED, empty(get("/status/304", ""), 304));
        must("205-no-content", "9110 §15.3.6", "A 205 has no content.", CONFUSED, empty(get("/status/205", ""), 205));
        must("204-of-options", "9110 §8.6", "A 204 to OPTIONS has neither Content-Length nor Transfer-Encoding.",
                of("OPTIONS / HTTP/1.1|Host: a.example||", 204,
                        one -> one.expect(!one.has("content-length") && !one.has("transfer-encoding"),
                                "neither Content-Length nor Transfer-Encoding")));
    }

    /** `request` gets this status and no content: the response to the next request follows at once. */
    private static TestCase empty(String request, int status) {
        return wire -> {
            Reply alone = wire.ask(request);
            if (alone.status() != status) {
                throw new NotApplicable(
                        "no such route: " + request.replaceAll("\\|.*", "") + " gets " + alone.status());
            }
            alone.expect(alone.body().isEmpty(), "no content");
            TrialConnection talk = wire.connect().send(request + get("/", "Connection: close|"));
            Reply one = talk.reply(Connections.method(request));
            if (one.saysClose()) {
                talk.expectEnd();
            } else {
                talk.reply().expect(200);
            }
        };
    }

    private static TestCase of(String request, int status, java.util.function.Consumer<Reply> right) {
        return wire -> {
            Reply one = wire.ask(request);
            if (one.status() != status) {
                throw new NotApplicable("no such route: " + request.replaceAll("\\|.*", "") + " gets " + one.status());
            }
            right.accept(one);
        };
    }

    private void framing() {
        must("length-right", "9112 §6.2", "Content-Length is the number of bytes sent.",
                reply(get("/bytes/70000", ""), one -> one.expect(one.isWhole() && one.body().length() == 70_000,
                        "70,000 bytes, got " + one.body().length())));
        should("length-known", "9110 §8.6", "Content whose length is known has Content-Length.",
                reply(GET, one -> one.expect(one.has("content-length"), "Content-Length")));
        should("self-delimited", "9112 §6.3",
                "Content of unknown length is chunked, not ended by closing the connection.",
                "A client cannot tell that end from a broken connection.",
                reply(get("/chunks/70000", ""),
                        one -> one.expect(one.framing() == Framing.CHUNKED || one.framing() == Framing.LENGTH, "chunks")
                                .expect(one.isWhole(), "the last chunk")
                                .expect(one.body().length() == 70_000, "70,000 bytes")));
        must("chunked-once", "9112 §6.1",
                "Chunked is applied once and last, or closing the connection ends the content.",
                reply(get("/chunks/5", ""), one -> one.expect(
                        one.list("transfer-encoding").stream().filter("chunked"::equals).count() <= 1
                                && (one.list("transfer-encoding").isEmpty()
                                        || one.list("transfer-encoding").getLast().equals("chunked")
                                        || one.framing() == Framing.CONNECTION),
                        "chunked, once and last, or the end of the connection after the content")));
        must("no-coding-to-1-0", "9112 §6.1", "HTTP/1.0 gets no Transfer-Encoding.",
                "Its client shows the sizes as content.",
                reply("GET /chunks/5 HTTP/1.0|Host: a.example||",
                        one -> one.expect(!one.has("transfer-encoding"), "no Transfer-Encoding")
                                .expect(one.body().length() == 5, "five bytes")));
        must("no-coding-to-1-0-keep-alive", "9112 §6.1", "… not even with `Connection: keep-alive`.",
                reply("GET /chunks/5 HTTP/1.0|Host: a.example|Connection: keep-alive||",
                        one -> one.expect(!one.has("transfer-encoding"), "no Transfer-Encoding")
                                .expect(one.body().length() == 5, "five bytes")));
    }

    private void brokenOff() {
        advice("broken-off", "9112 §8", "Content that breaks off does not look complete.",
                "The client would take half of the content for all of it.", wire -> brokenOff(wire, "1.1"));
        advice("broken-off-1-0", "9112 §8", "… not in HTTP/1.0 either.", wire -> brokenOff(wire, "1.0"));
    }

    private static void brokenOff(Connections wire, String version) {
        TrialConnection talk = wire.connect().send("GET /fail-midway HTTP/" + version + "|Host: a.example||");
        Reply one = talk.maybe("GET").orElse(null);
        if (one == null) {
            return;      // without a response nothing looks complete
        }
        if (one.status() == 404 || one.status() == 405) {
            throw new NotApplicable("no such route: GET /fail-midway");
        }
        one.expect(one.status() >= 500 || !one.isWhole() || talk.wasReset(), "a response that is seen to be cut off");
    }

    private void explanations() {
        should("404-explained", "9110 §15.5", "The content of a 404 explains the error.",
                explained(get("/not-there", ""), 404));
        should("400-explained", "9110 §15.5", "… so does that of a 400.", explained("GET / HTTP/1.1||", 400));
        should("405-explained", "9110 §15.5", "… so does that of a 405.", explained(GET.replace("GET", "DELETE"), 405));
        should("501-explained", "9110 §15.6", "… so does that of a 501.", explained(GET.replace("GET", "BREW"), 501));
        should("505-explained", "9110 §15.6.6", "… so does that of a 505.", explained(GET.replace("1.1", "3.0"), 505));
        should("500-explained", "9110 §15.6", "… so does that of a 500.",
                explained(get("/header?value=a%0d%0ab", ""), 500));
    }

    private static TestCase explained(String request, int status) {
        return of(request, status, one -> one.expect(!one.body().isBlank(), "content"));
    }
}
