package grader.grading.batch;

import grader.clients.http.Bytes;
import grader.core.console.UserError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pattern of `--names`: how the path of a submission says whose it is. `{name}` is any text, `{attempt}` digits,
 * `{submitted}` a time in ISO 8601, `{}` any text that does not count; none of them has a slash. Without one in it, the
 * pattern is for the last element of the path.
 */
final class Names {

    static final String USUAL = "{name}";

    /** What a path says. */
    record Name(String name, Optional<String> attempt, Optional<Instant> submitted) {}

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w*)}");
    private static final Pattern TIME =
            Pattern.compile("(\\d{4})-?(\\d\\d)-?(\\d\\d)(?:[T_ ](\\d\\d)[:_-]?(\\d\\d)(?:[:_-]?(\\d\\d))?)?"
                    + "(Z|[+-]\\d\\d:?\\d\\d)?");

    private final String text;
    private final Pattern pattern;
    private final int elements;

    /** @throws UserError for an unknown placeholder, or without {name} */
    Names(String text) {
        this.text = text;
        this.elements = text.split("/", -1).length;
        StringBuilder regex = new StringBuilder();
        List<String> seen = new ArrayList<>();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int end = 0;
        while (placeholder.find()) {
            String name = placeholder.group(1);
            if (!name.isEmpty() && seen.contains(name)) {
                throw new UserError("--names " + text + " has {" + name + "} twice", "use {} for what does not count");
            }
            seen.add(name);
            regex.append(Pattern.quote(text.substring(end, placeholder.start()))).append(switch (name) {
                case "name" -> "(?<name>[^/]+)";
                case "attempt" -> "(?<attempt>\\d+)";
                case "submitted" -> "(?<submitted>[0-9TZ:_ +-]+)";
                case "" -> "[^/]*";
                default -> throw new UserError("--names " + text + ": there is no placeholder {" + name + "}",
                        "the placeholders are {name}, {attempt}, {submitted} and {}");
            });
            end = placeholder.end();
        }
        if (!seen.contains("name")) {
            throw new UserError("--names " + text + " has no {name}", "such as --names '{name}-{attempt}'");
        }
        this.pattern = Pattern.compile(regex + Pattern.quote(text.substring(end)), Pattern.DOTALL);
    }

    /** What the path of a submission says; empty if it does not fit. */
    Optional<Name> in(Source source) {
        String[] path = source.path().split("/");
        String last = String.join("/", List.of(path).subList(Math.max(0, path.length - elements), path.length));
        Matcher found = pattern.matcher(last);
        if (!found.matches()) {
            return Optional.empty();
        }
        Optional<String> time = group(found, "submitted");
        Optional<Instant> submitted = time.flatMap(Names::time);
        return time.isPresent() && submitted.isEmpty() ? Optional.empty()
                : Optional.of(new Name(found.group("name"), group(found, "attempt"), submitted));
    }

    private Optional<String> group(Matcher found, String name) {
        return text.contains("{" + name + "}") ? Optional.of(found.group(name)) : Optional.empty();
    }

    /** A day, or a time, in UTC unless it says otherwise; a file name may have it without colons. */
    private static Optional<Instant> time(String text) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.of(number(parts.group(1)), number(parts.group(2)), number(parts.group(3)));
            ZoneOffset zone = parts.group(7) == null ? ZoneOffset.UTC : ZoneOffset.of(parts.group(7));
            return Optional.of(OffsetDateTime.of(
                    day.atTime(number(parts.group(4)), number(parts.group(5)), number(parts.group(6))),
                    zone).toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    @Override
    public String toString() {
        return text;
    }

    /**
     * Text that others wrote, on one line of a terminal or of a job's log, where `##[` would be a command to the
     * runner.
     */
    static String shown(String text) {
        return Bytes.printable(text)
                .replace("\n", "\\n")
                .replace("\u200f", "")
                .replace("\u200e", "")
                .replace("##[",
                        "## [");
    }
}
