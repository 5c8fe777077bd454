package grader.conformance.caching;

import static grader.conformance.caching.FileTests.BYTES;
import static grader.conformance.caching.FileTests.SIZE;
import static grader.conformance.caching.FileTests.date;
import static grader.conformance.caching.FileTests.strong;
import static grader.conformance.caching.FileTests.tag;
import static grader.conformance.requirements.TestCases.get;
import static grader.conformance.requirements.TestCases.same;

import grader.conformance.connection.Reply;
import grader.conformance.requirements.Dates;
import grader.conformance.requirements.Group;
import grader.conformance.requirements.TestCase;
import java.util.function.Function;

/** If-Range: a part, if it fits what the client has. */
public final class IfRangeCases extends Group {

    private static final String MIXED = "Otherwise the client's copy is put together from two versions.";

    public IfRangeCases() {
        super("If-Range", FileTests.LAB);
        must("if-range-alone", "9110 §13.1.5", "If-Range without Range is ignored.",
                same(get(BYTES, ""), "If-Range: \"a\"|"));
        must("if-range-other", "9110 §13.1.5", "If the tag in If-Range does not match, the whole content is sent.",
                MIXED, same(get(BYTES, ""), "If-Range: \"never-was\"|Range: bytes=0-1|"));
        must("if-range-other-unsatisfied", "9110 §13.1.5", "… even if no byte of it is in the range.",
                same(get(BYTES, ""), "If-Range: \"never-was\"|Range: bytes=2000-|"));
        should("if-range-tag", "9110 §13.1.5", "If the tag in If-Range is the current one, the part is sent.",
                conditional(part -> strong(tag(part)), 1));
        must("if-range-weak", "9110 §13.1.5", "If-Range compares strongly: a weak tag never matches.", MIXED,
                conditional(part -> "W/" + tag(part).replace("W/", ""), SIZE));
        should("if-range-date", "9110 §13.1.5", "If the date in If-Range is that of the file, the part is sent.",
                conditional(FileTests::date, 1));
        must("if-range-earlier", "9110 §13.1.5", "With an earlier date in If-Range, the whole content is sent.", MIXED,
                conditional(part -> Dates.later(date(part), -1), SIZE));
        must("if-range-later", "9110 §13.1.5", "… and so it is with a later date.",
                conditional(part -> Dates.later(date(part), 1), SIZE));
    }

    /** Of a server that supports ranges. */
    private static TestCase conditional(Function<Reply, String> validator, int length) {
        return wire -> {
            RangeCases.supported(wire);
            String value = validator.apply(wire.ask(get(BYTES, "")));
            Reply reply = wire.ask(get(BYTES, "Range: bytes=0-0|If-Range: " + value + "|"));
            reply.expect(length == SIZE ? 200 : 206)
                    .expect(reply.body().length() == length, "content of " + length + " bytes");
        };
    }
}
