package grader.conformance;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Dates in fields. */
final class Dates {

    /** A server on another machine may have a clock that goes wrong by so much; it is asked for the time, not for its clock. */
    private static final Duration OFF = Duration.ofMinutes(5);

    private Dates() {}

    /** Whether it is a date, its day of the week right, and about now. */
    static boolean isNow(String date) {
        try {
            Instant told = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Duration.between(told, Instant.now()).abs().compareTo(OFF) < 0;
        } catch (DateTimeParseException noDate) {
            return false;
        }
    }
}
