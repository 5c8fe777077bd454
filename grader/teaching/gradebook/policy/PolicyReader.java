package grader.teaching.gradebook.policy;

import grader.teaching.gradebook.Finding;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads `course.yaml`. All mistakes in it are found at once: they are in {@link #mistakes()} afterwards. */
public final class PolicyReader {

    private static final Pattern LATE = Pattern.compile("(.+) per (hour|day)");
    private static final String A_TIME = "write a time such as 2026-12-01T23:59, in the policy's time-zone, or with an "
            + "offset: 2026-12-01T23:59+01:00";

    private final Path file;
    private final Predicate<String> isLab;
    private final List<Finding> mistakes = new ArrayList<>();
    private final YamlTree yaml;
    private ZoneId zone = ZoneOffset.UTC;

    /** @param isLab whether there is a lab of this name */
    public PolicyReader(Path file, Predicate<String> isLab) {
        this.file = file;
        this.isLab = isLab;
        this.yaml = new YamlTree(file, mistakes);
    }

    public List<Finding> mistakes() {
        return List.copyOf(mistakes);
    }

    /** The policy; if there are mistakes, it is not to be used. */
    public Policy read() {
        Optional<Node> root = yaml.root();
        if (root.isEmpty()) {
            return Policy.NONE;
        }
        Map<String, Node> all = yaml.mapping(root.get(), "the policy",
                Set.of("title", "time-zone", "attempt", "pages", "late", "labs", "extra"));
        zone = yaml.value(all, "time-zone", PolicyReader::zone, "write one such as Europe/Berlin or UTC")
                .orElse(ZoneOffset.UTC);
        LateRule late = all.containsKey("late") ? late(all.get("late")) : LateRule.NONE;
        return new Policy(
                yaml.value(all, "title", Optional::of, "write a line of text").orElse(Policy.NONE.title()), zone,
                yaml.value(all, "attempt", PolicyReader::last, "write best or last").orElse(false),
                yaml.value(all, "pages", PolicyReader::address, "write it as https://example.org/course"),
                late,
                all.containsKey("labs") ? labs(all.get("labs"), late) : Map.of(),
                all.containsKey("extra") ? new ExtraReader(file, yaml, isLab, mistakes).read(all.get("extra"))
                        : List.of());
    }

    private Map<String, LabPolicy> labs(Node node, LateRule late) {
        Map<String, LabPolicy> labs = new LinkedHashMap<>();
        yaml.mapping(node, "labs", null).forEach((name, value) -> {
            if (!isLab.test(name)) {
                yaml.mistake(value, "labs: there is no lab '" + name + "'", "write its name as in ./jbang grade lab01");
            }
            Map<String, Node> rules = yaml.mapping(value, name, Set.of("due", "weight", "late"));
            labs.put(name, new LabPolicy(yaml.value(rules, "due", this::time, A_TIME),
                    yaml.value(rules, "weight", text -> number(text).filter(weight -> weight >= 0),
                            "write a number, such as 1 or 0.5; 0 leaves the lab out of the total").orElse(1.0),
                    rules.containsKey("late") ? late(rules.get("late")) : late));
        });
        return labs;
    }

    private LateRule late(Node node) {
        if (node instanceof ScalarNode scalar && scalar.getValue().equals("none")) {
            return LateRule.NONE;
        }
        Map<String, Node> rule = yaml.mapping(node, "late", Set.of("grace", "penalty", "at-most", "cut-off"));
        Optional<Matcher> penalty = yaml.value(rule, "penalty",
                text -> Optional.of(LATE.matcher(text)).filter(form -> form.matches() && amount(form).isPresent()),
                "write 10 percent per day (of the score) or 2 points per hour (of the lab's 100)");
        return new LateRule(yaml.value(rule, "grace", Span::of, Span.REMEDY),
                penalty.flatMap(PolicyReader::amount),
                penalty.map(form -> Span.unit(form.group(2))).orElse(ChronoUnit.DAYS),
                yaml.value(rule, "at-most", Amount::of, Amount.REMEDY),
                yaml.value(rule, "cut-off", Span::of, Span.REMEDY));
    }

    private static Optional<Amount> amount(Matcher penalty) {
        return Amount.of(penalty.group(1));
    }

    /** If the clocks show a time twice, the second one counts; a time that they skip is none. */
    private Optional<ZonedDateTime> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toZonedDateTime());
        } catch (DateTimeException local) {
            try {
                LocalDateTime time = LocalDateTime.parse(text);
                return zone.getRules().getValidOffsets(time).isEmpty() ? Optional.empty()
                        : Optional.of(time.atZone(zone).withLaterOffsetAtOverlap());
            } catch (DateTimeException wrong) {
                return Optional.empty();
            }
        }
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> last(String text) {
        return Optional.of(text).filter(Set.of("best", "last")::contains).map("last"::equals);
    }

    private static Optional<String> address(String text) {
        return Optional.of(text)
                .filter(url -> url.matches("https?://[\\w.:/~%-]+"))
                .map(url -> url.replaceAll("/+$", ""));
    }

    static Optional<Double> number(String text) {
        return Optional.of(text).filter(number -> number.matches("-?\\d{1,6}(\\.\\d{1,4})?")).map(Double::valueOf);
    }
}
