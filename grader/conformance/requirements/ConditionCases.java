package grader.conformance.requirements;

import static grader.conformance.requirements.TestCases.ECHO;
import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.get;

import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;
import java.util.List;

/** Preconditions and ranges: requirements for servers that support neither, too. */
public final class ConditionCases extends Group {

    private static final String PAST = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String LOST = "Otherwise a client overwrites what another one has changed.";

    public ConditionCases() {
        super("Preconditions and ranges");
        preconditions();
        ranges();
    }

    private void preconditions() {
        must("precondition-of-404", "9110 §13.2.1", "A precondition does not change a 404 or a 410.",
                wire -> {
                    for (String field : new String[] {"If-Match: \"a\"|", "If-None-Match: *|",
                            "If-Modified-Since: " + PAST + "|", "If-Unmodified-Since: " + PAST + "|"}) {
                        for (String path : new String[] {"/not-there", "/status/410"}) {
                            int status = wire.ask(get(path, "")).status();
                            wire.ask(get(path, field)).expect(status);
                        }
                    }
                });
        must("precondition-of-options", "9110 §13.2.1", "OPTIONS ignores preconditions.", wire -> {
            String options = "OPTIONS / HTTP/1.1|Host: a.example||";
            int status = wire.ask(options).status();
            wire.ask(options.replace("||", "|If-Match: \"a\"||")).expect(status);
        });
        matches();
        must("if-none-match-other", "9110 §13.1.2", "If-None-Match with a different tag has no effect.",
                same(GET, "If-None-Match: \"never-was\"|"));
        must("if-modified-since-no-date", "9110 §13.1.3", "If-Modified-Since without a valid date is ignored.",
                same(GET, "If-Modified-Since: yesterday|"));
        must("if-modified-since-past", "9110 §13.1.3",
                "A resource that has changed since then, or has no modification date, is sent.",
                same(GET, "If-Modified-Since: " + PAST + "|"));
        must("if-modified-since-of-post", "9110 §13.1.3", "If-Modified-Since is for GET and HEAD only.",
                same(ECHO, "If-Modified-Since: Tue, 01 Jan 2999 00:00:00 GMT|"));
        must("if-modified-since-and-tag", "9110 §13.1.3", "If-Modified-Since is ignored when If-None-Match is present.",
                same(GET, "If-None-Match: \"never-was\"|If-Modified-Since: Tue, 01 Jan 2999 00:00:00 GMT|"));
        must("if-unmodified-since-no-date", "9110 §13.1.4", "If-Unmodified-Since without a valid date is ignored.",
                same(GET, "If-Unmodified-Since: yesterday|"));
        must("if-unmodified-since-unknown", "9110 §13.1.4", "… also if the modification date is unknown.", wire -> {
            Reply plain = wire.control(GET);
            if (plain.has("last-modified")) {
                throw new NotApplicable("it has Last-Modified");
            }
            wire.ask(get("/", "If-Unmodified-Since: " + PAST + "|")).expect(200);
        });
    }

    private void matches() {
        must("if-match-star", "9110 §13.1.1", "`If-Match: *` has no effect if the resource exists.",
                same(GET, "If-Match: *|"));
        must("if-match-other", "9110 §13.1.1", "With a different tag in If-Match, the method is not performed.",
                LOST, notPerformed(GET));
        must("if-match-other-of-head", "9110 §13.1.1", "… also for HEAD.", LOST,
                notPerformed(GET.replace("GET", "HEAD")));
        must("if-match-other-of-post", "9110 §13.1.1", "… also for POST.", LOST, notPerformed(ECHO));
        must("if-none-match-star", "9110 §13.1.2", "`If-None-Match: *` gets a 304 if the resource exists.", LOST,
                unlessThere(GET));
        must("if-none-match-star-of-head", "9110 §13.1.2", "… also for HEAD.", LOST,
                unlessThere(GET.replace("GET", "HEAD")));
        must("date-forms", "9110 §5.6.7", "A date is understood in each of its three formats.", wire -> {
            Reply plain = wire.control(GET);
            List<String> forms =
                    plain.values("last-modified").stream().flatMap(value -> Dates.forms(value).stream()).toList();
            if (forms.isEmpty()) {
                throw new NotApplicable("it has no Last-Modified that could be asked for");
            }
            int status = wire.ask(get("/", "If-Modified-Since: " + forms.getFirst() + "|")).status();
            forms.forEach(form -> wire.ask(get("/", "If-Modified-Since: " + form + "|")).expect(status));
        });
    }

    private static TestCase notPerformed(String request) {
        return wire -> {
            wire.control(request);
            Reply reply = wire.ask(with(request, "If-Match: \"never-was\"|"));
            reply.expect(!reply.isSuccess(), "412, or another refusal");
        };
    }

    private static TestCase unlessThere(String request) {
        return wire -> {
            wire.control(request);
            wire.ask(with(request, "If-None-Match: *|")).expect(304);
        };
    }

    private void ranges() {
        must("range-unit", "9110 §14.2", "A range in an unknown unit is ignored.",
                same(get("/bytes/10", ""), "Range: lines=0-1|"));
        must("range-of-post", "9110 §14.2", "Range is for GET only.", same(ECHO, "Range: bytes=0-1|"));
        must("range-of-head", "9110 §14.2", "… and not for HEAD.",
                same(get("/bytes/10", "").replace("GET", "HEAD"), "Range: bytes=0-1|"));
        must("range-right", "9110 §15.3.7", "Range is ignored, or the response has the right part and identifies it.",
                wire -> {
                    wire.control(get("/bytes/10", ""));
                    Reply one = wire.ask(get("/bytes/10", "Range: bytes=2-4|"));
                    boolean part = one.status() == 206 && one.values("content-range").equals(List.of("bytes 2-4/10"))
                            && one.body().length() == 3;
                    one.expect(part || one.status() == 200 && one.body().length() == 10,
                            "the whole with 200, or three bytes with 206 and Content-Range");
                });
        must("if-range-alone", "9110 §13.1.5", "If-Range without Range is ignored.",
                same(get("/bytes/10", ""), "If-Range: \"a\"|"));
        must("if-range-other", "9110 §13.1.5", "If the tag in If-Range does not match, the whole content is sent.",
                same(get("/bytes/10", ""), "If-Range: \"never-was\"|Range: bytes=0-1|"));
    }

    /** With one more field, the same request gets the same response. */
    private static TestCase same(String request, String field) {
        return wire -> {
            Reply plain = wire.control(request);
            wire.ask(with(request, field)).expect(plain.status()).expectBody(plain.body());
        };
    }

    private static String with(String request, String field) {
        return request.replace("|Host: a.example|", "|Host: a.example|" + field);
    }
}
