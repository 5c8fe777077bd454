package grader.teaching.gradebook.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads CSV as RFC 4180 describes it: a cell in double quotes may hold commas, line feeds and doubled quotes. */
final class CsvRows {

    private static final Pattern CELL =
            Pattern.compile("(?:\"([^\"]*+(?:\"\"[^\"]*+)*+)\"[^,\\r\\n]*|([^,\\r\\n]*))(,|\\r\\n|\\n|\\r|\\z)");

    private CsvRows() {}

    /** @param line where it begins, from 1 */
    record Row(int line, List<String> cells) {}

    /** All rows that are not empty. */
    static List<Row> of(String text) {
        List<Row> rows = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        int line = 1;
        int begins = 1;
        Matcher cell = CELL.matcher(text.startsWith("\ufeff") ? text.substring(1) : text);
        while (cell.lookingAt()) {
            cells.add(cell.group(1) != null ? cell.group(1).replace("\"\"", "\"") : cell.group(2).strip());
            line += (int) cell.group().replace("\r\n", "\n").chars().filter(c -> c == '\n' || c == '\r').count();
            if (!cell.group(3).equals(",")) {
                if (!cells.equals(List.of(""))) {
                    rows.add(new Row(begins, List.copyOf(cells)));
                }
                cells.clear();
                begins = line;
            }
            if (cell.hitEnd() && cell.end() == cell.regionEnd() && !cell.group(3).equals(",")) {
                break;
            }
            cell.region(cell.end(), cell.regionEnd());
        }
        return rows;
    }
}
