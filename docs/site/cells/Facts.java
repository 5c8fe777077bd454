package docs.site.cells;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where and when a cell was recorded, as its recording says it: `JDK 25.0.3, Linux, 2026-11-22`.
 *
 * @param jdk its version
 * @param system its name, as Java knows it
 * @param date in UTC
 */
public record Facts(String jdk, String system, LocalDate date) {

    private static final Pattern FORM = Pattern.compile("JDK ([\\d.]+), (.+), (\\d{4}-\\d\\d-\\d\\d)");

    /** Those of this machine, today. */
    static Facts now() {
        String jdk = Runtime.version().version().stream().map(String::valueOf).collect(Collectors.joining("."));
        return new Facts(jdk, System.getProperty("os.name"), LocalDate.now(ZoneOffset.UTC));
    }

    static Facts parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new Facts(form.group(1), form.group(2), LocalDate.parse(form.group(3)));
    }

    /** Whether another day is all that differs: then there is nothing new to tell. */
    boolean isSameMachine(Facts other) {
        return jdk.equals(other.jdk) && system.equals(other.system);
    }

    @Override
    public String toString() {
        return "JDK " + jdk + ", " + system + ", " + date;
    }
}
