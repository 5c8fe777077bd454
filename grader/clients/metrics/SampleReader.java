package grader.clients.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the line of one sample: `NAME{LABEL="VALUE",…} NUMBER`, perhaps with a time after it. */
final class SampleReader {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Pattern VALUE = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\[\\\\n\"])*)\"");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d+\\.?\\d*(?:[eE][+-]?\\d+)?|\\.\\d+(?:[eE][+-]?\\d+)?)|NaN|[+-]?Inf");
    private static final Pattern BLANKS = Pattern.compile("[ \t]*");
    private static final Pattern BLANK = Pattern.compile(" ");
    private static final Pattern NONE = Pattern.compile("");

    private final MetricsText format;
    private final int number;
    private final String line;
    private int at;

    private SampleReader(MetricsText format, int number, String line) {
        this.format = format;
        this.number = number;
        this.line = line;
    }

    /** @param number of the line, from 1 */
    static Sample read(MetricsText format, int number, String line) {
        return new SampleReader(format, number, line).sample();
    }

    private Sample sample() {
        blanks(NONE);
        String name = take(NAME, "the name of a metric");
        blanks(NONE);
        Map<String, String> labels = labels();
        blanks(at > 0 && line.charAt(at - 1) == '}' && format == MetricsText.PROMETHEUS ? NONE : BLANK);
        double value = toDouble(take(NUMBER, "a number"));
        rest();
        return new Sample(name, labels, value);
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        if (!skip('{')) {
            return labels;
        }
        blanks(NONE);
        while (!skip('}')) {
            String label = take(LABEL, "the name of a label");
            blanks(NONE);
            require('=');
            blanks(NONE);
            String value = unescaped(take(VALUE, "a value in quotes, in which only \\\\, \\n and \\\" are escapes"));
            if (labels.put(label, value) != null) {
                throw wrong("the label " + label + " is there twice");
            }
            blanks(NONE);
            if (!skip(',') && !next('}')) {
                throw wrong("expected , or } after a label");
            }
            if (format == MetricsText.OPEN_METRICS && next('}') && line.charAt(at - 1) == ',') {
                throw wrong("expected a label after the comma");
            }
            blanks(NONE);
        }
        return labels;
    }

    /** A time; in OpenMetrics also an exemplar. */
    private void rest() {
        if (at < line.length() && !line.startsWith(" # ", at)) {
            blanks(BLANK);
            if (at < line.length()) {
                take(format == MetricsText.PROMETHEUS ? Pattern.compile("-?\\d+") : NUMBER, "a time or nothing");
            }
        }
        if (format == MetricsText.PROMETHEUS) {
            blanks(NONE);
        } else if (line.startsWith(" # {", at)) {
            at += " # ".length();
            labels();
            blanks(BLANK);
            take(NUMBER, "the number of an exemplar");
            if (at < line.length()) {
                blanks(BLANK);
                take(NUMBER, "the time of an exemplar");
            }
        }
        if (at < line.length()) {
            throw wrong("expected the end of the line after '" + line.substring(0, at) + "'");
        }
    }

    /** In Prometheus' format blanks may be anywhere; in OpenMetrics they are as given. */
    private void blanks(Pattern strict) {
        take(format == MetricsText.PROMETHEUS ? BLANKS : strict, "one blank");
    }

    private boolean next(char c) {
        return at < line.length() && line.charAt(at) == c;
    }

    private boolean skip(char c) {
        boolean is = next(c);
        at += is ? 1 : 0;
        return is;
    }

    private void require(char c) {
        if (!skip(c)) {
            throw wrong("expected " + c + " after '" + line.substring(0, at) + "'");
        }
    }

    private String take(Pattern what, String called) {
        Matcher matcher = what.matcher(line).region(at, line.length());
        if (!matcher.lookingAt()) {
            throw wrong("expected " + called + (at == 0 ? "" : " after '" + line.substring(0, at) + "'"));
        }
        at = matcher.end();
        return matcher.group();
    }

    private static String unescaped(String quoted) {
        return Pattern.compile("\\\\(.)")
                .matcher(quoted.substring(1, quoted.length() - 1))
                .replaceAll(escape -> Matcher.quoteReplacement(escape.group(1).equals("n") ? "\n" : escape.group(1)));
    }

    static double toDouble(String number) {
        return Double.parseDouble(number.replace("Inf", "Infinity"));
    }

    private MetricsSyntaxException wrong(String what) {
        return new MetricsSyntaxException(number, line, what);
    }
}
