package grader.results.report.escape;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines of a CSV file as RFC 4180 describes them: every cell in double quotes, and CR LF at the end.
 *
 * <p>A spreadsheet runs a cell as a formula if it begins with `=`, `+`, `-` or `@`, or with their full-width forms.
 * Such a cell gets an apostrophe in front: a spreadsheet then shows it as text.
 */
public final class Csv {

    private static final Pattern FORMULA = Pattern.compile("^[\\s\\p{Cf}]*[=+\\-@\uff1d\uff0b\uff0d\uff20]");

    private Csv() {}

    /**
     * One line. Cells are written as `String.valueOf` has them; numbers, including negative ones, are never formulas.
     */
    public static String line(List<?> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String cell(Object value) {
        String text = String.valueOf(value);
        if (value instanceof Number) {
            return text;
        }
        return '"' + (FORMULA.matcher(text).find() ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
