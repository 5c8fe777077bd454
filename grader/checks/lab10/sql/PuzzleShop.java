package grader.checks.lab10.sql;

import grader.clients.http.CheckFailed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The shop that `puzzles.sql` asks, with the tables of the lab's migrations.
 */
final class PuzzleShop implements AutoCloseable {

    private static final Pattern INDEX = Pattern.compile("(?is)create\\s+(unique\\s+)?index\\b.*?\\bon\\b(.*)");
    private static final List<String> TABLES = List.of("""
            CREATE TABLE customers (id VARCHAR PRIMARY KEY, credit_limit BIGINT NOT NULL, may_buy BOOLEAN NOT NULL,
                spent BIGINT DEFAULT 0 NOT NULL)""", """
            CREATE TABLE orders (number BIGINT PRIMARY KEY, id VARCHAR NOT NULL UNIQUE, customer_id VARCHAR NOT NULL,
                total BIGINT NOT NULL, created_at TIMESTAMP WITH TIME ZONE NOT NULL)""", """
            CREATE TABLE products (sku VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, price BIGINT NOT NULL)""");

    /**
     * With the seed in each column that a result can show, so that no result can be known before. Ten customers have no
     * order, among them the one with the highest number: H2 counts the rows of a subquery when it runs last.
     */
    private static final List<String> ROWS = List.of("""
            INSERT INTO customers SELECT 'customer' || (1000 + x), 100000, MOD(x + %1$s, 50) <> 0, 0
            FROM generate_series(1, 2010) AS n(x)""", """
            INSERT INTO products SELECT 100000 + x, 'Thing ' || MOD(x * 7919 + %1$s, 10007), MOD(x * 37 + %1$s, 5000)
            FROM generate_series(1, 5000) AS n(x)""", """
            INSERT INTO orders SELECT x, 'o' || (x + %1$s),
                'customer' || (MOD(x * 7919 + %1$s, 2000) + 1001 + MOD(%1$s, 10)),
                MOD(x / 2000 * 37 + x * 29 + %1$s, 100) * 100 + 95,
                DATEADD(SECOND, x * 157 + %1$s, TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00')
            FROM generate_series(1, 200000) AS n(x)""", "ANALYZE");

    private final H2Shop shop;
    /** Of the indexes that there are, by their definition. */
    private final Map<String, String> names = new LinkedHashMap<>();

    private PuzzleShop(H2Shop shop) {
        this.shop = shop;
    }

    /** @param seed of the rows, below 1,000 */
    static PuzzleShop filled(int seed) throws SQLException {
        return new PuzzleShop(H2Shop.with(Stream
                .concat(TABLES.stream(), ROWS.stream().map(rows -> String.format(Locale.ROOT, rows, seed)))
                .toList()));
    }

    /** The rows of a query, each as one text. */
    List<String> rows(String query) throws SQLException {
        return H2Shop.use(shop.learner(), statement -> {
            List<String> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(query)) {
                while (found.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        row.add(found.getString(i));
                    }
                    rows.add(String.join(", ", row));
                }
            }
            return rows;
        });
    }

    /** How H2 has executed a query. */
    QueryPlan plan(String query) throws SQLException {
        return QueryPlan.of(String.join("\n", rows("EXPLAIN ANALYZE " + query)));
    }

    /**
     * Makes these indexes the only ones besides those of keys. What is there already, by any name, stays: to create it
     * again takes a second.
     *
     * @param statements each CREATE INDEX
     */
    void haveIndexes(List<String> statements) throws SQLException {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (String statement : statements) {
            Matcher index = INDEX.matcher(statement);
            if (!index.matches()) {
                throw new CheckFailed(
                        "only CREATE INDEX statements may be before the query, but there is: " + statement);
            }
            wanted.put(index.group(1) + index.group(2).replaceAll("\\s+", " ").strip(), statement);
        }
        for (String definition : List.copyOf(names.keySet())) {
            if (!wanted.containsKey(definition)) {
                H2Shop.execute(shop.grader(),
                        "DROP INDEX shop.\"" + names.remove(definition).replace("\"", "\"\"") + "\"");
            }
        }
        for (Map.Entry<String, String> index : wanted.entrySet()) {
            if (!names.containsKey(index.getKey())) {
                H2Shop.execute(shop.learner(), index.getValue());
                names.put(index.getKey(), newest());
            }
        }
    }

    private String newest() throws SQLException {
        try (Statement statement = shop.grader().createStatement(); ResultSet found = statement.executeQuery("""
                SELECT index_name FROM information_schema.indexes
                WHERE table_schema = 'shop' AND NOT is_generated""")) {
            while (found.next()) {
                if (!names.containsValue(found.getString(1))) {
                    return found.getString(1);
                }
            }
        }
        throw new CheckFailed("expected a new index, but there is none");
    }

    @Override
    public void close() throws SQLException {
        shop.close();
    }
}
