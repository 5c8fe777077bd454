package grader.teaching.gradebook.policy;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time: `15 minutes`, `1 hour`, `7 days`. An hour has 60 minutes. A day goes on to the same time of the
 * next day, so it has 23 or 25 hours when the clocks change.
 */
public record Span(long amount, ChronoUnit unit) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6}) (minute|hour|day)s?");

    static final String REMEDY = "write a number and a unit, such as 15 minutes, 1 hour or 7 days";

    static Optional<Span> of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new Span(Long.parseLong(form.group(1)), unit(form.group(2))))
                : Optional.empty();
    }

    static ChronoUnit unit(String name) {
        return ChronoUnit.valueOf(name.toUpperCase(Locale.ROOT) + "S");
    }

    ZonedDateTime after(ZonedDateTime time) {
        return time.plus(amount, unit);
    }
}
