package grader.conformance.caching;

import static grader.conformance.caching.FileTests.TEXT;
import static grader.conformance.caching.FileTests.date;
import static grader.conformance.caching.FileTests.tag;
import static grader.conformance.caching.FileTests.withDate;
import static grader.conformance.requirements.TestCases.get;

import grader.conformance.connection.Connections;
import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;
import grader.conformance.requirements.Dates;
import grader.conformance.requirements.Group;
import java.util.List;

/** Preconditions that name the date of a file. */
public final class DateCases extends Group {

    private static final String OLD = "Otherwise the client keeps an old copy.";
    private static final int DAY = 86_400;

    public DateCases() {
        super("Preconditions with dates", FileTests.LAB);
        modified();
        unmodified();
        both();
    }

    private void modified() {
        should("if-modified-since-same", "9110 §13.1.3", "If-Modified-Since with the date of the file gets a 304.",
                withDate(date -> "If-Modified-Since: " + date + "|", FileTests::notModified));
        should("if-modified-since-later", "9110 §13.1.3", "… and so does a later date.",
                withDate(date -> "If-Modified-Since: " + Dates.later(date, DAY) + "|", FileTests::notModified));
        must("if-modified-since-earlier", "9110 §13.1.3", "If the file has changed since then, it is sent.", OLD,
                withDate(date -> "If-Modified-Since: " + Dates.later(date, -1) + "|", FileTests::same));
        must("if-modified-since-twice", "9110 §13.1.3", "If-Modified-Since with two dates is ignored.",
                withDate(date -> ("If-Modified-Since: " + date + "|").repeat(2), FileTests::same));
        must("date-forms", "9110 §5.6.7", "A date is understood in each of its three formats.", wire -> {
            List<String> forms = Dates.forms(date(wire.control(get(TEXT, ""))));
            if (forms.isEmpty()) {
                throw new NotApplicable("its Last-Modified is not a date");
            }
            int status = wire.ask(get(TEXT, "If-Modified-Since: " + forms.getFirst() + "|")).status();
            forms.forEach(form -> wire.ask(get(TEXT, "If-Modified-Since: " + form + "|")).expect(status));
        });
    }

    private void unmodified() {
        must("if-unmodified-since-same", "9110 §13.1.4",
                "If-Unmodified-Since with the date of the file has no effect.",
                withDate(date -> "If-Unmodified-Since: " + date + "|", FileTests::same));
        must("if-unmodified-since-earlier", "9110 §13.1.4", "If the file has changed since then, it is not sent.",
                withDate(date -> "If-Unmodified-Since: " + Dates.later(date, -1) + "|", FileTests::refused));
        must("if-unmodified-since-twice", "9110 §13.1.4", "If-Unmodified-Since with two dates is ignored.",
                withDate(date -> ("If-Unmodified-Since: " + Dates.later(date, -1) + "|").repeat(2), FileTests::same));
    }

    private void both() {
        must("tag-before-modified-since", "9110 §13.1.3",
                "With If-None-Match, the date in If-Modified-Since is ignored.", OLD, wire -> {
                    Reply plain = tagged(wire);
                    FileTests.same(plain, wire.ask(get(TEXT,
                            "If-Modified-Since: " + date(plain) + "|If-None-Match: \"never-was\"|")));
                });
        must("tag-before-unmodified-since", "9110 §13.1.4",
                "With If-Match, the date in If-Unmodified-Since is ignored.", wire -> {
                    Reply plain = tagged(wire);
                    FileTests.same(plain, wire.ask(get(TEXT, "If-Unmodified-Since: " + Dates.later(date(plain), -1)
                            + "|If-Match: " + FileTests.strong(tag(plain)) + "|")));
                });
        must("unmodified-before-none-match", "9110 §13.2.2",
                "A false If-Unmodified-Since counts, and not If-None-Match.", wire -> {
                    Reply plain = tagged(wire);
                    FileTests.refused(plain, wire.ask(get(TEXT, "If-None-Match: " + tag(plain)
                            + "|If-Unmodified-Since: " + Dates.later(date(plain), -1) + "|")));
                });
    }

    /** A file with both validators; otherwise the requirement does not apply. */
    private static Reply tagged(Connections wire) {
        Reply plain = wire.control(get(TEXT, ""));
        tag(plain);
        date(plain);
        return plain;
    }
}
