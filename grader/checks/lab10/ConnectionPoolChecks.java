package grader.checks.lab10;

import grader.checks.lab01.Lab01;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Race;
import grader.machine.database.DatabaseEvent;
import grader.machine.database.DatabaseEvent.Kind;
import grader.machine.database.Hold;
import grader.machine.database.WatchedDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Task pool: connections are used again, and there are never too many. The database holds statements as long as it
 * takes.
 */
class ConnectionPoolChecks {

    private static final int TIMES = 10;
    private static final int MANY = 12;

    @Test
    @Check(value = "requests one after the other use one connection", task = "pool", rule = "reuse", points = 3,
            foundation = true, ownServer = true,
            explain = """
                    A connection that a request returns is not closed: it stays open in the pool, and the next request
                    gets it. Opening one means a TCP connection, a login and a new session at the database, often many
                    times as long as the statement itself.
                    """)
    void reused(Rig rig) {
        Store store = Store.open(rig, "--pool-size", "10");
        String id = store.insertOrder("ann");
        rig.step("the first request", () -> store.getOrder(id).then().statusCode(200));
        WatchedDatabase database = store.database();
        int open = database.openConnections();
        database.forget();
        rig.tell(TIMES + " more requests");
        rig.quietly(() -> {
            for (int i = 0; i < TIMES; i++) {
                store.getOrder(id).then().statusCode(200);
            }
        });
        if (database.openedConnections() > 0 || database.closedConnections() > 0) {
            throw rig.failure("expected " + TIMES + " requests to use the connection that is open, but they opened "
                    + database.openedConnections() + " and closed " + database.closedConnections());
        }
        if (open > 1) {
            throw rig.failure("expected one open connection after the first request, but there are " + open);
        }
    }

    @Test
    @Check(value = "there are never more connections than --pool-size, and that many work at the same time",
            task = "pool", rule = "bound", points = 3, ownServer = true, builds = "reused",
            explain = """
                    There are as many permits as there may be connections. A request takes a permit before it looks for
                    a connection, or opens one, and releases it after it has returned the connection. Without a bound,
                    a busy minute opens as many connections as there are requests, until the database refuses all.
                    """)
    void bounded(Rig rig) {
        int size = rig.random().nextInt(2, 5);
        Store store = Store.open(rig, "--pool-size", "" + size, "--pool-timeout", Limits.ENDLESS);
        WatchedDatabase database = store.database();
        String id = store.insertOrder("ann");
        database.forget();
        try (Hold hold = database.hold(DatabaseEvent.of(Kind.EXECUTE))) {
            List<Client> clients = store.begin(id, MANY);
            hold.awaitHeld(size);
            store.awaitWaiting(clients);
            expectAtMost(rig, size, hold.held().size(), "work");
            expectAtMost(rig, size, database.openConnections(), "are open");
            rig.tell("the database lets all statements go");
            hold.release();
            rig.quietly(() -> clients.forEach(client -> client.answer().expectStatus(200)));
        }
        expectAtMost(rig, size, database.mostConnections(), "were open at the same time");
    }

    private static void expectAtMost(Rig rig, int size, int actual, String what) {
        if (actual > size) {
            throw rig.failure("expected at most " + size + " connections, as --pool-size says, but " + actual + " "
                    + what);
        }
    }

    @Test
    @Check(value = "there is no connection too many, and none is lost, at whatever step two requests meet",
            task = "pool", rule = "bound", points = 1, ownServer = true, builds = "reused",
            explain = """
                    Returning a connection takes two steps: it is idle again, and its permit is free. If the permit
                    is free first, another request gets it, finds no idle connection, and opens one too many.
                    """)
    void boundAtEachStep(Rig rig) {
        Race race = rig.race("ConnectionPool", "PooledConnection", "Lease");
        Store store = Store.open(rig, "--pool-size", "1", "--pool-timeout", Limits.ENDLESS);
        String request = Lab01.get("/orders/" + store.insertOrder("ann"));
        store.database().forget();
        race.run(store.server(), () -> new Race.Round(request, request, (first, second) -> {
            first.expectStatus(200);
            second.expectStatus(200);
            expectAtMost(rig, 1, store.database().mostConnections(), "were open at the same time");
        }));
    }

    @Test
    @Check(value = "a connection that cannot be opened takes no place in the pool", task = "pool",
            rule = "failed-opening", points = 3, ownServer = true, builds = "bounded",
            explain = """
                    Opening a connection can fail. The request then has a permit and no connection: it releases the
                    permit before it passes the exception on. Otherwise the pool becomes smaller with each failure, and
                    when the database is back, no request gets a connection any more.
                    """)
    void failedOpening(Rig rig) {
        Store store = Store.open(rig, "--pool-size", "2", "--pool-timeout", Limits.ENDLESS);
        WatchedDatabase database = store.database();
        String id = store.insertOrder("ann");
        database.down();
        rig.tell("the database is down");
        for (int i = 0; i < 5; i++) {
            int status = store.getOrder(id).statusCode();
            if (status < 500) {
                throw rig.failure("expected a 503, as no connection can be opened, but got " + status);
            }
        }
        database.up();
        rig.tell("the database is up, and holds all statements");
        try (Hold hold = database.hold(DatabaseEvent.of(Kind.EXECUTE))) {
            List<Client> clients = store.begin(id, 2);
            hold.awaitHeld(2);
            hold.release();
            clients.forEach(client -> client.answer().expectStatus(200));
        }
    }

    @Test
    @Check(value = "while a connection is being opened, a request that waits gets a connection that is returned",
            task = "pool",
            rule = "slow-opening", points = 2, ownServer = true, builds = "bounded",
            explain = """
                    Opening a connection can take seconds. No lock may be held meanwhile that `borrow` or `giveBack`
                    need: a `synchronized` around both stops all requests because of the request that opens. A permit is
                    not a lock; a request has it, and nothing else, while it opens its connection.
                    """)
    void slowOpening(Rig rig) {
        Store store = Store.open(rig, "--pool-size", "2", "--pool-timeout", Limits.ENDLESS);
        WatchedDatabase database = store.database();
        String id = store.insertOrder("ann");
        try (Hold working = database.hold(DatabaseEvent.of(Kind.EXECUTE))) {
            Client first = store.begin(id);
            working.awaitHeld(1);
            try (Hold opening = database.hold(DatabaseEvent.of(Kind.OPEN))) {
                Client second = store.begin(id);
                opening.awaitHeld(1);
                rig.tell("one request works, the second one is opening its connection, which the database holds");
                Client third = store.begin(id);
                store.awaitWaiting(List.of(third));
                working.release();
                rig.step("the request that works returns its connection",
                        () -> first.answer().expectStatus(200));
                if (!third.awaitData(Duration.ofSeconds(10))) {
                    throw rig.failure("expected the third request to get the connection that the first one has "
                            + "returned, but it waits for the second one, whose connection is still being opened");
                }
                third.answer().expectStatus(200);
                opening.release();
                second.answer().expectStatus(200);
            }
        }
    }
}
