package grader.checks.lab12;

import static grader.checks.lab12.Observed.get;

import grader.clients.http.Client;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.machine.database.DatabaseEvent;
import grader.machine.database.DatabaseEvent.Kind;
import grader.machine.database.Hold;
import grader.machine.database.WatchedDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Task saturation: how full the server is. */
class SaturationChecks {

    private static final String OPEN = "http_connections_open";
    private static final String ACCEPTED = "http_connections_accepted_total";
    private static final String REJECTED = "http_connections_rejected_total";
    private static final String BUSY = "http_workers_busy";
    private static final String WAITING = "http_queue_connections";
    private static final String OLDEST = "http_oldest_wait_seconds";
    private static final String BORROWED = "db_pool_connections_borrowed";
    private static final String CALLERS = "db_pool_waiting";
    private static final String DESCRIPTORS = "process_open_fds";
    private static final String KERNEL_LIMIT = "http_kernel_queue_limit";
    private static final int BACKLOG = 60;

    @Test
    @Check(value = "connections that are open count, and no longer when they have ended", task = "saturation",
            rule = "gauges", points = 2, foundation = true, ownServer = true,
            explain = """
                    A gauge says what is true now: what was added must be subtracted, however a connection ends. What
                    was accepted is a counter, and stays.
                    """)
    void connections(Rig rig) {
        Observed observed = Observed.open(rig);
        Metrics metrics = new Metrics(observed);
        metrics.await(0, "no client is connected", OPEN);
        Scrape before = metrics.atRest();
        int count = rig.random().nextInt(15, 25);
        List<Client> clients = new ArrayList<>();
        try {
            rig.tell(count + " clients connect, get a response, and stay");
            rig.quietly(() -> {
                for (int i = 0; i < count; i++) {
                    clients.add(observed.server().connect());
                    clients.getLast().send(get("/json")).answer().expectStatus(200);
                }
            });
            metrics.await(count, "so many clients are connected", OPEN);
            Scrape during = metrics.awaitMore(before, count, "so many clients have connected", ACCEPTED);
            if (before.has(DESCRIPTORS) && during.sum(DESCRIPTORS) < before.sum(DESCRIPTORS) + count) {
                throw rig.failure("expected " + DESCRIPTORS + " to be " + count + " more than before, as each "
                        + "connection has a descriptor, but it was " + Scrape.number(before.sum(DESCRIPTORS))
                        + " and is " + Scrape.number(during.sum(DESCRIPTORS)));
            }
            clients.getFirst().reset();
            metrics.await(count - 1, "one of them has reset its connection", OPEN);
        } finally {
            clients.forEach(Client::close);
        }
        metrics.await(0, "all clients have left", OPEN);
    }

    @Test
    @Check(value = "workers that are busy count, and connections that wait for one", task = "saturation",
            rule = "gauges", points = 2, ownServer = true,
            explain = """
                    A server whose workers are all busy is full, and the number of those who wait says how much. Both
                    numbers fall again when clients leave.
                    """)
    void workers(Rig rig) {
        int workers = rig.random().nextInt(2, 5);
        int places = rig.random().nextInt(2, 5);
        Observed observed = Observed.open(rig, "--workers", "" + workers, "--queue", "" + (places + 5));
        Metrics metrics = new Metrics(observed);
        metrics.await(0, "no client is connected", BUSY);
        List<Client> clients = new ArrayList<>();
        try (ResponseBarrier barrier = observed.hold()) {
            clients.add(observed.begin(barrier));
            metrics.await(1, "one client has a request in progress", BUSY);
            for (int i = 1; i < workers; i++) {
                clients.add(observed.begin(barrier));
            }
            metrics.await(workers, "so many clients have a request in progress", BUSY);
            metrics.await(0, "no client waits", WAITING);
            rig.tell(places + " more clients connect");
            for (int i = 0; i < places; i++) {
                clients.add(observed.server().connect().send(get("/json")));
            }
            metrics.await(places, "so many clients are more than there are workers", WAITING);
            metrics.await(workers, "all workers are still busy", BUSY);
            rig.tell("all clients leave");
            clients.forEach(Client::reset);
        }
        metrics.await(0, "all clients have left", WAITING);
        metrics.await(0, "all clients have left", BUSY);
    }

    @Test
    @Check(value = "connections that are turned away count", task = "saturation", rule = "gauges", points = 1,
            ownServer = true,
            explain = """
                    A client that gets a 503 because there is no room has been accepted before. No request of it is in
                    any other metric, so without this counter no one learns of it.
                    """)
    void turnedAway(Rig rig) {
        Observed observed = Observed.open(rig, "--workers", "1", "--queue", "0", "--overload", "reject");
        Metrics metrics = new Metrics(observed);
        int rejected = rig.random().nextInt(2, 6);
        metrics.await(0, "no client is connected", OPEN);
        Scrape before = metrics.atRest();
        try (ResponseBarrier barrier = observed.hold(); Client first = observed.begin(barrier)) {
            for (int i = 0; i < rejected; i++) {
                rig.control("client " + (i + 1) + " gets a 503, as there is no room",
                        () -> observed.exchange(get("/json")).expectStatus(503));
            }
            metrics.awaitMore(before, rejected, "so many clients got a 503, as there was no room", REJECTED);
            metrics.awaitMore(before, rejected + 1, "they were accepted before, and one more is served", ACCEPTED);
            barrier.open();
            first.answer().expectStatus(200);
        }
    }

    @Test
    @Check(value = "what has a limit has a gauge for the limit", task = "saturation", rule = "limits", points = 1,
            ownServer = true,
            explain = """
                    Nine busy workers are many if there are ten, and few if there are a thousand. A graph of how full
                    the server is needs both numbers.
                    """)
    void limits(Rig rig) {
        int workers = rig.random().nextInt(10, 90);
        int places = rig.random().nextInt(100, 200);
        int lines = rig.random().nextInt(300, 400);
        Observed observed = Observed.open(rig, "--workers", "" + workers, "--queue", "" + places, "--log-queue",
                "" + lines, "--backlog", "" + BACKLOG);
        Metrics metrics = new Metrics(observed);
        rig.each("workers", () -> metrics.await(workers, "--workers says so", "http_workers_limit"));
        rig.each("connections that wait", () -> metrics.await(places, "--queue says so", "http_queue_limit"));
        rig.each("connections that wait in the kernel", () -> {
            if (metrics.scrape().has(KERNEL_LIMIT)) {
                metrics.await(BACKLOG, "--backlog says so", KERNEL_LIMIT);
            }
        });
        rig.each("lines that wait", () -> metrics.await(lines, "--log-queue says so", "log_lines_limit"));
        rig.each("descriptors", () -> {
            Scrape scrape = metrics.scrape();
            if (scrape.has(DESCRIPTORS) && scrape.sum("process_max_fds") < scrape.sum(DESCRIPTORS)) {
                throw rig.failure("expected process_max_fds to be at least " + DESCRIPTORS + ", got "
                        + scrape.shown("process_max_fds") + " and " + scrape.shown(DESCRIPTORS));
            }
        });
    }

    @Test
    @Check(value = "connections of the pool that are in use count, and callers that wait for one", task = "saturation",
            rule = "gauges", points = 2, ownServer = true,
            explain = """
                    If all connections to the database are in use, requests wait inside their handlers, and every other
                    gauge looks as usual. A connection counts from the moment in which a handler has it until it is
                    returned.
                    """)
    void pool(Rig rig) {
        WatchedDatabase database = rig.database();
        Observed observed = Observed.with(rig, database.url(rig.emptyDatabase()), "--pool-size", "2");
        Metrics metrics = new Metrics(observed);
        metrics.await(2, "--pool-size says so", "db_pool_connections_limit");
        metrics.await(0, "no request needs the database", BORROWED);
        List<Client> clients = new ArrayList<>();
        try (Hold hold = database.hold(DatabaseEvent.of(Kind.EXECUTE))) {
            clients.add(observed.server().connect().send(get("/orders/" + rig.word())));
            hold.awaitHeld(1);
            metrics.await(1, "one request has a connection, and the database holds its statement", BORROWED);
            clients.add(observed.server().connect().send(get("/orders/" + rig.word())));
            hold.awaitHeld(2);
            metrics.await(2, "two requests have a connection", BORROWED);
            metrics.await(0, "both have one", CALLERS);
            clients.add(observed.server().connect().send(get("/orders/" + rig.word())));
            metrics.await(1, "the third request waits for a connection", CALLERS);
            metrics.await(2, "there are two connections at most", BORROWED);
            rig.tell("the database goes on");
            hold.release();
            clients.forEach(client -> client.answer().expectStatus(404));
        } finally {
            clients.forEach(Client::close);
        }
        metrics.await(0, "all requests have their responses", BORROWED);
        metrics.await(0, "no request waits", CALLERS);
    }

    /** The check knows how long the request has waited at least, and at most, at any moment. */
    @Test
    @Check(value = "the time of the oldest request that waits grows while it waits", task = "saturation",
            rule = "oldest-wait", points = 2, ownServer = true, slow = true,
            explain = """
                    The times of requests are known when they have ended, so a server that hangs has fine times. The age
                    of the oldest request that waits grows from the first second on. A request that a thread works for
                    does not wait, and neither does a connection without a request.
                    """)
    void oldestWait(Rig rig) {
        Observed observed = Observed.open(rig, "--workers", "2", "--queue", "5");
        Metrics metrics = new Metrics(observed);
        try (ResponseBarrier barrier = observed.hold();
                Client first = observed.begin(barrier);
                Client idle = observed.server().connect()) {
            idle.send(get("/json")).answer().expectStatus(200);
            observed.server().awaitIdle();
            rig.pass(Waits.WAIT);
            rig.each("one request is in progress, and one connection is idle",
                    () -> metrics.await(0, "no request waits", OLDEST));
            long sent = System.nanoTime();
            try (Client waiting = observed.server().connect().send(get("/json"))) {
                observed.server().awaitIdle();
                long begun = System.nanoTime();
                rig.step("another request waits for a worker", () -> {
                    for (int i = 1; i <= 2; i++) {
                        rig.pass(Waits.WAIT);
                        expectOldest(rig, metrics, begun, sent);
                    }
                });
                idle.disconnect();
                waiting.answer().expectStatus(200);
            }
            metrics.await(0, "no request waits any more", OLDEST);
            barrier.open();
            first.answer().expectStatus(200);
        }
    }

    private static void expectOldest(Rig rig, Metrics metrics, long begun, long sent) {
        double least = Waits.since(begun) / 1_000;
        Scrape scrape = metrics.scrape();
        double most = Waits.since(sent) / 1_000;
        double oldest = scrape.sum(OLDEST);
        rig.tell("GET /metrics: " + scrape.shown(OLDEST));
        if (oldest < least - 0.001 || oldest > most) {
            throw rig.failure(String.format(Locale.ROOT,
                    "expected %s to be between %.3f and %.3f, as a request waits for so long, but it is %s", OLDEST,
                    least, most, scrape.has(OLDEST) ? String.valueOf(oldest) : "not there"));
        }
    }
}
