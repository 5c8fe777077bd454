package grader.bench.util;

import grader.core.console.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A table of medians: a row for each contestant, a column for each figure. */
public final class MedianTable {

    private final String title;
    private final String[] columns;
    private final Map<Object, List<double[]>> rows = new LinkedHashMap<>();

    /** @param columns a title and a format for each, such as "time", "%.0f ns" */
    public MedianTable(String title, String... columns) {
        this.title = title;
        this.columns = columns;
    }

    /** Adds the figures of one round, in the order of the columns; others are left out. */
    public void add(Object row, double... figures) {
        rows.computeIfAbsent(row, first -> new ArrayList<>()).add(figures);
    }

    /** Prints it after an empty line. */
    public void print() {
        int width = columns.length / 2;
        TextTable table = new TextTable("l" + "r".repeat(width));
        List<Object> titles = new ArrayList<>(List.of(title));
        for (int i = 0; i < width; i++) {
            titles.add(columns[2 * i]);
        }
        table.row(titles.toArray());
        rows.forEach((row, rounds) -> {
            List<Object> cells = new ArrayList<>(List.of(row));
            for (int i = 0; i < width; i++) {
                int column = i;
                cells.add(String.format(Locale.ROOT, columns[2 * i + 1],
                        Median.of(rounds.stream().map(figures -> figures[column]).toList())));
            }
            table.row(cells.toArray());
        });
        System.out.println();
        table.lines().forEach(System.out::println);
    }
}
