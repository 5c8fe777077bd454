package grader.conformance.requirements;

import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.get;
import static grader.conformance.requirements.TestCases.reply;

import grader.clients.http.Rule;
import grader.conformance.connection.Connections;
import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;
import grader.conformance.connection.TrialConnection;
import grader.conformance.connection.Unmet;
import java.util.List;

/** The heads of responses. */
public final class AnswerCases extends Group {

    private static final String DATE =
            "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4} "
                    + "\\d\\d:\\d\\d:\\d\\d GMT";
    private static final String AGE = "Without it, caches cannot tell how old the response is.";

    /** Requests that get responses of many kinds. */
    private static final List<String> MANY =
            List.of(GET, GET.replace("GET", "HEAD"), GET.replace("GET", "OPTIONS"), GET.replace("GET", "DELETE"),
                    GET.replace("GET", "BREW"), get("/not-there", ""), get("/bytes/5", ""), get("/chunks/5", ""),
                    get("/no-content", ""), get("/status/304", ""),
                    get("/status/205", ""), get("/status/503", ""), get("/json/", ""), "GET / HTTP/1.0||",
                    "GET / HTTP/1.1||", "nonsense||", TestCases.ECHO);

    /** Fields that are lists, whose members contain no comma in quotes. */
    private static final List<String> LISTS = List.of("accept-ranges", "allow", "connection", "content-encoding",
            "content-language", "transfer-encoding", "upgrade", "vary");

    public AnswerCases() {
        super("Heads of responses");
        grammar();
        connected();
        dates();
        fields();
    }

    private void grammar() {
        everywhere("status-line", "9112 §4",
                "A status line has a version, a space, three digits, a space, and an optional reason.",
                Rule.STATUS_LINE);
        everywhere("field-lines", "9110 §5.5",
                "A field line is a name, a colon, and a value without control characters.",
                Rule.FIELD_LINE);
        everywhere("line-ends", "9112 §2.2", "Every line of a head ends in CR LF, and there is no CR elsewhere.",
                Rule.LINE_END);
        everywhere("one-framing", "9112 §6.2",
                "Content-Length is a number, and never appears together with Transfer-Encoding.",
                Rule.FRAMING);
        everywhere("chunk-grammar", "9112 §7.1", "Chunks follow the grammar.", Rule.CHUNK);
        must("no-fold", "9112 §5.2", "No field line is folded.",
                all(one -> one.expect(!one.head().contains("\n ") && !one.head().contains("\n\t"), "no folded line")));
        everywhere("no-field-twice", "9110 §5.3", "A field that is not a list appears only once.",
                Rule.SINGLE_FIELD);
    }

    private void connected() {
        must("no-empty-members", "9110 §5.6.1.1", "No list has an empty member.", all(one -> LISTS.forEach(name -> one
                .values(name)
                .stream()
                .filter(value -> !value.isEmpty() && List.of(value.split(",", -1)).stream().anyMatch(String::isBlank))
                .findFirst()
                .ifPresent(value -> one.expect(false, "no empty member, got " + name + ": " + value)))));
        must("connection-fields-named", "9110 §7.6.1", "Keep-Alive and Upgrade, if sent, are named in Connection.",
                "Otherwise a proxy forwards them.",
                all(one -> List.of("keep-alive", "upgrade")
                        .forEach(name -> one.expect(!one.has(name) || one.list("connection").contains(name),
                                name + " in Connection"))));
    }

    private void everywhere(String id, String clause, String says, Rule rule) {
        must(id, clause, says, all(one -> one.violation(rule).ifPresent(violation -> {
            throw new Unmet(violation.toString());
        })));
    }

    /** Something true of responses of every kind. */
    private static TestCase all(java.util.function.Consumer<Reply> right) {
        return wire -> {
            for (String request : MANY) {
                wire.connect().send(request).maybe(Connections.method(request)).ifPresent(right);
            }
        };
    }

    private void dates() {
        dated("200", "A 200", GET, 200);
        dated("404", "A 404", get("/not-there", ""), 404);
        dated("400", "A 400", "GET / HTTP/1.1||", 400);
        dated("400-of-parser", "A 400 for bytes that cannot be parsed",
                "GET / HTTP/1.1|Host: a.example|no colon||", 400);
        dated("405", "A 405", GET.replace("GET", "DELETE"), 405);
        dated("414", "A 414", get("/?" + "x".repeat(100_000), ""), 414);
        dated("431", "A 431", get("/", "X-Long: " + "x".repeat(1_000_000) + "|"), 431);
        dated("204", "A 204", get("/no-content", ""), 204);
        dated("redirect", "A redirect", get("/json/", ""), 301, 302, 307, 308);
        dated("head", "A response to HEAD", GET.replace("GET", "HEAD"), 200);
        must("date-304", "9110 §15.4.5", "A 304 has Date if a 200 would.", AGE, dated(get("/status/304", ""), 304));
        must("date-format", "9110 §5.6.7", "Date looks like `Sun, 06 Nov 1994 08:49:37 GMT`.",
                reply(GET, one -> one.expect(one.has("date"), "Date")
                        .expect(one.values("date").getFirst().matches(DATE),
                                "such a date, got " + one.values("date"))));
        must("date-is-now", "9110 §6.6.1", "Date is the time when the response was created.",
                reply(GET, one -> one.expect(one.has("date") && Dates.isNow(one.values("date").getFirst()),
                        "the time of now, got " + one.values("date"))));
        must("last-modified-past", "9110 §8.8.2.1", "Last-Modified, if sent, is not later than Date.",
                "Otherwise a cached copy never becomes stale.", reply(GET, one -> {
                    if (!one.has("last-modified")) {
                        throw new NotApplicable("it has no Last-Modified");
                    }
                    String last = one.values("last-modified").getFirst();
                    one.expect(Dates.isBefore(last, one.has("date") ? one.values("date").getFirst() : ""),
                            "a date not later than Date, got Last-Modified: " + last);
                }));
    }

    private void dated(String id, String what, String request, int... statuses) {
        must("date-" + id, "9110 §6.6.1", what + " has Date.", AGE, dated(request, statuses));
    }

    private static TestCase dated(String request, int... statuses) {
        return wire -> {
            Reply one = wire.ask(request);
            if (java.util.Arrays.stream(statuses).noneMatch(status -> status == one.status())) {
                throw new NotApplicable("it gets " + one.status());
            }
            one.expect(one.has("date"), "the field Date");
        };
    }

    private void fields() {
        must("value-cannot-split", "9110 §5.5", "A handler cannot put a line break into a field.",
                "With a line break, an attacker can write responses in the server's name.", wire -> {
                    wire.control(get("/header?value=good", ""));
                    TrialConnection talk =
                            wire.connect().send(get("/header?value=a%0d%0aX-Evil:%20yes", "Connection: close|"));
                    Reply one = talk.reply();
                    one.expect(!one.has("x-evil"), "no field that the handler has not named");
                });
        must("value-cannot-have-nul", "9110 §5.5", "… nor NUL.", wire -> {
            wire.control(get("/header?value=good", ""));
            Reply one = wire.ask(get("/header?value=a%00b", ""));
            one.expect(!one.head().contains("\0"), "no NUL in the head");
        });
        should("content-type", "9110 §8.3", "Content has a Content-Type.",
                reply(GET, one -> one.expect(one.has("content-type"), "the field Content-Type")));
        should("content-type-of-404", "9110 §8.3", "… even in an error response.", wire -> {
            Reply one = wire.ask(get("/not-there", ""));
            one.expect(one.body().isEmpty() || one.has("content-type"), "the field Content-Type");
        });
        should("no-coding-unasked", "9110 §12.5.3", "A client that accepts no content coding gets none.",
                reply(get("/", "Accept-Encoding: identity|"),
                        one -> one.expect(!one.has("content-encoding"), "no Content-Encoding")));
        should("redirect-location", "9110 §15.4", "A redirect has Location.", wire -> {
            Reply one = wire.ask(get("/json/", ""));
            if (one.status() < 301 || one.status() > 308 || one.status() == 304) {
                throw new NotApplicable("/json/ gets " + one.status());
            }
            one.expect(one.has("location"), "the field Location");
        });
    }
}
