package grader.checks.lab10;

import static org.hamcrest.Matchers.is;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.rest.HttpMatchers;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.machine.database.DatabaseEvent;
import grader.machine.database.DatabaseEvent.Kind;
import grader.machine.database.Hold;
import io.restassured.response.Response;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Task transaction: an order is placed once under its Idempotency-Key, whatever ends in between. */
class KeyChecks {

    private static final long PRICE = 300;

    @Test
    @Check(value = "under one Idempotency-Key there is one order, in two servers and after a restart",
            task = "transaction", rule = "key-kept", points = 3, ownServer = true,
            builds = {"together", "applied-once"},
            explain = """
                    A client repeats its request because there was no response: often because the server was just
                    restarted, and the next attempt reaches another one. What only the memory of one server knows does
                    not help then. The key is a row, next to the order.
                    """)
    void keyIsKept(Rig rig) {
        Store store = Store.shared(rig);
        store.start();
        String sku = store.sku(PRICE);
        String key = rig.word();
        Response first = checkout(rig, store.server(), key, store.cart("ann", sku));
        rig.step("the first request", () -> first.then().statusCode(201));
        String id = first.path("orderId").toString();
        Server other = store.another();
        rig.each("the same request to another server", () -> expectSame(rig, other, key, store.cart("ann", sku), id));
        rig.each("another order under this key", () -> checkout(rig, other, key, store.cart("ann", sku, sku)).then()
                .statusCode(
                        422));
        rig.tell("SIGTERM ends the other server");
        other.signal("TERM");
        other.expectExit(Limits.STOP);
        store.stop();
        store.start();
        rig.each("the same request after a restart",
                () -> expectSame(rig, store.server(), key, store.cart("ann", sku), id));
        rig.each("the rows", () -> expectRows(rig, store, "1 orders, 1 items, 300 cents spent"));
    }

    private static Response checkout(Rig rig, Server at, String key, String cart) {
        return rig.rest(at, Store.FIRST_ORDER)
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(cart)
                .when()
                .post("/checkout");
    }

    private static void expectSame(Rig rig, Server at, String key, String cart, String id) {
        checkout(rig, at, key, cart).then()
                .statusCode(201)
                .body("orderId.toString()", is(id))
                .body("total", is((int) PRICE));
    }

    private static void expectRows(Rig rig, Store store, String expected) {
        String actual = store.rowsOf("ann");
        if (!actual.equals(expected)) {
            throw rig.failure("expected the rows of the customer to be " + expected + ", but there are " + actual);
        }
    }

    @Test
    @Check(value = "equal keys that reach two servers at the same time are one order", task = "transaction",
            rule = "key-at-once", points = 3, ownServer = true, builds = "key-is-kept",
            explain = """
                    A SELECT that finds no key, and an INSERT after it, leave a gap: two servers both find none. A
                    unique key in the database leaves none. The second INSERT waits for the first transaction, and then
                    inserts nothing, so its request takes the order that is there.
                    """)
    void keysAtOnce(Rig rig) {
        Store store = Store.shared(rig);
        store.start();
        Server other = store.another();
        String sku = store.sku(PRICE);
        rig.control("each server takes an order of the other customer",
                () -> Stream.of(store.server(), other)
                        .forEach(at -> store.checkoutAt(at, "ben", sku).then().statusCode(201)));
        String request = request(rig.word(), store.cart("ann", sku));
        try (Hold hold = store.database().hold(TransactionChecks::writes)) {
            Client first = store.server().connect().send(request);
            hold.awaitHeld(1);
            rig.tell("the database holds the first statement that writes");
            Client second = other.connect().send(request);
            store.awaitHeldOrQuiet(hold, 2);
            rig.tell("the database lets both go");
            hold.release();
            List<Answer> answers = List.of(first.answer(), second.answer());
            List<Integer> statuses = answers.stream().map(Answer::status).sorted().toList();
            boolean same = answers.getFirst().body().equals(answers.getLast().body());
            if (statuses.getFirst() != 201 || statuses.getLast() != 503 && !(statuses.getLast() == 201 && same)) {
                throw rig.failure("expected one order, so two equal responses, or a 503 for one of them, but got "
                        + answers.getFirst().body() + " and " + answers.getLast().body());
            }
        }
        rig.each("the rows", () -> expectRows(rig, store, "1 orders, 1 items, 300 cents spent"));
    }

    private static String request(String key, String cart) {
        return "POST /checkout HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nIdempotency-Key: "
                + key + "\r\nContent-Length: " + cart.length() + "\r\n\r\n" + cart;
    }

    @Test
    @Check(value = "after a checkout that failed, the next one under its key places the order once",
            task = "transaction", rule = "key-with-order", points = 1, ownServer = true, builds = "together",
            explain = """
                    The key and the order are inserted in one transaction. A key that is committed before its order
                    stands for nothing if the order fails; a key that comes after it is missing if the server ends in
                    between, and the client orders twice.
                    """)
    void keyWithOrder(Rig rig) {
        Store store = Store.open(rig, "--pool-size", "1");
        String sku = store.sku(PRICE);
        store.database().forget();
        rig.control("a checkout",
                () -> checkout(rig, store.server(), rig.word(), store.cart("ann", sku)).then().statusCode(201));
        List<String> statements = store.database()
                .statements()
                .stream()
                .filter(TransactionChecks::writes)
                .map(DatabaseEvent::sql)
                .distinct()
                .toList();
        for (String sql : statements) {
            rig.each("this statement fails first: " + sql.strip().replaceAll("\\s+", " "),
                    () -> failsFirst(rig, store, sku, DatabaseEvent.executing(sql)));
        }
        rig.each("the commit fails first", () -> failsFirst(rig, store, sku, DatabaseEvent.of(Kind.COMMIT)));
        rig.each("it is beyond the limit first", () -> {
            String key = rig.word();
            checkout(rig, store.server(), key, store.cart("ann", store.sku(Store.PLENTY))).then().statusCode(409);
            checkout(rig, store.server(), key, store.cart("ann", sku)).then().statusCode(201);
        });
    }

    private static void failsFirst(Rig rig, Store store, String sku, Predicate<DatabaseEvent> what) {
        long before = store.spent("ann");
        String key = rig.word();
        store.database().fail(what, "58000", 1);
        checkout(rig, store.server(), key, store.cart("ann", sku)).then().statusCode(HttpMatchers.oneOf(500, 503));
        checkout(rig, store.server(), key, store.cart("ann", sku)).then().statusCode(201);
        if (store.spent("ann") != before + PRICE) {
            throw rig.failure("expected one order of " + PRICE + " cents, but " + (store.spent("ann") - before)
                    + " cents were charged");
        }
    }
}
