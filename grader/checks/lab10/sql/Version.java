package grader.checks.lab10.sql;

import grader.clients.http.CheckFailed;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A version of the servers in `expand-contract.sql`: the statements that they execute. In these, `:id` and `:cents`
 * stand for values.
 */
record Version(int number, String insert, String update, String read) {

    static final String FILE = "expand-contract.sql";
    static final int LAST = 4;

    private static final List<String> FIRST = List.of("INSERT INTO products (id, price) VALUES (:id, :cents / 100.0)",
            "UPDATE products SET price = :cents / 100.0 WHERE id = :id",
            "SELECT CAST(price * 100 AS BIGINT) AS cents FROM products WHERE id = :id");
    private static final List<String> FINAL = List.of("INSERT INTO products (id, cents) VALUES (:id, :cents)",
            "UPDATE products SET cents = :cents WHERE id = :id", "SELECT cents FROM products WHERE id = :id");

    /** All versions, in order. @param sections of the learner's file */
    static List<Version> all(Map<String, List<String>> sections) {
        return List.of(of(1, FIRST), own(2, sections), own(3, sections), of(LAST, FINAL));
    }

    private static Version own(int number, Map<String, List<String>> sections) {
        String section = "version-" + number;
        List<String> statements = sections.getOrDefault(section, List.of());
        List<String> words = statements.stream().map(sql -> sql.split("\\s")[0].toUpperCase(Locale.ROOT)).toList();
        if (!words.equals(List.of("INSERT", "UPDATE", "SELECT"))) {
            throw new CheckFailed("expected an INSERT, an UPDATE and a SELECT in the section " + section + " of " + FILE
                    + ", in this order, but there is " + (words.isEmpty() ? "nothing" : String.join(", ", words)));
        }
        return of(number, statements);
    }

    private static Version of(int number, List<String> sql) {
        return new Version(number, sql.get(0), sql.get(1), sql.get(2));
    }

    static String with(String sql, long id, long cents) {
        return sql.replace(":id", "" + id).replace(":cents", "" + cents);
    }

    @Override
    public String toString() {
        return "version " + number;
    }
}
