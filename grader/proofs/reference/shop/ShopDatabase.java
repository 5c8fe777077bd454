package grader.proofs.reference.shop;

import grader.core.source.Parts;
import grader.machine.postgres.PostgresServer;
import grader.proofs.testing.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database of lab 10's shop, and what is in its tables. A test looks at it while a server runs, which has the file of
 * H2 open.
 */
public record ShopDatabase(String url) {

    /** A database that the lab works with. */
    public enum Kind {
        H2, POSTGRESQL;

        /**
         * An empty database. Skips the test if this machine has none of the kind.
         *
         * @param folder for the file of H2
         */
        public ShopDatabase newDatabase(Path folder) {
            if (this == H2) {
                return new ShopDatabase(defaultUrl().replace("./build/lab10",
                        folder.toAbsolutePath().resolve(UUID.randomUUID().toString()).toString()));
            }
            Postgres.assumeThere();
            return new ShopDatabase(PostgresServer.shared().newDatabase());
        }

        /** The server's own: whether the file survives a crash depends on its settings. */
        private static String defaultUrl() {
            Matcher text = Pattern.compile("DEFAULT = \"(.*?)\"\\s*\\+ \"(.*?)\";")
                    .matcher(Parts.source("solutions/10-database/DatabaseUrl.java"));
            if (!text.find()) {
                throw new IllegalStateException("DatabaseUrl.java has another DEFAULT than this test looks for");
            }
            return text.group(1) + text.group(2);
        }
    }

    /** The flags of a server that has this database, waits long for everything, and writes no log; and more flags. */
    public String[] flags(String... more) {
        List<String> flags = new ArrayList<>(List.of("--access-log", "off", "--pricing-timeout", "30000",
                "--pool-timeout", "30000", "--database-timeout", "60000", "--database", url));
        flags.addAll(List.of(more));
        return flags.toArray(String[]::new);
    }

    /** Each is a sentence about an id, and a query of the ids of which it is true. */
    private static final List<List<String>> DEFECTS = List.of(
            List.of("the orders of this customer do not come to what was spent", """
                    SELECT id FROM customers WHERE spent <>
                        (SELECT COALESCE(SUM(total), 0) FROM orders WHERE customer_id = customers.id)"""),
            List.of("this customer has spent more than the limit", """
                    SELECT id FROM customers WHERE spent > credit_limit"""),
            List.of("the items of this order do not come to its total", """
                    SELECT id FROM orders WHERE total <>
                        (SELECT COALESCE(SUM(quantity * price), 0)
                         FROM order_items JOIN products ON products.sku = order_items.sku
                         WHERE order_id = orders.id)"""),
            List.of("this order is of no customer", """
                    SELECT id FROM orders WHERE customer_id NOT IN (SELECT id FROM customers)"""));

    /** What does not fit together; nothing in a database that is consistent. */
    public List<String> defects() throws SQLException {
        List<String> defects = new ArrayList<>();
        for (List<String> defect : DEFECTS) {
            column(defect.getLast()).forEach(id -> defects.add(defect.getFirst() + ": " + id));
        }
        return defects;
    }

    /** The ids of all orders. */
    public Set<String> orders() throws SQLException {
        return new HashSet<>(column("SELECT id FROM orders"));
    }

    /** The migrations that were applied, in their order: version, name, and when. */
    public List<String> migrations() throws SQLException {
        return column("SELECT version || ' ' || name || ' ' || applied_at FROM schema_migrations ORDER BY version");
    }

    /**
     * Deletes what H2 leaves when its process is killed: a file that says who has the database open. The next server
     * looks for four seconds whether that is true.
     */
    public void unlock() throws IOException {
        Matcher file = Pattern.compile("jdbc:h2:retry:([^;]+)").matcher(url);
        if (file.lookingAt()) {
            Files.deleteIfExists(Path.of(file.group(1) + ".lock.db"));
        }
    }

    private List<String> column(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
