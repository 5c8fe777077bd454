package grader.conformance.requirements;

import static grader.conformance.requirements.TestCases.ECHO;
import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.get;

import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;
import java.util.List;

/** Preconditions and ranges: what holds for servers that know neither, too. */
public final class ConditionCases extends Group {

    private static final String PAST = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String LOST = "Who guards against overwriting what another has changed is not guarded.";

    public ConditionCases() {
        super("Preconditions and ranges");
        preconditions();
        ranges();
    }

    private void preconditions() {
        must("precondition-of-404", "9110 §13.2.1", "Where nothing is, or no longer, a precondition changes nothing.",
                wire -> {
                    for (String field : new String[] {"If-Match: \"a\"|", "If-None-Match: *|",
                            "If-Modified-Since: " + PAST + "|", "If-Unmodified-Since: " + PAST + "|"}) {
                        for (String path : new String[] {"/not-there", "/status/410"}) {
                            int status = wire.ask(get(path, "")).status();
                            wire.ask(get(path, field)).expect(status);
                        }
                    }
                });
        must("precondition-of-options", "9110 §13.2.1", "OPTIONS does not look at preconditions.", wire -> {
            String options = "OPTIONS / HTTP/1.1|Host: a.example||";
            int status = wire.ask(options).status();
            wire.ask(options.replace("||", "|If-Match: \"a\"||")).expect(status);
        });
        matches();
        must("if-none-match-other", "9110 §13.1.2", "If-None-Match with the tag of something else changes nothing.",
                same(GET, "If-None-Match: \"never-was\"|"));
        must("if-modified-since-no-date", "9110 §13.1.3", "If-Modified-Since that is no date is ignored.",
                same(GET, "If-Modified-Since: yesterday|"));
        must("if-modified-since-past", "9110 §13.1.3", "What has changed since, or has no such date, is sent.",
                same(GET, "If-Modified-Since: " + PAST + "|"));
        must("if-modified-since-of-post", "9110 §13.1.3", "If-Modified-Since is for GET and HEAD.",
                same(ECHO, "If-Modified-Since: Tue, 01 Jan 2999 00:00:00 GMT|"));
        must("if-modified-since-and-tag", "9110 §13.1.3", "Beside If-None-Match, If-Modified-Since is ignored.",
                same(GET, "If-None-Match: \"never-was\"|If-Modified-Since: Tue, 01 Jan 2999 00:00:00 GMT|"));
        must("if-unmodified-since-no-date", "9110 §13.1.4", "If-Unmodified-Since that is no date is ignored.",
                same(GET, "If-Unmodified-Since: yesterday|"));
        must("if-unmodified-since-unknown", "9110 §13.1.4", "… and where no date of change is known.", wire -> {
            Reply plain = wire.control(GET);
            if (plain.has("last-modified")) {
                throw new NotApplicable("it has Last-Modified");
            }
            wire.ask(get("/", "If-Unmodified-Since: " + PAST + "|")).expect(200);
        });
    }

    private void matches() {
        must("if-match-star", "9110 §13.1.1", "If-Match with a star changes nothing where something is.",
                same(GET, "If-Match: *|"));
        must("if-match-other", "9110 §13.1.1", "If-Match with the tag of something else: the method is not performed.",
                LOST, notPerformed(GET));
        must("if-match-other-of-head", "9110 §13.1.1", "… nor that of HEAD.", LOST,
                notPerformed(GET.replace("GET", "HEAD")));
        must("if-match-other-of-post", "9110 §13.1.1", "… nor that of POST.", LOST, notPerformed(ECHO));
        must("if-none-match-star", "9110 §13.1.2", "If-None-Match with a star gets 304 where something is.", LOST,
                unlessThere(GET));
        must("if-none-match-star-of-head", "9110 §13.1.2", "… so for HEAD.", LOST,
                unlessThere(GET.replace("GET", "HEAD")));
        must("date-forms", "9110 §5.6.7", "A date is read in each of its three forms.", wire -> {
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
        must("range-unit", "9110 §14.2", "A range in a unit that it does not know is ignored.",
                same(get("/bytes/10", ""), "Range: lines=0-1|"));
        must("range-of-post", "9110 §14.2", "A range is for GET only.", same(ECHO, "Range: bytes=0-1|"));
        must("range-of-head", "9110 §14.2", "… and not for HEAD.",
                same(get("/bytes/10", "").replace("GET", "HEAD"), "Range: bytes=0-1|"));
        must("range-right", "9110 §15.3.7", "A range is ignored, or the part is the right one, and says so.", wire -> {
            wire.control(get("/bytes/10", ""));
            Reply one = wire.ask(get("/bytes/10", "Range: bytes=2-4|"));
            boolean part = one.status() == 206 && one.values("content-range").equals(List.of("bytes 2-4/10"))
                    && one.body().length() == 3;
            one.expect(part || one.status() == 200 && one.body().length() == 10,
                    "the whole with 200, or three bytes with 206 and Content-Range");
        });
        must("if-range-alone", "9110 §13.1.5", "If-Range without Range is ignored.",
                same(get("/bytes/10", ""), "If-Range: \"a\"|"));
        must("if-range-other", "9110 §13.1.5", "Where If-Range does not fit, the whole is sent.",
                same(get("/bytes/10", ""), "If-Range: \"never-was\"|Range: bytes=0-1|"));
    }

    /** With one more field, the same request has the same answer. */
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
