package grader.core.course;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import grader.core.console.UserError;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A real failure of a well-known server or site, from docs/pages/case-files.yaml, and the check that tries the same
 * with any server.
 *
 * @param id the name in `--only`, and the anchor on the page
 * @param who had it, and when
 * @param stop of the seven
 * @param happened in AsciiDoc
 * @param lab the first whose server the check is for, such as `lab07`
 * @param check of that lab; its id is not the case's where the lab has it for points anyway
 * @param mutant that fails it, such as `lab03/lf-ends-extension`; empty if the lab has mutants that name the check
 * @param alone whether it is for the server of that lab only, whose output the check reads, and not for later ones
 * @param send the bytes, line by line, as in a transcript; `300 × ` before a line repeats it, with another word of the
 *        same hash code each time for `{collides}`
 * @param control the nearest harmless bytes
 */
public record CaseFile(String id, String title, String who, String date, String stop, String happened, String lab,
        String check, String mutant, boolean alone, String send, String control, List<Source> sources) {

    /** A page that was read, and its title. */
    public record Source(String url, String title) {}

    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private static final Pattern REPEATED = Pattern.compile("([\\d,]+) × (.*)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x(\\p{XDigit}{2})|(.))");

    public CaseFile {
        mutant = mutant == null ? "" : mutant;
        send = send == null ? "" : send;
        control = control == null ? "" : control;
    }

    /** All of them, in the page's order; none if the checkout has no such file. */
    public static List<CaseFile> all(Course course) {
        Path file = file(course);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return YAML.readValue(file.toFile(), new TypeReference<List<CaseFile>>() {});
        } catch (JsonProcessingException error) {
            throw new UserError(
                    PathText.shown(file) + ":" + error.getLocation().getLineNr() + ": " + error.getOriginalMessage(),
                    "compare it with another case");
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }

    /** Whether it is for the server of this lab. */
    public boolean isFor(Lab other) {
        int first = other.course().lab(lab).number();
        return alone ? first == other.number() : first <= other.number();
    }

    public static Path file(Course course) {
        return course.pages().resolve("case-files.yaml");
    }

    /** The case of this name. */
    public static CaseFile of(Course course, String id) {
        return all(course).stream()
                .filter(one -> one.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new UserError(PathText.shown(file(course)) + " has no case " + id,
                        "its cases are " + all(course).stream().map(CaseFile::id).collect(Collectors.joining(", "))));
    }

    public PageLink page(Course course) {
        return new PageLink(course, "case-files", id);
    }

    /** What to send, one char per byte. */
    public String bytes() {
        return bytes(send);
    }

    /** What to send as the control. */
    public String harmless() {
        return bytes(control);
    }

    /** The bytes that lines of a transcript are, as `send` has them. */
    public static String bytes(String lines) {
        return lines.lines().map(line -> {
            Matcher repeated = REPEATED.matcher(line);
            return repeated.matches()
                    ? repeated(repeated.group(2), Integer.parseInt(repeated.group(1).replace(",", "")))
                    : unescaped(line);
        }).collect(Collectors.joining());
    }

    private static String repeated(String line, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> unescaped(line.replace("{collides}", colliding(i))))
                .collect(Collectors.joining());
    }

    /** The words of nine pairs, each Aa or BB, all have one hash code in Java, as these two do. */
    private static String colliding(int number) {
        return IntStream.range(0, 9).mapToObj(i -> (number >> i & 1) == 0 ? "Aa" : "BB").collect(Collectors.joining());
    }

    private static String unescaped(String line) {
        return ESCAPE.matcher(line).replaceAll(found -> Matcher.quoteReplacement(character(found)));
    }

    private static String character(MatchResult escape) {
        return escape.group(1) != null ? String.valueOf((char) Integer.parseInt(escape.group(1), 16))
                : switch (escape.group(2)) {
                    case "r" -> "\r";
                    case "n" -> "\n";
                    case "t" -> "\t";
                    case "v" -> "\13";
                    case "0" -> "\0";
                    default -> escape.group(2);
                };
    }
}
