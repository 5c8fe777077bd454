package grader.conformance.caching;

import static grader.conformance.caching.FileTests.BYTES;
import static grader.conformance.caching.FileTests.FUTURE;
import static grader.conformance.caching.FileTests.TEXT;
import static grader.conformance.caching.FileTests.date;
import static grader.conformance.caching.FileTests.tag;
import static grader.conformance.caching.FileTests.value;
import static grader.conformance.requirements.TestCases.get;
import static grader.conformance.requirements.TestCases.reply;

import grader.conformance.connection.Reply;
import grader.conformance.requirements.Dates;
import grader.conformance.requirements.Group;
import java.util.List;

/** What names the state of a file: `ETag` and `Last-Modified`. */
public final class ValidatorCases extends Group {

    private static final String TAG = "(W/)?\"[!#-~\\x80-\\xFF]*\"";
    private static final String AGAIN = "Without it, a client has to fetch again what it has.";

    public ValidatorCases() {
        super("Validators", FileTests.LAB);
        should("last-modified", "9110 §8.8.2.1", "A file has Last-Modified.", AGAIN,
                reply(get(TEXT, ""), one -> one.expect(one.has("last-modified"), "the field Last-Modified")));
        must("last-modified-format", "9110 §5.6.7", "Last-Modified looks like `Sun, 06 Nov 1994 08:49:37 GMT`.",
                reply(get(TEXT, ""), one -> one.expect(date(one).equals(Dates.later(date(one), 0)),
                        "such a date, got " + one.values("last-modified"))));
        must("last-modified-of-future", "9110 §8.8.2.1",
                "If a file's date is in the future, its Last-Modified is not later than Date.",
                "Otherwise a change before that date goes unnoticed.", reply(get(FUTURE, ""), one -> {
                    String changed = date(one);
                    one.expect(Dates.isBefore(changed, value(one, "Date")),
                            "a date not later than Date, got Last-Modified: " + changed);
                }));
        should("etag", "9110 §8.8.3", "A file has an ETag.",
                "Last-Modified does not show a second change in the same second.",
                reply(get(TEXT, ""), one -> one.expect(one.has("etag"), "the field ETag")));
        must("etag-grammar", "9110 §8.8.3", "ETag is in double quotes, after `W/` if it is weak.",
                reply(get(TEXT, ""), one -> one.expect(tag(one).matches(TAG), "such a tag, got ETag: " + tag(one))));
        advice("etag-stays", "9110 §8.8.1", "The tag of a file stays the same as long as the file does.", AGAIN,
                wire -> {
                    String first = tag(wire.control(get(TEXT, "")));
                    Reply second = wire.ask(get(TEXT, ""));
                    second.expect(tag(second).equals(first), "ETag: " + first + " again");
                });
        should("validators-of-head", "9110 §9.3.2", "The response to HEAD has the same validators.", wire -> {
            Reply plain = wire.control(get(TEXT, ""));
            Reply head = wire.ask(get(TEXT, "").replace("GET", "HEAD")).expect(200);
            for (String name : List.of("etag", "last-modified")) {
                head.expect(head.values(name).equals(plain.values(name)), name + ": " + plain.values(name));
            }
        });
        must("length-of-head", "9110 §8.6", "Content-Length for HEAD, if sent, is that for GET.", wire -> {
            Reply plain = wire.control(get(BYTES, ""));
            Reply head = wire.ask(get(BYTES, "").replace("GET", "HEAD"));
            head.expect(value(head, "Content-Length").equals(String.valueOf(plain.body().length())),
                    "the length of the file, got Content-Length: " + head.values("content-length"));
        });
    }
}
