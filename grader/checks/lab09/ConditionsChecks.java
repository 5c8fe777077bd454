package grader.checks.lab09;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Task validators: what the conditions of a GET or HEAD decide. */
class ConditionsChecks {

    private static final String FILE = "note.txt";
    private static final String OTHER = "\"other-1\"";

    /** A file with its tag, and requests for it with conditions. */
    private record Conditional(Rig rig, Site site, String tag, Instant changed) {

        static Conditional open(Rig rig) {
            Site site = Site.open(rig);
            LocalDate day = LocalDate.now(ZoneOffset.UTC)
                    .minusMonths(rig.random().nextInt(2, 30))
                    .withDayOfMonth(rig.random().nextInt(1, 10));      // one digit: asctime has a space before it
            Instant changed =
                    day.atTime(LocalTime.ofSecondOfDay(rig.random().nextInt(86_400))).toInstant(ZoneOffset.UTC);
            site.write(FILE, Contents.text(rig, 300), changed.plusMillis(370));
            Conditional file = new Conditional(rig, site, site.tag(FILE), changed);
            rig.control("without a condition there is a 200", () -> site.get(FILE).then().statusCode(200));
            return file;
        }

        void expect(int status, String... fields) {
            rig.each(status + " with " + String.join(" and ", fields),
                    () -> site.get(FILE, fields).then().statusCode(status));
        }

        void expectHead(int status, String... fields) {
            rig.each(status + " for HEAD with " + String.join(" and ", fields),
                    () -> site.head(FILE, fields).then().statusCode(status));
        }

        /** The text in the quotes of the tag. */
        String inner() {
            return tag.substring(1, tag.length() - 1);
        }

        String later(int seconds) {
            return Site.date(changed.plusSeconds(seconds));
        }
    }

    @Test
    @Check(value = "If-None-Match: any tag of the list makes it a 304, weak or not", task = "validators",
            rule = "if-none-match", points = 2, ownServer = true, clause = "RFC 9110 §13.1.2, §8.8.3, §5.3",
            explain = """
                    The client names the tags of all copies that it has. If one of them is the file's, `W/` or not,
                    the client needs no other: 304. The list may be in several lines. A comma separates tags only
                    outside of their quotes. `*` without quotes is any file; with quotes it is a tag like others.
                    """)
    void ifNoneMatch(Rig rig) {
        Conditional file = Conditional.open(rig);
        String tag = file.tag();
        file.expect(304, "If-None-Match: " + tag);
        file.expectHead(304, "If-None-Match: " + tag);
        file.expect(304, "If-None-Match: W/" + tag);
        file.expect(304, "If-None-Match: " + OTHER + ", " + tag);
        file.expect(304, "If-None-Match: " + tag + "," + OTHER);
        file.expect(304, "If-None-Match: " + OTHER + ",W/" + tag + ", W/" + OTHER);
        file.expect(304, "If-None-Match: \"a,b\", " + tag);
        file.expect(304, "If-None-Match: , " + tag + ",");
        file.expect(304, "If-None-Match: " + OTHER, "If-None-Match: " + tag);
        file.expect(304, "If-None-Match: " + tag, "If-None-Match: " + OTHER);
        file.expect(304, "If-None-Match: *");
        file.expectHead(304, "If-None-Match: *");
        file.expect(200, "If-None-Match: " + OTHER);
        file.expectHead(200, "If-None-Match: " + OTHER);
        file.expect(200, "If-None-Match: \"\"");
        file.expect(200, "If-None-Match: \"*\"");
        file.expect(200, "If-None-Match: \"" + file.inner() + "x\"");
        file.expect(200, "If-None-Match: \"x" + file.inner() + "\"");
        file.expect(200, "If-None-Match: \"x," + file.inner() + "\"");
        file.expect(200, "If-None-Match: x" + tag);
        file.expect(200, "If-None-Match: " + OTHER + " " + tag);
        file.expect(200, "If-None-Match: \"" + file.inner() + ",x\", W/" + OTHER);
    }

    @Test
    @Check(value = "If-Modified-Since: not changed after that date is a 304", task = "validators",
            rule = "if-modified-since", points = 1, ownServer = true, clause = "RFC 9110 §13.1.3, §5.6.7",
            explain = """
                    The date is usually the Last-Modified of an earlier response: equal means not changed. All three
                    forms of a date count. With an If-None-Match, which is more exact, the date does not count, and
                    neither does what is not a date.
                    """)
    void ifModifiedSince(Rig rig) {
        Conditional file = Conditional.open(rig);
        dates(file.changed()).forEach(date -> {
            file.expect(304, "If-Modified-Since: " + date);
            file.expectHead(304, "If-Modified-Since: " + date);
        });
        file.expect(304, "If-Modified-Since: " + file.later(1));
        file.expect(304, "If-Modified-Since: " + file.later(86_400));
        dates(file.changed().minusSeconds(1)).forEach(date -> file.expect(200, "If-Modified-Since: " + date));
        file.expectHead(200, "If-Modified-Since: " + file.later(-86_400));
        badDates().forEach(bad -> file.expect(200, "If-Modified-Since: " + bad));
        file.expect(200, "If-None-Match: " + OTHER, "If-Modified-Since: " + file.later(0));
        file.expect(304, "If-None-Match: " + file.tag(), "If-Modified-Since: " + file.later(-100));
    }

    /** A date in the three forms of RFC 9110 §5.6.7. */
    private static List<String> dates(Instant time) {
        return Stream
                .of("EEE, dd MMM uuuu HH:mm:ss 'GMT'", "EEEE, dd-MMM-uu HH:mm:ss 'GMT'", "EEE MMM ppd HH:mm:ss uuuu")
                .map(form -> DateTimeFormatter.ofPattern(form, Locale.ENGLISH).withZone(ZoneOffset.UTC).format(time))
                .toList();
    }

    /** What is no date, and would be a late one for a lenient reader. */
    private static List<String> badDates() {
        Instant now = Instant.now().minus(Duration.ofHours(1));
        return List.of("yesterday", "0", "" + now.getEpochSecond(), now.toString(),
                Site.date(now).replace("GMT", "CET"), Site.date(now).replaceFirst(", \\d\\d", ", 32"));
    }

    @Test
    @Check(value = "If-Match and If-Unmodified-Since: another state is a 412", task = "validators",
            rule = "if-match", points = 2, ownServer = true, clause = "RFC 9110 §13.1.1, §13.1.4, §13.2.2",
            explain = """
                    A client that continues from what it knows wants that state or nothing. A weak tag does not name
                    bytes, so it never matches here, and neither does a tag in a field that is not a list of tags: the
                    client may have meant another one. With an If-Match, the date of If-Unmodified-Since does not count.
                    Both are evaluated before If-None-Match.
                    """)
    void ifMatch(Rig rig) {
        Conditional file = Conditional.open(rig);
        String tag = file.tag();
        file.expect(200, "If-Match: " + tag);
        file.expectHead(200, "If-Match: " + tag);
        file.expect(200, "If-Match: " + OTHER + ", \"a,b\"," + tag);
        file.expect(200, "If-Match: " + OTHER, "If-Match: " + tag);
        file.expect(200, "If-Match: *");
        file.expect(412, "If-Match: " + OTHER);
        file.expectHead(412, "If-Match: " + OTHER);
        file.expect(412, "If-Match: W/" + tag);
        file.expect(412, "If-Match: \"*\"");
        for (String odd : List.of("x" + tag, tag + "x", OTHER + tag, OTHER + " " + tag, OTHER + ";" + tag,
                "\"x, " + tag, tag + ", \"x")) {
            file.expect(412, "If-Match: " + odd);
        }
        file.expect(412, "If-Match: \"x," + file.inner() + "\", W/" + tag);
        dates(file.changed()).forEach(date -> file.expect(200, "If-Unmodified-Since: " + date));
        file.expect(200, "If-Unmodified-Since: " + file.later(1));
        file.expect(200, "If-Unmodified-Since: yesterday");
        dates(file.changed().minusSeconds(1)).forEach(date -> file.expect(412, "If-Unmodified-Since: " + date));
        file.expectHead(412, "If-Unmodified-Since: " + file.later(-86_400));
        file.expect(200, "If-Match: " + tag, "If-Unmodified-Since: " + file.later(-1));
        file.expect(412, "If-Match: " + OTHER, "If-Unmodified-Since: " + file.later(1));
        file.expect(412, "If-Match: " + OTHER, "If-None-Match: " + tag);
        file.expect(304, "If-Match: " + tag, "If-None-Match: " + tag);
        file.expect(304, "If-Unmodified-Since: " + file.later(0), "If-Modified-Since: " + file.later(0));
    }
}
