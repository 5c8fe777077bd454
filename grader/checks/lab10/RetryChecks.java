package grader.checks.lab10;

import grader.clients.rest.HttpMatchers;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.machine.database.DatabaseEvent;
import grader.machine.database.DatabaseEvent.Kind;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Stretch task retry: a checkout whose transaction the database has ended runs it again, as long as that is safe. */
class RetryChecks {

    private static final int LEAST = 3;
    private static final int MOST = 10;
    private static final int ENDLESS = 50;
    private static final Predicate<DatabaseEvent> CHARGE = DatabaseEvent.executing("update customers");
    private static final Predicate<DatabaseEvent> COMMIT = DatabaseEvent.of(Kind.COMMIT);

    @Test
    @Check(value = "a transaction that is ended with 40001 runs again, as a new one", task = "retry", rule = "retried",
            points = 0, ownServer = true,
            explain = """
                    After 40001 nothing of the transaction is left, and its snapshot is old. So roll back, begin again,
                    and execute all of its statements: what they read may be different now. PostgreSQL may say 40001
                    as late as at the commit.
                    """)
    void retried(Rig rig) {
        Store store = Store.open(rig);
        String sku = store.sku(300);
        rig.control("a checkout", () -> store.checkout("ann", sku).then().statusCode(201));
        rig.each("the charge fails once", () -> expectRepeated(rig, store, sku, CHARGE, 1));
        rig.each("the insert of the items fails twice", () -> expectRepeated(rig, store, sku,
                DatabaseEvent.executing("insert into order_items"), 2));
        rig.each("the commit fails once", () -> expectRepeated(rig, store, sku, COMMIT, 1));
    }

    private static void expectRepeated(Rig rig, Store store, String sku, Predicate<DatabaseEvent> what, int times) {
        long spent = store.spent("ann");
        long orders = orders(store);
        store.database().forget();
        store.database().fail(what, "40001", times);
        store.checkout("ann", sku).then().statusCode(201);
        List<Integer> charges = charges(store).stream().map(DatabaseEvent::transaction).toList();
        if (charges.size() != times + 1 || charges.stream().distinct().count() != charges.size()) {
            throw rig
                    .failure("expected " + (times + 1) + " transactions that charge the customer, one after the other, "
                            + "but these charge: " + charges(store));
        }
        List<DatabaseEvent> events = store.database().events();
        for (int failed : charges.subList(0, times)) {
            if (events.stream().noneMatch(event -> event.kind() == Kind.ROLLBACK && event.transaction() == failed)) {
                throw rig.failure("expected the failed transaction " + failed + " to be rolled back, but there is no "
                        + "rollback of it: " + events);
            }
        }
        if (store.spent("ann") != spent + 300 || orders(store) != orders + 1) {
            throw rig.failure("expected one order more, and 300 cents, but there are " + (orders(store) - orders)
                    + " orders more, and " + (store.spent("ann") - spent) + " cents");
        }
    }

    private static List<DatabaseEvent> charges(Store store) {
        return store.database().statements().stream().filter(CHARGE).toList();
    }

    private static long orders(Store store) {
        return store.number("SELECT COUNT(*) FROM orders WHERE customer_id = ?", store.name("ann"));
    }

    @Test
    @Check(value = "after a few attempts it gives up", task = "retry", rule = "gives-up", points = 0, ownServer = true,
            builds = "retried", explain = """
                    A transaction that loses again and again makes the row even more crowded, and keeps a connection
                    from others. After a few attempts the client has to wait: 503, with Retry-After.
                    """)
    void givesUp(Rig rig) {
        Store store = Store.open(rig);
        String sku = store.sku(300);
        String before = store.rowsOf("ann");
        AtomicBoolean crowded = new AtomicBoolean(true);
        store.database().fail(event -> crowded.get() && CHARGE.test(event), "40001", ENDLESS);
        store.database().forget();
        rig.step("each attempt fails", () -> {
            Store.expectUnavailable(store.checkout("ann", sku));
            int attempts = charges(store).size();
            if (attempts < LEAST || attempts > MOST) {
                throw rig.failure("expected " + LEAST + " to " + MOST + " attempts, but there were " + attempts);
            }
        });
        crowded.set(false);
        rig.step("the rows", () -> {
            if (!store.rowsOf("ann").equals(before)) {
                throw rig.failure("expected the rows of the customer to be " + before + ", but there are "
                        + store.rowsOf("ann"));
            }
        });
        rig.step("a later checkout", () -> store.checkout("ann", sku).then().statusCode(201));
    }

    @Test
    @Check(value = "no other failure is tried again", task = "retry", rule = "not-again", points = 0, ownServer = true,
            builds = "retried", explain = """
                    Only 40001 and 40P01 say that the transaction was rolled back because of others. A wrong statement is
                    wrong again. After a broken connection (08) or 40003, the commit may have happened: a second run
                    would do it twice.
                    """)
    void notAgain(Rig rig) {
        Store store = Store.open(rig);
        String sku = store.sku(300);
        for (String state : List.of("23514", "40002", "53200")) {
            rig.each("the charge fails with " + state, () -> expectOnce(rig, store, sku, CHARGE, state));
        }
        for (String state : List.of("40003", "08006")) {
            rig.each("the commit fails with " + state, () -> expectOnce(rig, store, sku, COMMIT, state));
        }
    }

    private static void expectOnce(Rig rig, Store store, String sku, Predicate<DatabaseEvent> what, String state) {
        store.database().forget();
        store.database().fail(what, state, 1);
        store.checkout("ann", sku).then().statusCode(HttpMatchers.oneOf(500, 503));
        if (charges(store).size() != 1) {
            throw rig.failure("expected one attempt, but there were " + charges(store).size());
        }
    }

    @Test
    @Check(value = "after a rollback that fails, the transaction is not tried again", task = "retry",
            rule = "failed-rollback", points = 0, ownServer = true, builds = "retried",
            explain = """
                    A transaction whose rollback has failed may still be open on its connection. What is executed there
                    would belong to it.
                    """)
    void failedRollback(Rig rig) {
        Store store = Store.open(rig);
        String sku = store.sku(300);
        rig.control("a checkout", () -> store.checkout("ann", sku).then().statusCode(201));
        store.database().forget();
        store.database().fail(CHARGE, "40001", 1);
        store.database().fail(DatabaseEvent.of(Kind.ROLLBACK), "58000", 1);
        store.checkout("ann", sku).then().statusCode(HttpMatchers.oneOf(500, 503));
        if (charges(store).size() != 1) {
            throw rig.failure("expected one attempt, as its rollback fails, but there were " + charges(store).size());
        }
    }
}
