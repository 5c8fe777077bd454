package grader.clients.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads metrics, and rejects all that Prometheus rejects: families whose samples are apart, a second line of metadata,
 * bad escapes, series that are there twice, histograms that are none, and OpenMetrics without its end.
 */
public final class MetricsParser {

    private static final Pattern METADATA =
            Pattern.compile("# (HELP|TYPE|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*)(?: (.*))?");
    private static final Pattern LOOSE_METADATA =
            Pattern.compile("[ \t]*#[ \t]+(HELP|TYPE)[ \t]+([a-zA-Z_:][a-zA-Z0-9_:]*)(?:[ \t]+(.*))?");
    private static final Pattern HELP = Pattern.compile("(?:[^\\\\]|\\\\[\\\\n])*");
    private static final Pattern OPEN_HELP = Pattern.compile("(?:[^\\\\\"]|\\\\[\\\\n\"])*");
    private static final String END = "# EOF";

    /** The lines of a family that is not over yet. */
    private record Family(String name, Map<String, String> metadata, List<Sample> samples) {

        String type() {
            return metadata.getOrDefault("TYPE", MetricFamily.UNTYPED);
        }
    }

    private final MetricsText format;
    private final boolean numbers;      // whether the numbers have to fit to each other
    private final List<MetricFamily> families = new ArrayList<>();
    private final Set<String> over = new HashSet<>();                   // names of families
    private final Map<String, String> samples = new HashMap<>();        // names of samples, and of their families
    private Family current;                                             // null before the first
    private int number;                                                 // of the line
    private String line = "";

    private MetricsParser(MetricsText format, boolean numbers) {
        this.format = format;
        this.numbers = numbers;
    }

    /**
     * Returns the families of a text, in order.
     *
     * @throws MetricsSyntaxException if it is not in this format
     */
    public static List<MetricFamily> parse(MetricsText format, String text) {
        return new MetricsParser(format, true).families(text);
    }

    /** The same, whatever the numbers of counters and histograms are. */
    public static List<MetricFamily> parseLines(MetricsText format, String text) {
        return new MetricsParser(format, false).families(text);
    }

    /**
     * Returns the samples only, whatever the other lines say, so that a mistake in those does not disturb what looks at
     * numbers.
     */
    public static List<Sample> samples(String text) {
        List<Sample> all = new ArrayList<>();
        String[] lines = text.split("\n");
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank() && !lines[i].startsWith("#")) {
                all.add(SampleReader.read(MetricsText.PROMETHEUS, i + 1, lines[i]));
            }
        }
        return all;
    }

    private List<MetricFamily> families(String text) {
        boolean open = format == MetricsText.OPEN_METRICS;
        if (!text.isEmpty() && !text.endsWith("\n") && !(open && text.endsWith("\n" + END))) {
            line = text.substring(text.lastIndexOf('\n') + 1);
            number = (int) text.chars().filter(c -> c == '\n').count() + 1;
            throw wrong("the last line does not end with a line feed");
        }
        boolean ended = false;
        for (String next : text.isEmpty() ? new String[0] : text.split("\n")) {
            number++;
            line = next;
            if (ended) {
                throw wrong("nothing may come after " + END);
            }
            ended = open && line.equals(END);
            if (!ended) {
                line();
            }
        }
        if (open && !ended) {
            throw wrong("the last line must be " + END + ", so that a text that was cut off does not look complete");
        }
        end();
        return families;
    }

    private void line() {
        boolean open = format == MetricsText.OPEN_METRICS;
        Matcher metadata = (open ? METADATA : LOOSE_METADATA).matcher(line);
        if (metadata.matches()) {
            metadata(metadata.group(1), metadata.group(2), metadata.group(3) == null ? "" : metadata.group(3));
        } else if (open && line.isEmpty()) {
            throw wrong("OpenMetrics has no empty lines");
        } else if (open && line.startsWith("#")) {
            throw wrong("OpenMetrics has no comments other than HELP, TYPE, UNIT and EOF");
        } else if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
            sample(SampleReader.read(format, number, line));
        }
    }

    private void metadata(String keyword, String name, String text) {
        if (current == null || !current.name().equals(name)) {
            begin(name);
        }
        if (!current.samples().isEmpty()) {
            throw wrong("the lines HELP, TYPE and UNIT of " + name + " must come before its samples");
        }
        if (current.metadata().put(keyword, text) != null) {
            throw wrong("this is the second " + keyword + " of " + name);
        }
        if (keyword.equals("TYPE") && (FamilyRules.ends(format, text) == null)) {
            throw wrong("there is no type '" + text + "'");
        }
        if (keyword.equals("HELP")
                && !(format == MetricsText.PROMETHEUS ? HELP : OPEN_HELP).matcher(text).matches()) {
            throw wrong("in a HELP, a backslash is written as \\\\"
                    + (format == MetricsText.PROMETHEUS ? "" : " and a quote as \\\""));
        }
    }

    private void sample(Sample sample) {
        if (current == null || !isOf(current, sample)) {
            begin(sample.name());
        }
        String family = samples.putIfAbsent(sample.name(), current.name());
        if (family != null && !family.equals(current.name())) {
            throw wrong("samples called " + sample.name() + " belong to the family " + family + ", too");
        }
        current.samples().add(sample);
    }

    private boolean isOf(Family family, Sample sample) {
        return FamilyRules.ends(format, family.type())
                .stream()
                .anyMatch(end -> sample.name().equals(family.name() + end));
    }

    private void begin(String name) {
        end();
        if (!over.add(name)) {
            throw wrong("the lines of " + name + " are not all together");
        }
        current = new Family(name, new LinkedHashMap<>(), new ArrayList<>());
    }

    private void end() {
        if (current != null) {
            MetricFamily family = new MetricFamily(current.name(), current.metadata().get("HELP"), current.type(),
                    current.metadata().get("UNIT"), current.samples());
            FamilyRules rules = new FamilyRules(format, family, what -> {
                throw new MetricsSyntaxException(number, line, "before this line: " + what);
            });
            rules.checkNames();
            if (numbers) {
                rules.checkNumbers();
            }
            families.add(family);
        }
    }

    private MetricsSyntaxException wrong(String what) {
        return new MetricsSyntaxException(number, line, what);
    }
}
