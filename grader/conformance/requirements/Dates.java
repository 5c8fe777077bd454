package grader.conformance.requirements;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates in fields. */
public final class Dates {

    /** How far the clock of a server on another machine may be off. */
    private static final Duration OFF = Duration.ofMinutes(5);

    private static final List<String> FORMS =
            List.of("EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM ppd HH:mm:ss yyyy");

    private Dates() {}

    /** Whether it is a date with the right day of the week, and about now. */
    public static boolean isNow(String date) {
        return read(date).filter(told -> Duration.between(told, Instant.now()).abs().compareTo(OFF) < 0).isPresent();
    }

    /** Whether both are dates, and the first is not later. */
    public static boolean isBefore(String first, String second) {
        return read(first).isPresent() && read(second).filter(time -> !read(first).get().isAfter(time)).isPresent();
    }

    /**
     * The same time in the three formats that a recipient must understand (RFC 9110 §5.6.7); none for anything else.
     */
    public static List<String> forms(String date) {
        return read(date)
                .map(time -> FORMS.stream()
                        .map(form -> DateTimeFormatter.ofPattern(form, Locale.ENGLISH)
                                .format(time.atZone(ZoneOffset.UTC)))
                        .toList())
                .orElse(List.of());
    }

    /** A date so many seconds later, or earlier if they are negative. */
    public static String later(String date, long seconds) {
        return read(date).map(time -> DateTimeFormatter.ofPattern(FORMS.getFirst(), Locale.ENGLISH)
                .format(time.plusSeconds(seconds).atZone(ZoneOffset.UTC))).orElse(date);
    }

    private static Optional<Instant> read(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }
}
