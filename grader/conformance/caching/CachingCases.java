package grader.conformance.caching;

import static grader.conformance.caching.FileTests.BYTES;
import static grader.conformance.caching.FileTests.TEXT;
import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.get;
import static grader.conformance.requirements.TestCases.reply;

import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;
import grader.conformance.requirements.Dates;
import grader.conformance.requirements.Group;
import grader.conformance.requirements.TestCase;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What tells caches how long they may use a response, and for which requests. */
public final class CachingCases extends Group {

    private static final String TOKEN = "[-!#$%&'*+.^_`|~0-9A-Za-z]+";
    private static final String QUOTED = "\"([^\"\\\\]|\\\\.)*\"";
    private static final String DIRECTIVE = TOKEN + "(=(" + TOKEN + "|" + QUOTED + "))?";
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?<![-\\w])max-age=?([^,\\s]*)");
    private static final List<String> MANY = List.of(GET, get(TEXT, ""), get(BYTES, ""), get("/files/not-there", ""),
            get(BYTES, "Range: bytes=0-1|"), get(TEXT, "If-None-Match: *|"), get(TEXT, "Accept-Encoding: gzip|"));

    public CachingCases() {
        super("Caching", FileTests.LAB);
        cacheControl();
        fields();
    }

    private void cacheControl() {
        each("cache-control-grammar", "9111 §5.2", "Cache-Control is a list of directives.", "Cache-Control",
                value -> value.matches(DIRECTIVE + "([ \t]*,[ \t]*" + DIRECTIVE + ")*"));
        each("max-age-number", "9111 §5.2.2.1", "The argument of max-age is a number without quotes.", "Cache-Control",
                value -> MAX_AGE.matcher(value).results().allMatch(found -> found.group(1).matches("\\d+")));
        advice("explicit-freshness", "9111 §4.2.2", "A file says how long it is fresh, or that it must be validated.",
                "Otherwise each cache guesses.", reply(get(TEXT, ""), one -> one.expect(one.has("cache-control")
                        || one.has("expires"), "Cache-Control, or Expires")));
    }

    private void fields() {
        each("vary-grammar", "9110 §12.5.5", "Vary is a list of field names, or `*`.", "Vary",
                value -> value.matches(TOKEN + "([ \t]*,[ \t]*" + TOKEN + ")*"));
        must("age-of-origin", "9111 §5.1", "A response that the server has just made has no Age, or a small one.",
                "Age is time that the response has spent in caches.",
                reply(GET, one -> one.expect(one.values("age").stream().allMatch(age -> age.matches("[0-5]")),
                        "no Age, or a small one, got " + one.values("age"))));
        must("date-of-file", "9110 §6.6.1", "A file has Date, with the time of now.",
                "From it caches compute how old the response is.", reply(get(TEXT, ""), one -> one.expect(
                        one.has("date") && Dates.isNow(one.values("date").getFirst()),
                        "the time of now, got " + one.values("date"))));
        must("date-412", "9110 §6.6.1", "A 412 has Date.", wire -> {
            wire.control(get(TEXT, ""));
            Reply reply = wire.ask(get(TEXT, "If-Match: \"never-was\"|"));
            if (reply.status() != 412) {
                throw new NotApplicable("it sends no 412, but " + reply.status());
            }
            reply.expect(reply.has("date"), "the field Date");
        });
    }

    private void each(String id, String clause, String says, String name, Predicate<String> right) {
        must(id, clause, says, all(name, right));
    }

    /** All values of a field, in responses of many kinds; if none has it, the requirement does not apply. */
    private static TestCase all(String name, Predicate<String> right) {
        return wire -> {
            boolean seen = false;
            for (String request : MANY) {
                Reply reply = wire.ask(request);
                for (String value : reply.values(name)) {
                    seen = true;
                    reply.expect(right.test(value), "a right value, got " + name + ": " + value);
                }
            }
            if (!seen) {
                throw new NotApplicable("it sends no " + name);
            }
        };
    }
}
