package grader.contributing.testrunner;

import grader.core.console.TextTable;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * What tests want shown at the end of `verify`, a table per title. Rows may come from several threads, in any order.
 */
public final class Tables {

    private static final Map<String, Map<String, String[]>> TABLES = new TreeMap<>();

    private Tables() {}

    /**
     * @param key by which rows are sorted
     * @param cells as many in each row of the table
     */
    public static synchronized void add(String title, String key, String... cells) {
        TABLES.computeIfAbsent(title, ignored -> new TreeMap<>()).put(key, cells);
    }

    static synchronized void print(PrintStream out) {
        TABLES.forEach((title, rows) -> {
            out.println();
            out.println(title);
            TextTable table = new TextTable("l".repeat(rows.values().iterator().next().length));
            rows.values().forEach(table::row);
            table.lines().forEach(line -> out.println("  " + line));
        });
    }
}
