package grader.checks.lab10;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.machine.database.DatabaseEvent;
import grader.machine.database.DatabaseEvent.Kind;
import grader.machine.database.Hold;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Task transaction: the credit limit, also for checkouts at the same time. */
class SharedCreditLimitChecks {

    private static final long PRICE = 700;

    @Test
    @Check(value = "a total up to the limit is a 201, one cent more is a 409 and changes nothing",
            task = "transaction", rule = "limit", points = 2, ownServer = true, builds = "together",
            explain = """
                    Exactly the limit is within it: `spent <= credit_limit - ?`, in the WHERE of the UPDATE that adds
                    the total. The subtraction cannot overflow, `spent + ?` can. If that has changed no row, the checkout
                    is rejected, and its transaction rolled back.
                    """)
    void atLimit(Rig rig) {
        Store store = Store.before(rig);
        store.limit("ann", 1000);
        store.start();
        String sku = store.sku(600);
        rig.control("600 of 1000 cents", () -> store.checkout("ann", sku).then().statusCode(201));
        String before = store.rowsOf("ann");
        rig.each("401 of the 400 cents that are left", () -> store.checkout("ann", store.sku(401))
                .then()
                .statusCode(
                        409));
        rig.each("a total that comes to a negative number when it is added to what was spent",
                () -> store.checkout("ann", store.sku(Long.MAX_VALUE - 500)).then().statusCode(409));
        rig.each("nothing has changed", () -> expectRows(rig, store, before));
        rig.each("400 of 400", () -> store.checkout("ann", store.sku(400)).then().statusCode(201));
        rig.each("1 of 0", () -> store.checkout("ann", store.sku(1)).then().statusCode(409));
        rig.each("0 of 0", () -> store.checkout("ann", store.sku(0)).then().statusCode(201));
        rig.each("all rows", () -> expectRows(rig, store, "3 orders, 3 items, 1000 cents spent"));
    }

    private static void expectRows(Rig rig, Store store, String expected) {
        String actual = store.rowsOf("ann");
        if (!actual.equals(expected)) {
            throw rig.failure("expected the rows of the customer to be " + expected + ", but there are " + actual);
        }
    }

    @Test
    @Check(value = "two checkouts at the same time do not pass the limit together", task = "transaction",
            rule = "limit-together", points = 3, ownServer = true, builds = "at-limit",
            explain = """
                    A SELECT that reads what was spent, and an UPDATE that writes it, leave a gap: two checkouts both
                    read the old sum, both find room, and both write. One UPDATE with the limit in its WHERE has no
                    gap: the second one waits for the row until the first has committed, and then looks at the new sum.
                    """)
    void twoTogether(Rig rig) {
        Store store = Store.before(rig);
        store.limit("ann", PRICE + PRICE / 2);
        store.start();
        race(rig, store, store.server(), store.server());
    }

    @Test
    @Check(value = "two servers with one database do not pass the limit together", task = "transaction",
            rule = "limit-together", points = 3, ownServer = true, builds = {"two-together", "applied-once"},
            explain = """
                    A lock in the memory of one server does not stop another one. What both see is the database, so the
                    decision has to be there.
                    """)
    void twoServers(Rig rig) {
        Store store = Store.shared(rig);
        store.limit("ann", PRICE + PRICE / 2);
        store.start();
        race(rig, store, store.server(), store.another());
    }

    /** Both have read all that they read before the first of them writes, unless a lock of the database forbids it. */
    private static void race(Rig rig, Store store, Server one, Server other) {
        String sku = store.sku(PRICE);
        String takes = one == other ? "the server takes two orders" : "each server takes an order";
        rig.control(takes + " of the other customer", () -> {
            store.checkoutAt(one, "ben", sku).then().statusCode(201);
            store.checkoutAt(other, "ben", sku).then().statusCode(201);
        });
        try (Hold hold = store.database().hold(SharedCreditLimitChecks::writesCustomer)) {
            Client first = store.beginCheckout(one, "ann", sku);
            hold.awaitHeld(1);
            rig.tell("the database holds the first statement that writes");
            Client second = store.beginCheckout(other, "ann", sku);
            store.awaitHeldOrQuiet(hold, 2);
            rig.tell("the database lets both go");
            hold.release();
            expectOneTaken(rig, List.of(first.answer(), second.answer()));
        }
        expectRows(rig, store, "1 orders, 1 items, " + PRICE + " cents spent");
    }

    private static boolean writesCustomer(DatabaseEvent event) {
        String sql = event.sql().strip().toLowerCase(Locale.ROOT);
        return event.kind() == Kind.EXECUTE && (sql.startsWith("update") || sql.startsWith("insert"));
    }

    private static void expectOneTaken(Rig rig, List<Answer> answers) {
        List<Integer> statuses = answers.stream().map(Answer::status).sorted().toList();
        boolean right = statuses.getFirst() == 201 && (statuses.getLast() == 409 || statuses.getLast() == 503);
        if (!right) {
            throw rig.failure("expected one 201, and a 409 for the other checkout, which would pass the limit, but got "
                    + statuses.getFirst() + " and " + statuses.getLast());
        }
    }
}
