package grader.checks.lab13;

import static grader.checks.lab13.BusyServer.expectRefused;
import static grader.checks.lab13.BusyServer.get;
import static grader.checks.lab13.BusyServer.request;

import grader.checks.lab08.EachEngine;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Task bulkhead: so many requests of a route at the same time. */
class BulkheadChecks {

    private static final String PRODUCTS = "GET /products/{sku}";
    private static final String SLOW = "GET /slow/{ms}";
    private static final String FAST = get("/slow/0");
    private static final String ENDLESS = get("/slow/" + Limits.ENDLESS);
    private static final int MORE = 3;

    @Test
    @Check(value = "a route has so many requests at the same time, and the next one gets a 503 at once",
            task = "bulkhead", rule = "bulkhead-most", points = 3, foundation = true, ownServer = true,
            explain = """
                    If there is room, a request takes its place, and is handled. If there is none, it does not wait: it
                    gets a 503 with Retry-After while the others are still handled, and takes no place. So it has none
                    to return.
                    """)
    void mostAtOnce(Rig rig) {
        int most = rig.random().nextInt(2, 6);
        BusyServer busy = BusyServer.start(rig, "--bulkhead", PRODUCTS + ":" + most);
        rig.step("the first time", () -> expectMost(busy, most));
        rig.step("again", () -> expectMost(busy, most));
    }

    /** Of some more requests than there is room for, those without room get a 503 while the others are handled. */
    private static void expectMost(BusyServer busy, int most) {
        try (ResponseBarrier barrier = busy.hold()) {
            List<Client> inside = new ArrayList<>(connect(busy, most + MORE, busy::product));
            List<Client> refused = busy.answered(inside);
            refused.forEach(client -> expectRefused(client.answer()));
            if (refused.size() != MORE) {
                throw busy.rig()
                        .failure("expected " + most + " of " + inside.size() + " requests to be handled, and " + MORE
                                + " to get a 503 meanwhile, but " + refused.size() + " did");
            }
            inside.removeAll(refused);
            busy.awaitHeld(barrier, most);
            barrier.open();
            inside.forEach(client -> client.answer().expectStatus(200));
            inside.forEach(Client::close);
            refused.forEach(Client::close);
        }
    }

    private static List<Client> connect(BusyServer busy, int count, Supplier<String> request) {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(busy.server().connect().send(request.get()));
        }
        return clients;
    }

    @Test
    @Check(value = "that is so with each engine that has more than one thread", task = "bulkhead",
            rule = "bulkhead-most", points = 2, ownServer = true, builds = "most-at-once",
            explain = """
                    A bulkhead knows nothing of threads and connections: it counts requests. So it has to count right
                    whatever kind of threads they are that come at the same time.
                    """)
    void eachEngine(Rig rig) {
        for (String engine : List.of("pool", "virtual", "hybrid")) {
            rig.each(engine, () -> EachEngine.ifServing(rig, engine, flags -> {
                List<String> all = new ArrayList<>(List.of(flags));
                all.addAll(List.of("--bulkhead", PRODUCTS + ":2"));
                return BusyServer.start(rig, all.toArray(String[]::new));
            }, busy -> busy.exchange(FAST).expectStatus(200)).ifPresent(busy -> expectMost(busy, 2)));
        }
    }

    @Test
    @Check(value = "a route that is full takes nothing from the others", task = "bulkhead", rule = "bulkhead-others",
            points = 2, ownServer = true, builds = "most-at-once",
            explain = """
                    Each bulkhead has places of its own, for its own route. All other routes have as many threads,
                    connections and memory as before: that is what it is for.
                    """)
    void otherRoutes(Rig rig) {
        BusyServer busy = BusyServer.start(rig, "--bulkhead", PRODUCTS + ":1", "--bulkhead", SLOW + ":1");
        try (ResponseBarrier barrier = busy.hold();
                Client first = busy.server().connect().send(busy.product())) {
            busy.awaitHeld(barrier, 1);
            rig.step("the route is full", () -> expectRefused(busy.exchange(busy.product())));
            rig.each("a route without a bulkhead", () -> busy.exchange(get("/json")).expectStatus(200));
            rig.each("another method", () -> busy.exchange(request("POST", "/echo", "Content-Length: 2") + "ok")
                    .expectStatus(200)
                    .expectBody("ok"));
            rig.each("a route that is not there", () -> busy.exchange(get("/" + rig.word())).expectStatus(404));
            rig.each("a route with a bulkhead of its own", () -> busy.exchange(FAST).expectStatus(200));
            rig.each("which has its own number", () -> {
                List<Client> clients = connect(busy, 2, () -> ENDLESS);
                List<Client> refused = busy.answered(clients);
                if (refused.size() != 1) {
                    throw rig.failure("expected 1 of 2 requests to be refused, but " + refused.size() + " were");
                }
                expectRefused(refused.getFirst().answer());
                clients.forEach(Client::reset);
            });
            barrier.open();
            first.answer().expectStatus(200);
        }
    }

    @Test
    @Check(value = "a request that has ended makes room, however it ended", task = "bulkhead", rule = "bulkhead-room",
            points = 2, ownServer = true, builds = "most-at-once",
            explain = """
                    A place that is not returned is lost for good: some exceptions later, the route is closed. So it is
                    returned where nothing can prevent it: in a finally block.
                    """)
    void roomAgain(Rig rig) {
        BusyServer busy = BusyServer.start(rig, "--bulkhead", SLOW + ":1", "--handler-timeout", "1000");
        rig.each("it succeeded", () -> expectRoomAfter(rig, busy, () -> busy.exchange(FAST).expectStatus(200)));
        rig.each("it failed",
                () -> expectRoomAfter(rig, busy, () -> busy.exchange(get("/slow/x")).expectStatus(400, 404)));
        rig.each("it took too long",
                () -> expectRoomAfter(rig, busy, () -> busy.exchange(ENDLESS).expectStatus(500, 503, 504)));
        rig.each("its client has left", () -> expectRoomAfter(rig, busy, () -> {
            try (Client client = busy.server().connect().send(ENDLESS)) {
                busy.server().awaitRead(client);
                busy.server().awaitIdle();
                client.reset();
            }
        }));
    }

    /** A response may come a moment before its request has ended. */
    private static void expectRoomAfter(Rig rig, BusyServer busy, Runnable request) {
        for (int i = 1; i <= 2; i++) {
            request.run();
            if (!Await.comesTrue(Limits.PATIENCE, Duration.ofMillis(50),
                    () -> busy.exchange(FAST).expectStatus(200, 503).status() == 200)) {
                throw rig.failure("expected the next request to be handled, but all got a 503 for "
                        + Limits.shown(Limits.PATIENCE));
            }
        }
    }

    @Test
    @Check(value = "a bulkhead for a route that is not there, or without room, ends the start", task = "bulkhead",
            rule = "bulkhead-flag", points = 1, ownServer = true, builds = "most-at-once",
            explain = """
                    An operator who mistypes a route believes that it is protected. The server says so at once: it names
                    the flag and the value, and ends with exit code 2.
                    """)
    void badFlag(Rig rig) {
        String database = rig.emptyDatabase();
        rig.control("a route that is there",
                () -> rig.start("--database", database, "--bulkhead", SLOW + ":4", "--bulkhead", PRODUCTS + ":4"));
        String missing = "GET /" + rig.word();
        rig.each("no such route", () -> expectRefusal(rig, missing, "4"));
        rig.each("no such method", () -> expectRefusal(rig, "DELETE /slow/{ms}", "4"));
        rig.each("no room", () -> expectRefusal(rig, SLOW, "0"));
        rig.each("not a number", () -> expectRefusal(rig, SLOW, rig.word()));
        rig.each("no number", () -> rig.runToEnd("--database", rig.emptyDatabase(), "--bulkhead", SLOW)
                .expectRefusal("--bulkhead has no number", "--bulkhead", SLOW));
    }

    private static void expectRefusal(Rig rig, String route, String number) {
        rig.runToEnd("--database", rig.emptyDatabase(), "--bulkhead", route + ":" + number)
                .expectRefusal("--bulkhead '" + route + ":" + number + "' cannot be", "--bulkhead",
                        route + ":" + number);
    }
}
