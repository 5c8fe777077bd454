package grader.checks.lab10;

import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.not;

import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.rest.HttpMatchers;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.NotStarted;
import grader.machine.database.DatabaseEvent;
import grader.machine.database.DatabaseEvent.Kind;
import grader.machine.database.Hold;
import grader.machine.database.WatchedDatabase;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Task broken: connections break, while they are idle or in use, and the database goes and comes back. */
class BrokenChecks {

    private static final String NEVER = "1000000";
    private static final int FEW = 3;
    /** For a statement. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Test
    @Check(value = "idle connections that are broken are replaced before a request gets them, the others are used",
            task = "broken",
            rule = "idle-check", points = 1, foundation = true, ownServer = true,
            builds = "bounded",
            explain = """
                    The database restarts, or a firewall forgets a connection on which nothing moves: the server does
                    not notice until it uses it. So a connection that was idle for --pool-idle-check is asked first
                    (`isValid`). A broken one is closed, and the next idle one is looked at, or a new one is opened.
                    """)
    void replaced(Rig rig) {
        Store store = Store.open(rig, "--pool-idle-check", "0", "--pool-size", "" + FEW);
        String id = store.insertOrder("ann");
        store.database().forget();
        openAll(rig, store, id, FEW);
        int opened = store.database().openedConnections();
        rig.step("one request, while they work", () -> store.getOrder(id).then().statusCode(200));
        if (store.database().openedConnections() > opened || store.database().closedConnections() > 0) {
            throw rig.failure("expected a connection that works to be used again, but "
                    + store.database().closedConnections() + " were closed, and "
                    + (store.database().openedConnections() - opened) + " opened");
        }
        rig.tell("all connections break while they are idle");
        store.database().breakConnections();
        rig.step("one request", () -> store.getOrder(id).then().statusCode(200));
        openAll(rig, store, id, FEW);
        expectClosed(rig, store.database(), FEW);
        rig.each("a connection that is idle for 300 ms, with --pool-idle-check 200", () -> {
            Store brief = Store.open(rig, "--pool-idle-check", "200");
            String order = brief.insertOrder("ann");
            rig.control("a request opens a connection", () -> brief.getOrder(order).then().statusCode(200));
            brief.database().breakConnections();
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            brief.getOrder(order).then().statusCode(200);
        });
    }

    /** So many requests at the same time, on separate connections. */
    private static void openAll(Rig rig, Store store, String id, int count) {
        try (Hold hold = store.database().hold(BrokenChecks::readsOrders)) {
            List<Client> clients = store.begin(id, count);
            if (!hold.holds(count, Limits.PATIENCE)) {
                clients.stream()
                        .filter(client -> client.awaitData(Duration.ofMillis(1)))
                        .forEach(
                                client -> client.answer().expectStatus(200));
            }
            hold.awaitHeld(count);
            hold.release();
            rig.quietly(() -> clients.forEach(client -> client.answer().expectStatus(200)));
        }
    }

    /** Not the `SELECT 1` of a check. */
    private static boolean readsOrders(DatabaseEvent event) {
        return event.kind() == Kind.EXECUTE && event.sql().toLowerCase(Locale.ROOT).contains("order");
    }

    private static void expectClosed(Rig rig, WatchedDatabase database, int count) {
        if (!database.await(Limits.PATIENCE, () -> database.closedConnections() >= count)) {
            throw rig.failure("expected the server to close " + count + (count == 1 ? " connection" : " connections")
                    + " that had broken, but it closed " + database.closedConnections());
        }
    }

    @Test
    @Check(value = "a connection that was used just now is not checked again", task = "broken", rule = "idle-check",
            points = 1, ownServer = true, builds = "replaced",
            explain = """
                    A check is a round trip to the database. Before each use it would double the time of a request with
                    one statement. A connection that has just worked is nearly always good.
                    """)
    void notEachTime(Rig rig) {
        Store store = Store.open(rig, "--pool-idle-check", NEVER);
        String id = store.insertOrder("ann");
        rig.control("the first request", () -> store.getOrder(id).then().statusCode(200));
        store.database().forget();
        rig.tell("more requests, with --pool-idle-check " + NEVER);
        rig.quietly(() -> {
            for (int i = 0; i < FEW; i++) {
                store.getOrder(id).then().statusCode(200);
            }
        });
        Predicate<DatabaseEvent> checks = event -> event.kind() == Kind.VALIDATE
                || event.kind() == Kind.EXECUTE && !readsOrders(event);
        List<DatabaseEvent> found = store.database().events().stream().filter(checks).toList();
        if (!found.isEmpty()) {
            throw rig.failure("expected no check of a connection that was idle for less than " + NEVER
                    + " ms, but there were " + found.size() + ": " + found.getFirst());
        }
    }

    @Test
    @Check(value = "a connection that fails in use is a 503, is closed, and is not used again", task = "broken",
            rule = "failed-in-use", points = 2, ownServer = true, builds = "replaced",
            explain = """
                    A SQLState that begins with 08 means the connection, not the statement, and PostgreSQL says 57P01
                    when it stops. The code that sees it notes that the connection is broken. When it is returned, it is closed instead of becoming idle. The client
                    gets a 503 with Retry-After: the next request will have another connection.
                    """)
    void failedInUse(Rig rig) {
        Store store = Store.open(rig, "--pool-idle-check", NEVER);
        String id = store.insertOrder("ann");
        rig.control("a request opens a connection", () -> store.getOrder(id).then().statusCode(200));
        for (String state : List.of("08006", "57P01")) {
            store.database().forget();
            store.database().fail(BrokenChecks::readsOrders, state, 1);
            rig.tell("the next statement fails with SQLState " + state);
            rig.each(state + ": the request that it happens to", () -> Store.expectUnavailable(store.getOrder(id)));
            rig.each(state + ": the connection is closed", () -> expectClosed(rig, store.database(), 1));
            rig.each(state + ": the next request", () -> store.getOrder(id).then().statusCode(200));
        }
    }

    @Test
    @Check(value = "after one connection has failed, the other idle ones do not fail requests", task = "broken",
            rule = "after-failure", points = 2, ownServer = true, builds = "failed-in-use",
            explain = """
                    What has broken one connection has often broken all: the database was restarted. So after a failure
                    the pool remembers when it was, and checks each connection that was returned before it, even if
                    that was not long ago. Otherwise as many requests fail as there are idle connections.
                    """)
    void othersAfterFailure(Rig rig) {
        Store store = Store.open(rig, "--pool-idle-check", NEVER, "--pool-size", "" + FEW);
        String id = store.insertOrder("ann");
        openAll(rig, store, id, FEW);
        rig.tell("all " + FEW + " idle connections break");
        store.database().breakConnections();
        int first = store.getOrder(id).statusCode();
        if (first != 200 && first != 503) {
            throw rig.failure("expected a 503, or a 200, but got " + first);
        }
        for (int i = 0; i < FEW; i++) {
            rig.step("a request after that", () -> store.getOrder(id).then().statusCode(200));
        }
    }

    @Test
    @Check(value = "while the database is down, requests get a 503, and all work again when it is back",
            task = "broken", rule = "recovery", points = 2, ownServer = true,
            builds = {"failed-in-use", "failed-opening"},
            clause = "RFC 9110 §15.6.4",
            explain = """
                    A database that is down is a state that passes: 503 and Retry-After, not a 500. Each request tries
                    to open a connection, as none is left, so the server notices by itself that the database is back.
                    """)
    void downAndUp(Rig rig) {
        Store store = Store.open(rig, "--pool-size", "2");
        String id = store.insertOrder("ann");
        rig.control("the database is up", () -> store.getOrder(id).then().statusCode(200));
        store.database().down();
        rig.tell("the database is down");
        for (int i = 0; i < FEW; i++) {
            rig.step("an order", () -> Store.expectUnavailable(store.getOrder(id)));
        }
        rig.step("a route without a database", () -> store.get("/public").then().statusCode(200));
        store.database().up();
        rig.tell("the database is up again");
        for (int i = 0; i < FEW; i++) {
            rig.step("an order", () -> store.getOrder(id).then().statusCode(200));
        }
    }

    @Test
    @Check(value = "no response has the database's message in it", task = "broken", rule = "other-failure",
            points = 1, ownServer = true, builds = "failed-in-use", clause = "RFC 9110 §15.6.1",
            explain = """
                    The message of an SQLException often has the statement in it, and so the names of tables and
                    columns, which help an attacker. Clients get a 500, and the message goes to standard error. One
                    with a state of class 40 or 53 may succeed later; that may be a 503.
                    """)
    void otherFailure(Rig rig) {
        Store store = Store.open(rig);
        String id = store.insertOrder("ann");
        rig.control("a statement that does not fail", () -> store.getOrder(id).then().statusCode(200));
        for (String state : List.of("22012", "42601", "40001", "08006")) {
            rig.each("a statement that fails with SQLState " + state, () -> {
                store.database().fail(BrokenChecks::readsOrders, state, 1);
                Response response = store.getOrder(id);
                response.then()
                        .statusCode(HttpMatchers.oneOf(500, 503))
                        .body(not(containsStringIgnoringCase("injected")))
                        .body(not(containsStringIgnoringCase("select ")))
                        .body(not(containsStringIgnoringCase("SQLException")));
                store.getOrder(id).then().statusCode(200);
            });
        }
    }

    @Test
    @Check(value = "a request whose statement gets no response is a 503 in the end", task = "broken",
            rule = "silent", points = 1, ownServer = true, builds = "failed-in-use",
            clause = "RFC 9110 §15.6.4",
            explain = """
                    A database that is frozen keeps its connections open and sends nothing. A thread that waits for it
                    without a limit is lost, and so is its connection.
                    """)
    void silent(Rig rig) {
        Store store = openInTime(rig);
        String id = store.insertOrder("ann");
        rig.control("the database responds", () -> store.getOrder(id).then().statusCode(200));
        try (Hold hold = store.database().hold(BrokenChecks::readsOrders)) {
            Client client = store.begin(id);
            hold.awaitHeld(1);
            rig.tell("the database does not respond to the statement");
            client.answer().expectStatus(503);
            rig.tell("the database responds again");
            hold.release();
        }
        rig.each("requests after that", () -> store.getOrder(id).then().statusCode(200));
    }

    /** The time limit of statements is also that of the first ones, which make the tables. */
    private static Store openInTime(Rig rig) {
        List<Store> opened = new ArrayList<>();
        rig.untilProven("to make the tables within the limit of a statement", () -> {
            long begin = System.nanoTime();
            try {
                return opened.add(Store.open(rig, "--pool-size", "2", "--database-timeout", LIMIT.toMillis() + ""));
            } catch (NotStarted late) {
                if (System.nanoTime() - begin < LIMIT.toNanos()) {
                    throw late;
                }
                return false;
            }
        });
        return opened.getFirst();
    }
}
