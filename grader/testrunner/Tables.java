package grader.testrunner;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/** What tests want shown at the end of `verify`, a table a title. Rows may come from several threads, in any order. */
public final class Tables {

    private static final Map<String, Map<String, String>> TABLES = new TreeMap<>();

    private Tables() {}

    /** @param key by which rows are sorted */
    public static synchronized void add(String title, String key, String row) {
        TABLES.computeIfAbsent(title, ignored -> new TreeMap<>()).put(key, row);
    }

    static synchronized void print(PrintStream out) {
        TABLES.forEach((title, rows) -> {
            out.println();
            out.println(title);
            rows.values().forEach(row -> out.println("  " + row));
        });
    }
}
