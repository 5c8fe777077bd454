package grader.checks.lab10;

import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.machine.database.DatabaseEvent;
import grader.machine.database.DatabaseEvent.Kind;
import grader.machine.database.Hold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Task pool: requests that wait for a connection. */
class PoolWaitingChecks {

    private static final int WAITING = 6;
    private static final int ROUNDS = 3;
    private static final Duration MOST_BETWEEN = Duration.ofMillis(20);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MOST_LATE = 3;     // attempts

    @Test
    @Check(value = "requests that wait get a connection in the order in which they came", task = "pool", rule = "fair",
            points = 2, ownServer = true, builds = "bounded",
            explain = """
                    Without an order, some requests wait until their timeout while luckier ones, that came later,
                    overtake them. A semaphore serves the caller that waits longest; if it is not fair, newcomers may
                    overtake those who wait, which do not overtake each other. Waiting requests that look from time to
                    time whether there is a connection come in any order.
                    """)
    void inOrder(Rig rig) {
        Store store = Store.open(rig, "--pool-size", "1", "--pool-timeout", Limits.ENDLESS);
        for (int round = 1; round <= ROUNDS; round++) {
            rig.each(WAITING + " requests wait, round " + round, () -> expectInOrder(rig, store));
        }
    }

    private static void expectInOrder(Rig rig, Store store) {
        List<String> ids = IntStream.rangeClosed(0, WAITING).mapToObj(i -> store.insertOrder("ann")).toList();
        List<Client> clients = new ArrayList<>();
        try (Hold hold = store.database().hold(DatabaseEvent.of(Kind.EXECUTE))) {
            Client first = store.begin(ids.getFirst());
            hold.awaitHeld(1);
            clients.add(first);
            rig.tell("the first request has the only connection");
            for (String id : ids.subList(1, ids.size())) {
                // Those that look from time to time do so at moments that have nothing to do with their order.
                LockSupport.parkNanos(rig.random().nextLong(MOST_BETWEEN.toNanos()));
                Client next = store.begin(id);
                clients.add(next);
                store.awaitWaiting(List.of(next));
            }
            rig.tell("the database lets all statements go");
            hold.release();
            clients.forEach(client -> client.answer().expectStatus(200));
        }
        expectOrder(rig, store, ids);
    }

    /** The orders were looked up in this order. */
    private static void expectOrder(Rig rig, Store store, List<String> ids) {
        List<String> served = served(store, ids);
        if (!served.equals(ids)) {
            throw rig.failure("expected the requests to get the connection in the order in which they came, but it was "
                    + served.stream().map(id -> "" + (ids.indexOf(id) + 1)).collect(Collectors.joining(", ")));
        }
    }

    /** In which order these orders were looked up. */
    private static List<String> served(Store store, List<String> ids) {
        return store.database()
                .statements()
                .stream()
                .flatMap(statement -> statement.parameters().stream())
                .map(String::valueOf)
                .filter(ids::contains)
                .distinct()
                .toList();
    }

    @Test
    @Check(value = "a request that gets no connection within --pool-timeout gets a 503", task = "pool",
            rule = "pool-timeout", points = 2, ownServer = true, builds = "bounded", clause = "RFC 9110 §15.6.4",
            explain = """
                    No wait is without a limit. If no connection was returned in time, the client learns that the
                    server is too busy, and when to try again. A request that gives up has no permit, so it must not
                    release one either.
                    """)
    void timeout(Rig rig) {
        Store store = Store.open(rig, "--pool-size", "1", "--pool-timeout", "500");
        String id = store.insertOrder("ann");
        expectServed(rig, store, id);
        store.database().forget();
        try (Hold hold = store.database().hold(DatabaseEvent.of(Kind.EXECUTE)); Client first = store.begin(id)) {
            hold.awaitHeld(1);
            rig.tell("the first request has the only connection");
            rig.each("a request that waits in vain", () -> Store.expectUnavailable(store.getOrder(id)));
            rig.each("one more", () -> Store.expectUnavailable(store.getOrder(id)));
            rig.each("no other connection was opened", () -> {
                if (hold.held().size() != 1 || store.database().mostConnections() > 1) {
                    throw rig.failure("expected one connection, but there were " + store.database().mostConnections());
                }
            });
            hold.release();
            rig.each("the first request", () -> first.answer().expectStatus(200));
            rig.each("a request after that", () -> store.getOrder(id).then().statusCode(200));
        }
    }

    @Test
    @Check(value = "a request whose connection is not open within --pool-timeout gets a 503", task = "pool",
            rule = "pool-timeout", points = 1, ownServer = true, builds = "timeout", clause = "RFC 9110 §15.6.4",
            explain = """
                    The timeout is for all that a request waits for: a place in the pool, a check, an opening. A driver
                    may need minutes to learn that a database is silent. So another thread opens the connection; what it
                    gets late goes to the pool. Until then that thread has the place in the pool, and no one else.
                    """)
    void silentOpening(Rig rig) {
        Store store = Store.open(rig, "--pool-size", "1", "--pool-timeout", "500");
        String id = store.insertOrder("ann");
        store.database().forget();
        try (Hold opening = store.database().hold(DatabaseEvent.of(Kind.OPEN))) {
            rig.tell("the database lets no connection be opened");
            rig.step("a request", () -> Store.expectUnavailable(store.getOrder(id)));
            rig.each("one more", () -> Store.expectUnavailable(store.getOrder(id)));
            rig.each("no other connection is being opened", () -> {
                if (opening.held().size() != 1) {
                    throw rig.failure("expected one connection, but " + opening.held().size() + " are being opened");
                }
            });
            rig.tell("the database opens the connection");
            opening.release();
        }
        rig.each("requests after that", () -> expectServed(rig, store, id));
    }

    @Test
    @Check(value = "the time in which a request waits for a place in the pool is not given again for the opening",
            task = "pool", rule = "pool-timeout", points = 1, ownServer = true,
            builds = {"silent-opening", "failed-in-use"}, clause = "RFC 9110 §15.6.4",
            explain = """
                    A request has one --pool-timeout for all that it waits for, one after the other. What is left for
                    the opening is the timeout less what the wait for a permit took.
                    """)
    void oneTimeout(Rig rig) {
        Store store = Store.open(rig, "--pool-size", "1", "--pool-timeout", "" + TIMEOUT.toMillis());
        String id = store.insertOrder("ann");
        AtomicInteger late = new AtomicInteger();       // attempts
        rig.untilProven("to break a connection before the timeout of a request that waits for it", () -> {
            boolean inTime;
            try (Hold working = store.database().hold(DatabaseEvent.of(Kind.EXECUTE))) {
                Client first = store.begin(id);
                working.awaitHeld(1);
                rig.tell("the first request has the only connection; others wait for it, one a third of the timeout "
                        + "after the other");
                long start = System.nanoTime();
                Client second = store.begin(id);
                store.server().awaitIdle();     // It waits for the connection now: its time has begun first.
                second.awaitData(TIMEOUT.dividedBy(6));
                Client third = store.begin(id);
                third.awaitData(TIMEOUT.dividedBy(3));
                long broken = breakConnection(rig, store, first, second, third, late);
                inTime = broken - start < TIMEOUT.toNanos() * 5 / 6;
            }
            expectServed(rig, store, id);
            return inTime && late.get() == 0;
        });
    }

    /**
     * The first has the only connection, the others wait. They get their 503s in the order in which they came. A right
     * server that this machine gives no time may begin to wait for the rest of its timeout late, but not always.
     *
     * @return when the connection was broken
     */
    private static long breakConnection(Rig rig, Store store, Client first, Client second, Client third,
            AtomicInteger late) {
        try (Hold _ = store.database().hold(DatabaseEvent.of(Kind.OPEN))) {
            rig.tell("the connection breaks, and the database lets no other be opened");
            store.database().breakConnections();
            long broken = System.nanoTime();
            first.answer().expectStatus(503);
            third.answer().expectStatus(503);
            store.server().awaitIdle();
            if (second.awaitData(Duration.ofMillis(1))) {
                late.set(0);
            } else if (late.incrementAndGet() == MOST_LATE) {
                throw rig.failure("expected the second request to get its 503 before the third one, which came later, "
                        + "but it still waits");
            }
            second.answer().expectStatus(503);
            return broken;
        }
    }

    /** Sooner or later: the connection may just be opened. */
    static void expectServed(Rig rig, Store store, String id) {
        if (!Await.comesTrue(Limits.PATIENCE, () -> store.getOrder(id).statusCode() == 200)) {
            throw rig.failure("expected requests to be served, but there was no 200");
        }
    }
}
