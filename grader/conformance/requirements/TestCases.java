package grader.conformance.requirements;

import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;
import grader.conformance.connection.Silence;
import grader.conformance.connection.TrialConnection;
import grader.conformance.connection.Unmet;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Tests that many requirements share. In requests, `|` means CR LF. */
public final class TestCases {

    public static final String GET = "GET / HTTP/1.1|Host: a.example||";
    public static final String ECHO = "POST /echo HTTP/1.1|Host: a.example|Content-Length: 5||hello";
    static final String CHUNKED = "POST /echo HTTP/1.1|Host: a.example|Transfer-Encoding: chunked||5|hello|0||";

    private TestCases() {}

    /** A GET with more field lines: each ends in `|`. */
    public static String get(String target, String fields) {
        return "GET " + target + " HTTP/1.1|Host: a.example|" + fields + "|";
    }

    /** A POST to the route that echoes its content; `fields` frame `body`. */
    static String echo(String fields, String body) {
        return "POST /echo HTTP/1.1|Host: a.example|" + fields + "|" + body;
    }

    /** A POST to the same route with this chunked body. */
    static String chunked(String body) {
        return echo("Transfer-Encoding: chunked|", body);
    }

    /** `good` succeeds; `bad` gets one of these statuses. */
    public static TestCase refused(String good, String bad, int... statuses) {
        return wire -> {
            wire.control(good);
            wire.ask(bad).expect(statuses);
        };
    }

    /**
     * `good` succeeds; `bad`, with another request after it, gets one of these statuses and then the end of the
     * connection.
     */
    static TestCase refusedAndEnded(String good, String bad, int... statuses) {
        return wire -> {
            wire.control(good);
            TrialConnection talk = wire.connect().send(bad + GET);
            talk.reply().expect(statuses);
            talk.expectEnd();
        };
    }

    /** `good` succeeds; `bad` gets an error, or the connection closes without a response. */
    static TestCase rejected(String good, String bad) {
        return wire -> {
            wire.control(good);
            notAnswered(wire.connect().send(bad));
        };
    }

    /**
     * `request`, to the route that shows the fields it has received, is rejected, or what the route shows, in lower
     * case, is right. Without that route the request goes to `/`, and only a rejection can be seen.
     *
     * @param refusals the statuses that reject it; none: any status except a success, or a close
     */
    static TestCase refusedOrShown(String request, Predicate<String> right, int... refusals) {
        return wire -> {
            boolean shows = wire.ask(get("/fields", "")).isSuccess();
            if (!shows) {
                wire.control(GET);
            }
            Optional<Reply> answer =
                    wire.connect().send(shows ? request : request.replace(" /fields ", " / ")).maybe("GET");
            if (answer.isEmpty() && refusals.length == 0) {
                return;
            }
            Reply reply = answer.orElseThrow(() -> new Unmet(
                    "expected " + Reply.words(refusals) + ", but the server ended the connection", Silence.GONE));
            if (!shows && reply.isSuccess()) {
                throw new NotApplicable("no such route: GET /fields, which would show what it has understood");
            }
            boolean refused = refusals.length == 0 ? reply.status() >= 300
                    : IntStream.of(refusals).anyMatch(status -> status == reply.status());
            reply.expect(refused || reply.isSuccess() && right.test(reply.body().toLowerCase(Locale.ROOT)),
                    "a refusal, or another reading");
        };
    }

    /**
     * `good` succeeds; `cut` is an incomplete request, and is not taken for a complete one at the end of the stream.
     */
    public static TestCase incomplete(String good, String cut) {
        return wire -> {
            wire.control(good);
            notAnswered(wire.connect().send(cut).halfClose());
        };
    }

    private static void notAnswered(TrialConnection talk) {
        Optional<Reply> reply = talk.maybe("GET");
        if (reply.isPresent()) {
            reply.get().expect(reply.get().status() >= 400, "an error, or the end of the connection");
        }
    }

    /** `request` gets one of these statuses. */
    static TestCase answered(String request, int... statuses) {
        return wire -> wire.ask(request).expect(statuses);
    }

    /** `request` succeeds where `good` does. */
    public static TestCase understood(String good, String request) {
        return wire -> {
            Reply expected = wire.control(good);
            Reply reply = wire.ask(request);
            reply.expect(expected.status()).expectBody(expected.body());
        };
    }

    /** The response to `request` is right; without the route the requirement does not apply. */
    public static TestCase reply(String request, Consumer<Reply> right) {
        return wire -> right.accept(wire.control(request));
    }

    /**
     * The response after `first`; empty if the connection closes there. It may close at any time (RFC 9112 §9.5), and
     * must after a close in `first`. Only a wrong response, or silence, proves a mistake.
     */
    static Optional<Reply> responseAfter(TrialConnection talk, Reply first, String method) {
        if (first.saysClose()) {
            talk.expectEnd();
            return Optional.empty();
        }
        return talk.maybe(method);
    }

    /** After `first` comes the response to a GET, or the end. */
    public static void goesOn(TrialConnection talk, Reply first) {
        responseAfter(talk, first, "GET").ifPresent(next -> next.expect(200));
    }

    /**
     * The response to `request` returns `content`, and the request after it gets its response, too, or the connection
     * closes. Nothing was left over, and nothing too much was read.
     */
    static TestCase echoes(String request, String content) {
        return wire -> {
            wire.control(ECHO);
            TrialConnection talk = wire.connect().send(request + GET);
            goesOn(talk, talk.reply().expect(200).expectBody(content));
        };
    }

    /** With one more field, the same request gets the same response. */
    public static TestCase same(String request, String field) {
        return wire -> {
            Reply plain = wire.control(request);
            wire.ask(with(request, field)).expect(plain.status()).expectBody(plain.body());
        };
    }

    /** The same request with this field line before the others. */
    public static String with(String request, String field) {
        return request.replace("|Host: a.example|", "|Host: a.example|" + field);
    }
}
