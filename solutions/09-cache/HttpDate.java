import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;

/**
 * Dates in fields, in all three forms that a server must understand (RFC 9110 §5.6.7). They are in whole seconds.
 * {@link SystemClock#format} writes them, in the first form.
 */
final class HttpDate {

    private static final String DAY = "(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? ";
    /** A year of two digits is at most 50 years in the future. */
    private static final LocalDate FIRST_YEAR = LocalDate.now(ZoneOffset.UTC).minusYears(49);
    private static final List<DateTimeFormatter> FORMS = List.of(
            form(new DateTimeFormatterBuilder().appendPattern("dd MMM uuuu HH:mm:ss 'GMT'")),
            form(new DateTimeFormatterBuilder().appendPattern("dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_YEAR)
                    .appendPattern(" HH:mm:ss 'GMT'")),
            form(new DateTimeFormatterBuilder().appendPattern("MMM ppd HH:mm:ss uuuu")));

    private HttpDate() {}

    private static DateTimeFormatter form(DateTimeFormatterBuilder form) {
        return form.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    /** Returns the seconds since 1970, or {@link Validators#UNKNOWN} if the text is not a date. */
    static long parse(String text) {
        String date = text.replaceFirst("^" + DAY, "");
        if (!date.equals(text)) {       // A date begins with the day of the week.
            for (DateTimeFormatter form : FORMS) {
                try {
                    return LocalDateTime.parse(date, form).toEpochSecond(ZoneOffset.UTC);
                } catch (DateTimeException otherForm) {
                    // Try the next one.
                }
            }
        }
        return Validators.UNKNOWN;
    }

    /** Returns the date in the only field with this name; {@link Validators#UNKNOWN} if there is no such field. */
    static long in(Fields fields, String name) {
        List<String> values = fields.values(name);
        return values.size() == 1 ? parse(values.getFirst()) : Validators.UNKNOWN;
    }
}
