package grader.checks.lab10;

import grader.clients.http.Client;
import grader.clients.rest.HttpMatchers;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.machine.database.DatabaseEvent;
import grader.machine.database.DatabaseEvent.Kind;
import grader.machine.database.Hold;
import grader.machine.database.WatchedDatabase;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Task transaction: a checkout happens as a whole or not at all. */
class TransactionChecks {

    @Test
    @Check(value = "a checkout charges the customer and inserts the order in one transaction", task = "transaction",
            rule = "one-transaction", points = 3, foundation = true, ownServer = true,
            explain = """
                    `setAutoCommit(false)` begins a transaction; all that is executed on the same connection belongs to
                    it, until `commit`. The response is sent after the commit: before it, another request does not see
                    the order, and a crash loses it.
                    """)
    void together(Rig rig) {
        Store store = Store.open(rig);
        String sku = store.sku(300);
        store.database().forget();
        Response response = store.checkout("ann", sku, store.sku(45));
        rig.step("the checkout", () -> response.then().statusCode(201));
        List<DatabaseEvent> writes = store.database().statements().stream().filter(TransactionChecks::writes).toList();
        rig.step("one transaction", () -> expectOneTransaction(rig, store.database(), writes));
        rig.each("the rows", () -> expectRows(rig, store, "ann", "1 orders, 2 items, 345 cents spent"));
        rig.each("the order", () -> store.get("/orders/" + response.path("orderId")).then().statusCode(200));
    }

    static boolean writes(DatabaseEvent event) {
        return event.kind() == Kind.EXECUTE
                && event.sql().strip().toLowerCase(Locale.ROOT).matches("(?s)(insert|update|merge|delete|with)\\b.*");
    }

    private static void expectOneTransaction(Rig rig, WatchedDatabase database, List<DatabaseEvent> writes) {
        Set<Integer> transactions = new TreeSet<>();
        writes.forEach(write -> transactions.add(write.transaction()));
        if (transactions.contains(0)) {
            throw rig.failure("expected one transaction, but this statement is in auto-commit mode: "
                    + writes.stream().filter(write -> !write.isInTransaction()).findFirst().orElseThrow());
        }
        if (transactions.size() != 1) {
            throw rig.failure("expected one transaction, but there are " + transactions.size() + ": " + writes);
        }
        boolean committed = database.events()
                .stream()
                .anyMatch(event -> event.kind() == Kind.COMMIT && transactions.contains(event.transaction()));
        if (!committed) {
            throw rig.failure("expected the transaction to end with a commit, but there was none");
        }
    }

    private static void expectRows(Rig rig, Store store, String who, String expected) {
        String actual = store.rowsOf(who);
        if (!actual.equals(expected)) {
            throw rig.failure("expected the rows of the customer to be " + expected + ", but there are " + actual);
        }
    }

    @Test
    @Check(value = "if any statement of a checkout or the commit fails, nothing of it is there", task = "transaction",
            rule = "all-or-nothing", points = 4, ownServer = true, builds = "together",
            explain = """
                    Whatever goes wrong between the begin and the end of the commit: roll back, and then pass the
                    exception on. That includes a commit that fails, and exceptions that are not of SQL. After the
                    rollback the connection goes back to auto-commit mode; `setAutoCommit(true)` before the rollback
                    would commit what is half done.
                    """)
    void rolledBack(Rig rig) {
        Store store = Store.open(rig, "--pool-size", "1");
        String[] skus = {store.sku(300), store.sku(45)};
        String id = store.insertOrder("ben");
        WatchedDatabase database = store.database();
        database.forget();
        rig.control("a checkout", () -> store.checkout("ann", skus).then().statusCode(201));
        List<String> statements = new ArrayList<>(database.statements()
                .stream()
                .filter(TransactionChecks::writes)
                .map(DatabaseEvent::sql)
                .distinct()
                .toList());
        for (String sql : statements) {
            rig.each("this statement fails: " + sql.strip().replaceAll("\\s+", " "),
                    () -> failsAsAWhole(rig, store, id, DatabaseEvent.executing(sql), skus));
        }
        rig.each("the commit fails", () -> failsAsAWhole(rig, store, id, DatabaseEvent.of(Kind.COMMIT), skus));
    }

    private static void failsAsAWhole(Rig rig, Store store, String id, Predicate<DatabaseEvent> what, String... skus) {
        WatchedDatabase database = store.database();
        String before = store.rowsOf("ann");
        database.fail(what, "58000", 1);
        store.checkout("ann", skus).then().statusCode(HttpMatchers.oneOf(500, 503));
        expectRows(rig, store, "ann", before);
        database.forget();
        store.getOrder(id).then().statusCode(200);
        List<DatabaseEvent> left = database.statements().stream().filter(DatabaseEvent::isInTransaction).toList();
        if (!left.isEmpty() && database.events().stream().noneMatch(DatabaseEvent.of(Kind.MANUAL_COMMIT))) {
            throw rig.failure("expected the next request to find the connection in auto-commit mode, but its "
                    + "statement is in a transaction: " + left.getFirst());
        }
        store.checkout("ann", skus).then().statusCode(201);
    }

    @Test
    @Check(value = "a checkout that has not committed does not hold up another customer", task = "transaction",
            rule = "other-customers", points = 1, ownServer = true, builds = {"together", "bounded"},
            explain = """
                    The UPDATE locks one row of `customers` until the transaction ends. A lock of the whole table, or a
                    `synchronized` around the transaction, makes all customers wait for each other.
                    """)
    void otherCustomers(Rig rig) {
        Store store = Store.open(rig);
        String sku = store.sku(300);
        rig.control("a checkout", () -> store.checkout("ann", sku).then().statusCode(201));
        try (Hold hold = store.database().hold(DatabaseEvent.of(Kind.COMMIT))) {
            Client first = store.beginCheckout(store.server(), "ann", sku);
            hold.awaitHeld(1);
            rig.tell("the database holds the commit of " + store.name("ann"));
            Client second = store.beginCheckout(store.server(), "ben", sku);
            rig.step("the other checkout comes to its commit, too", () -> hold.awaitHeld(2));
            hold.release();
            first.answer().expectStatus(201);
            second.answer().expectStatus(201);
        }
    }

    @Test
    @Check(value = "after a restart, orders and what was spent are still there", task = "transaction",
            rule = "restart", points = 2, ownServer = true, builds = {"together", "applied-once"},
            explain = """
                    What was committed is in the database, and not in the memory of the server. At the start, a customer
                    who is there already gets the new limit, but keeps what was spent.
                    """)
    void afterRestart(Rig rig) {
        Store store = Store.shared(rig);
        store.limit("ann", 500);
        store.start();
        String sku = store.sku(300);
        Response response = store.checkout("ann", sku);
        rig.control("a checkout", () -> response.then().statusCode(201));
        store.stop();
        store.start();
        rig.each("the order", () -> store.get("/orders/" + response.path("orderId")).then().statusCode(200));
        rig.each("a checkout beyond the limit, with what was spent before",
                () -> store.checkout("ann", sku).then().statusCode(409));
        store.stop();
        store.limit("ann", 600);
        store.start();
        rig.each("a checkout within the new limit", () -> store.checkout("ann", sku).then().statusCode(201));
    }
}
