package grader.teaching.gradebook.writers;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as text, to the minute: `2026-12-01 23:59 CET`, or `UTC` where the zone is an offset of 0. */
final class Times {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm zzz", Locale.ENGLISH);

    private static final ZoneId UTC = ZoneId.of("UTC");

    private Times() {}

    static String text(ZonedDateTime time) {
        return MINUTE.format(time.getZone().equals(ZoneOffset.UTC) ? time.withZoneSameInstant(UTC) : time);
    }
}
