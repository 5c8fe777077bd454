package grader.core.console;

import java.util.ArrayList;
import java.util.List;

/** A table in text: each column is as wide as its widest cell, and two spaces apart from the next. */
public final class TextTable {

    private final String columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param columns a letter for each: `l` where cells begin at the left, `r` where they end at the right */
    public TextTable(String columns) {
        this.columns = columns;
    }

    /** @param cells at most one for each column; those left out are empty */
    public TextTable row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < columns.length(); i++) {
            row.add(i < cells.length ? String.valueOf(cells[i]) : "");
        }
        rows.add(row);
        return this;
    }

    /** The rows, without spaces at their ends. */
    public List<String> lines() {
        int[] widths = new int[columns.length()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String space = " ".repeat(widths[i] - row.get(i).length());
            line.append(i == 0 ? "" : "  ")
                    .append(columns.charAt(i) == 'r' ? space + row.get(i) : row.get(i) + space);
        }
        return line.toString().stripTrailing();
    }
}
