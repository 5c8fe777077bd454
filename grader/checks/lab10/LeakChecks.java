package grader.checks.lab10;

import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.machine.database.DatabaseEvent;
import grader.machine.database.DatabaseEvent.Kind;
import grader.machine.database.Hold;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Task leak: handlers that forget to return their connection, or to end its transaction. */
class LeakChecks {

    private static final Duration LEAK = Duration.ofMillis(400);
    /** As the page says: the source file, or the path of the route. */
    private static final Predicate<String> NAMED =
            line -> line.contains("ForgetfulRoutes") || line.contains("/forget/return");

    @Test
    @Check(value = "a connection that was not returned is reported, with the place where it was borrowed",
            task = "leak", rule = "leak-named", points = 2, foundation = true, ownServer = true,
            explain = """
                    A leak shows much later, in another request, which finds the pool empty. So each lease knows
                    when and where it began (the stack trace of a `Throwable` that is made in `borrow`), and a thread
                    looks at all leases from time to time. The line has the place in the code that borrowed it, not in
                    the pool.
                    """)
    void named(Rig rig) {
        Store store = Store.open(rig, "--pool-leak", "100");
        forget(rig, store);
        expectReport(rig, store, 1);
    }

    private static void forget(Rig rig, Store store) {
        rig.control("a handler borrows a connection and does not return it",
                () -> store.given().when().post("/forget/return").then().statusCode(200));
    }

    private static void expectReport(Rig rig, Store store, int count) {
        store.server().awaitErrorLine(line -> reports(store).size() >= count, Limits.PATIENCE);
        if (reports(store).size() < count) {
            throw rig.failure("expected " + (count == 1 ? "a line" : count + " lines") + " on standard error within "
                    + Limits.shown(Limits.PATIENCE) + ", with ForgetfulRoutes.java or /forget/return, but there are "
                    + store.server().errorLines());
        }
    }

    private static List<String> reports(Store store) {
        return store.server().errorLines().stream().filter(NAMED).toList();
    }

    @Test
    @Check(value = "each leak is reported once, and a connection that was returned is not", task = "leak",
            rule = "leak-once", points = 1, ownServer = true, builds = {"named", "bounded"},
            explain = """
                    A line for each look would fill the log, and hide the next leak. Keep all leases that were reported
                    in a set: the leases, not their places, as one place can leak twice. A lease that was closed is
                    over: the pool no longer lists it.
                    """)
    void once(Rig rig) {
        Store store = Store.open(rig, "--pool-leak", "" + LEAK.toMillis());
        String id = store.insertOrder("ann");
        boolean slow = useThree(store, id) >= LEAK.toNanos();
        forget(rig, store);
        expectReport(rig, store, 1);
        rig.tell("another connection is forgotten, after the report of the first one");
        long begin = System.nanoTime();
        store.given().when().post("/forget/return").then().statusCode(200);
        expectReport(rig, store, 2);
        List<String> all = store.server()
                .errorLines()
                .stream()
                .filter(line -> line.contains(".java:") && !line.contains("is not written yet"))
                .toList();
        if (System.nanoTime() - begin < LEAK.toNanos()) {
            throw rig.failure("expected one line for the first leak, but there are " + all);
        }
        if (reports(store).size() > 2 || all.size() > 2 && !slow) {
            throw rig.failure("expected one line for each of two leaks, but there are " + all);
        }
    }

    /**
     * A request, then two at the same time, on two connections, which they return.
     *
     * @return how long they took: on a busy machine, slow ones are reported rightly
     */
    private static long useThree(Store store, String id) {
        long begin = System.nanoTime();
        store.getOrder(id).then().statusCode(200);
        try (Hold hold = store.database().hold(DatabaseEvent.of(Kind.EXECUTE))) {
            List<Client> clients = store.begin(id, 2);
            hold.awaitHeld(2);
            hold.release();
            clients.forEach(client -> client.answer().expectStatus(200));
        }
        return System.nanoTime() - begin;
    }

    @Test
    @Check(value = "a transaction that is still open is rolled back when its connection is returned", task = "leak",
            rule = "open-transaction", points = 2, ownServer = true, builds = "reused",
            explain = """
                    A handler that returns its connection in the middle of a transaction has not committed, so nothing
                    of it may happen: roll back first, and then switch to auto-commit. The other order commits: that is
                    what `setAutoCommit(true)` does with a transaction that is open. Without either, the next request
                    works within the transaction of another one, and its changes vanish.
                    """)
    void openTransaction(Rig rig) {
        Store store = Store.open(rig, "--pool-size", "1");
        String id = store.insertOrder("ann");
        List<List<String>> prices = prices(store);
        rig.control("a handler changes all prices in a transaction, and returns the connection",
                () -> store.given().when().post("/forget/commit").then().statusCode(200));
        rig.control("there was a transaction", () -> {
            if (store.database().events().stream().noneMatch(DatabaseEvent.of(Kind.MANUAL_COMMIT))) {
                throw rig.failure("expected setAutoCommit(false) and an UPDATE of products");
            }
        });
        store.database().forget();
        rig.each("the next request", () -> store.getOrder(id).then().statusCode(200));
        rig.each("it is not in the transaction that was left open", () -> expectAutoCommit(rig, store));
        rig.each("the prices are what they were", () -> expectPrices(rig, store, prices));
        rig.each("the same if the rollback fails", () -> {
            store.database().fail(DatabaseEvent.of(Kind.ROLLBACK), "58000", 1);
            store.given().when().post("/forget/commit");
            store.getOrder(id).then().statusCode(200);
            expectPrices(rig, store, prices);
        });
    }

    private static void expectPrices(Rig rig, Store store, List<List<String>> before) {
        List<List<String>> prices = prices(store);
        if (!prices.equals(before)) {
            throw rig.failure("expected the prices from before, " + before + ", but they are " + prices);
        }
    }

    private static List<List<String>> prices(Store store) {
        return store.query("SELECT sku, price FROM products ORDER BY sku");
    }

    private static void expectAutoCommit(Rig rig, Store store) {
        List<DatabaseEvent> events = store.database().events();
        boolean began = false;
        for (DatabaseEvent event : events) {
            began |= event.kind() == Kind.MANUAL_COMMIT;
            if (event.kind() == Kind.EXECUTE && event.isInTransaction() && !began) {
                throw rig.failure("expected a statement in auto-commit mode, but it is in the transaction that was "
                        + "left open: " + event);
            }
        }
    }
}
