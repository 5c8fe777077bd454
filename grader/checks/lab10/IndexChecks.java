package grader.checks.lab10;

import grader.checks.lab10.sql.QueryPlan;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.machine.database.DatabaseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Task index: the database finds a page of orders without reading all the others. */
class IndexChecks {

    private static final int ROWS = 200_000;
    private static final int CUSTOMERS = 100;
    private static final int LIMIT = 20;
    /** The first numbers, among which both customers of the server have orders. */
    private static final int FEW = 3;

    @Test
    @Check(value = "among 200,000 orders, a page is found by an index, without a sort", task = "index",
            rule = "page-plan", points = 4, foundation = true, ownServer = true,
            explain = """
                    An index on (customer_id, number DESC) is sorted by customer, and for each customer from the newest
                    order to the oldest. So a page is one piece of it: the database goes to its first row, reads as
                    many as the page has, and stops. With an index on `customer_id` alone it reads all orders of the
                    customer, and sorts them. So does H2 without DESC, while PostgreSQL reads such an index backward.
                    With the one on `number`, it reads the orders of all customers. OFFSET reads all pages before this.
                    """)
    void indexed(Rig rig) {
        Store store = Store.open(rig);
        fill(rig, store);
        long oldest = store.number("SELECT MIN(number) FROM orders WHERE customer_id = ?", store.name("ann"));
        rig.each("the first page", () -> expectFewRows(rig, store, "ann", "limit=" + LIMIT, LIMIT));
        long middle = (oldest + ROWS / 2);
        rig.each("a page in the middle",
                () -> expectFewRows(rig, store, "ann", "limit=" + LIMIT + "&before=" + middle, LIMIT));
        rig.each("one of the last pages", () -> expectFewRows(rig, store, "ann",
                "limit=" + LIMIT + "&before=" + (oldest + CUSTOMERS * LIMIT * 2L), LIMIT));
        rig.each("a customer with " + FEW + " orders",
                () -> expectFewRows(rig, store, "ben", "limit=" + LIMIT, FEW));
    }

    private static void fill(Rig rig, Store store) {
        for (int i = 0; i < FEW; i++) {
            store.insertOrder("ben");
        }
        rig.tell(ROWS + " orders of " + CUSTOMERS + " customers are inserted");
        store.query("INSERT INTO orders (id, customer_id, total) SELECT CONCAT('" + store.mark() + "-bulk', x), "
                + "CASE WHEN MOD(x, " + CUSTOMERS + ") = 0 THEN '" + store.name("ann")
                + "' ELSE CONCAT('customer', MOD(x, " + CUSTOMERS + ")) END, 100 FROM generate_series(1, " + ROWS
                + ") AS numbers(x)");
        store.query("INSERT INTO order_items (order_id, position, sku, quantity) SELECT id, 0, 'pen', 1 FROM orders "
                + "WHERE customer_id = '" + store.name("ann") + "'");
        store.query("ANALYZE");
    }

    private static void expectFewRows(Rig rig, Store store, String who, String query, int orders) {
        store.database().forget();
        List<Object> found = store.page(who, query).then().statusCode(200).extract().path("orders");
        if (found.size() != orders) {
            throw rig.failure("expected a page of " + orders + " orders, but it has " + found.size());
        }
        List<DatabaseEvent> statements = store.database()
                .statements()
                .stream()
                .filter(event -> event.sql().toLowerCase(Locale.ROOT).matches("(?s).*\\borders\\b.*"))
                .toList();
        if (statements.isEmpty()) {
            throw rig.failure("expected a statement that reads from orders, but there is none");
        }
        statements.forEach(statement -> expectPlan(rig, store, statement, orders < LIMIT));
    }

    /** @param maySort PostgreSQL sorts a few rows rather than to look at an index for each of them. */
    private static void expectPlan(Rig rig, Store store, DatabaseEvent statement, boolean maySort) {
        List<String> lines = new ArrayList<>();
        store.query("EXPLAIN ANALYZE " + statement.sql(), statement.parameters().toArray())
                .forEach(row -> lines.add(String.join(" ", row)));
        QueryPlan plan = QueryPlan.of(String.join("\n", lines));
        rig.tell("the plan: " + plan.text());
        if (plan.rows() > 2 * LIMIT + 10) {
            throw rig.failure("expected the database to read at most " + (2 * LIMIT + 10)
                    + " rows for a page, but it reads " + plan.rows() + ": " + plan.text());
        }
        if (plan.sorts() && !maySort) {
            throw rig.failure("expected a plan without a sort (in H2, with 'index sorted' at its end), but it is "
                    + plan.text());
        }
    }

    @Test
    @Check(value = "the index comes from a migration of its own, which can be repeated", task = "index",
            rule = "new-migration", points = 1, ownServer = true, builds = {"indexed", "applied-once"},
            explain = """
                    The first two migrations have been applied to databases that exist: what you add to them never gets
                    there. A new one does. H2 commits CREATE INDEX at once, and the record comes after it: a server that
                    is killed in between repeats the statement at the next start. `IF NOT EXISTS` makes that possible.
                    """)
    void newMigration(Rig rig) {
        Store store = Store.shared(rig);
        store.start();
        rig.step("a migration with a version of 3 or more", () -> {
            if (store.number("SELECT COUNT(*) FROM schema_migrations WHERE version >= 3") == 0) {
                throw rig.failure("expected a migration with the version 3 in schema_migrations, but there is none");
            }
        });
        List<List<String>> records = store.query(MigrateChecks.RECORDS);
        rig.tell("the records of version 3 and later are deleted, as if the server had been killed before them");
        store.query("DELETE FROM schema_migrations WHERE version >= 3");
        store.stop();
        store.database().forget();
        rig.step("the next start", store::start);
        rig.each("the records", () -> {
            if (!store.query(MigrateChecks.RECORDS).equals(records)) {
                throw rig.failure("expected the records " + records + " again, but they are "
                        + store.query(MigrateChecks.RECORDS));
            }
        });
        rig.each("the statement of the index is in it", () -> {
            if (store.database().statements("index").isEmpty()) {
                throw rig.failure("expected version 3 or later to create the index, but no statement with INDEX was "
                        + "executed");
            }
        });
    }
}
