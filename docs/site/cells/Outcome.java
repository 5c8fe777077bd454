package docs.site.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a cell came to, in lines: what it printed, the value of its last expression, or the error that ended it. */
public record Outcome(List<Line> lines) {

    /** Where a line comes from: standard output, standard error, the last expression, or what went wrong. */
    public enum Kind {
        OUT, ERR, VALUE, ERROR;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A line without its end. */
    public record Line(Kind kind, String text) {

        /**
         * As recordings hold it: `out: GET /`. Other control characters than tabs are visible, as tools change them.
         */
        @Override
        public String toString() {
            return text.isEmpty() ? kind.word() + ":" : kind.word() + ": " + escaped(text);
        }

        private static String escaped(String text) {
            return text.chars().mapToObj(c -> switch (c) {
                case '\\' -> "\\\\";
                case '\r' -> "\\r";
                default -> Character.isISOControl(c) && c != '\t' ? "\\%03o".formatted(c) : Character.toString(c);
            }).collect(Collectors.joining());
        }

        private static Line parse(String line) {
            int colon = line.indexOf(':');
            Kind kind = Kind.valueOf(line.substring(0, colon).toUpperCase(Locale.ROOT));
            return new Line(kind, colon + 2 > line.length() ? "" : line.substring(colon + 2).translateEscapes());
        }
    }

    public Outcome {
        lines = List.copyOf(lines);
    }

    static Outcome parse(List<String> lines) {
        return new Outcome(lines.stream().map(Line::parse).toList());
    }

    /** Whether an error ended the cell. */
    public boolean failed() {
        return lines.stream().anyMatch(line -> line.kind() == Kind.ERROR);
    }

    /** The lines of one kind. */
    public String text(Kind kind) {
        return lines.stream().filter(line -> line.kind() == kind).map(Line::text).collect(Collectors.joining("\n"));
    }

    /** Lines of the same kind that stand together, in order. */
    public List<List<Line>> runs() {
        List<List<Line>> runs = new ArrayList<>();
        for (Line line : lines) {
            if (runs.isEmpty() || runs.getLast().getFirst().kind() != line.kind()) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(line);
        }
        return runs;
    }

    /** Below a line of a message. */
    String indented() {
        return lines.stream().map(line -> "\n    " + line).collect(Collectors.joining());
    }

    /** As recordings hold it. */
    @Override
    public String toString() {
        return lines.stream().map(Line::toString).collect(Collectors.joining("\n"));
    }
}
