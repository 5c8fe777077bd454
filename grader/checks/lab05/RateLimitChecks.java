package grader.checks.lab05;

import static grader.checks.lab05.Lab05.exchange;
import static grader.checks.lab05.Lab05.get;

import grader.checks.lab05.KnownUsers.User;
import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.http.Deadline;
import grader.clients.http.Limits;
import grader.clients.rest.Described;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Task rate-limit: a token bucket for each client. What costs a token is in {@link RateCostChecks}, which clients are
 * remembered in {@link RateClientsChecks}.
 */
class RateLimitChecks {

    /**
     * The delay between a client's request and the server's look at the clock may cost one token.
     */
    private static final int SLACK = 1;
    /** In how many seconds a token drips in where {@link Api#openLimited} has opened the server. */
    private static final int TOKEN = 100;
    /** In this time an impatient client would get at least five tokens that were counted twice. */
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    @Test
    @Check(value = "a burst gets through, and after it the client is told how long to wait", task = "rate-limit",
            rule = "too-many", points = 3,
            foundation = true,
            ownServer = true, clause = "RFC 6585 §4, RFC 9110 §10.2.3",
            explain = """
                    A bucket holds --burst tokens and is full at first. Each request takes one. If there is none, the
                    response is a 429 with Retry-After: the seconds until there is a whole token, rounded up. In this
                    check, the first token drips in 100 s after the first request.
                    """)
    void burst(Rig rig) {
        int burst = rig.random().nextInt(3, 9);
        Api api = Api.openLimited(rig, burst);
        long start = System.nanoTime();
        rig.step(burst + " requests, as --burst says", () -> api.expectEach(burst, 200));
        rig.step("three more", () -> {
            for (int i = 0; i < 3; i++) {
                Response refused = api.get("/public");
                Layers.expectTooMany(refused);
                refused.then().header("Retry-After", left(TOKEN, System.nanoTime() - start));
            }
        });
    }

    /** The seconds that are left of `seconds`, rounded up, where `nanos` may have passed. */
    private static Described<String> left(int seconds, long nanos) {
        long least = seconds - Math.ceilDiv(nanos, 1_000_000_000);
        return new Described<>("a number from " + least + " to " + seconds, actual -> {
            double number = Double.parseDouble(String.valueOf(actual));
            return number >= least && number <= seconds;
        });
    }

    private static void expectAll(Server server, int status, int times, String request) {
        for (int i = 0; i < times; i++) {
            exchange(server, request).expectStatus(status);
        }
    }

    @Test
    @Check(value = "a bucket refills while its client keeps sending, and by default holds the rate, rounded up",
            task = "rate-limit", rule = "client-bucket",
            points = 2, slow = true, ownServer = true,
            explain = """
                    With --rate 1.5 and no --burst, a bucket holds two tokens, the rate rounded up, and a new one
                    takes 0.67 s. The bucket fills in fractions. If the server rounds down to whole tokens or whole
                    seconds and then notes the time, it loses a fraction at each request, and an impatient client
                    never gets a token. If it notes the time only when it takes a token, it counts the same fraction
                    again at each request, and an impatient client gets too many. A 429 takes nothing from the bucket.
                    """)
    void refills(Rig rig) {
        Server server = rig.start(KnownUsers.of(rig).flags("--rate", "1.5"));
        long start = System.nanoTime();
        rig.step("2 requests", () -> expectAll(server, 200, 2, get("/public")));
        rig.tell("then a request every 20 ms: until one gets a 429, until a later one gets a 200, and for another "
                + A_WHILE.toSeconds() + " s");
        rig.quietly(() -> {
            int passed = 2 + askUntilDripped(rig, server, Duration.ofMillis(660)) + askFor(server, A_WHILE);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (passed > 2 + 1.5 * seconds + SLACK) {
                throw rig.failure(
                        String.format(Locale.ROOT,
                                "expected a 200 for at most 2 requests and 1.5 more per second, but after %.1f s there "
                                        + "were %d",
                                seconds, passed));
            }
        });
    }

    /** Sends a request every 20 ms for this time, and returns how many got a 200. */
    private static int askFor(Server server, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        int passed = 0;
        try (Client client = server.connect()) {
            while (System.nanoTime() - end < 0) {
                passed += client.send(get("/public")).answer().expectStatus(200, 429).status() == 200 ? 1 : 0;
                LockSupport.parkNanos(20_000_000);
            }
        }
        return passed;
    }

    /**
     * Sends requests until one gets a 200 so soon after a 429 that no whole token can have dripped in between the two.
     * On a busy machine it may not be so soon: then the pair proves nothing.
     *
     * @param token less time than a token takes
     * @return how many got a 200
     */
    private static int askUntilDripped(Rig rig, Server server, Duration token) {
        AtomicInteger passed = new AtomicInteger();
        rig.untilProven("to send a request every " + token.toMillis() + " ms", () -> {
            passed.addAndGet(askUntil(rig, server, get("/public"), 429).passed());
            Asked last = askUntil(rig, server, get("/public"), 200);
            passed.addAndGet(last.passed());
            return last.gap() < token.toNanos();
        });
        return passed.get();
    }

    /**
     * @param passed how many got a 200
     * @param gap nanoseconds from the sending of the second-last request to the last response; a day if there was only
     *        one
     */
    private record Asked(int passed, long gap) {}

    /** Sends requests until a response has this status. */
    private static Asked askUntil(Rig rig, Server server, String request, int status) {
        Deadline deadline = Deadline.in(Limits.PATIENCE);
        long before = System.nanoTime() - Duration.ofDays(1).toNanos();
        int passed = 0;
        try (Client client = server.connect()) {
            while (true) {
                long sent = System.nanoTime();
                Answer answer = client.send(request).answer().expectStatus(200, 429);
                passed += answer.status() == 200 ? 1 : 0;
                if (answer.status() == 429) {
                    Lab05.expectTooMany(answer);
                }
                if (answer.status() == status) {
                    return new Asked(passed, System.nanoTime() - before);
                }
                if (deadline.isOver()) {
                    throw rig
                            .failure("expected a " + status + " at some point, but after " + Limits.PATIENCE.toSeconds()
                                    + " s with a request every 20 ms every status was " + answer.status());
                }
                LockSupport.parkNanos(20_000_000);
                before = sent;
            }
        }
    }

    @Test
    @Check(value = "a bucket never holds more than the burst, however long its client stays away", task = "rate-limit",
            rule = "client-bucket",
            points = 1,
            slow = true, ownServer = true, builds = "authentication",
            explain = """
                    A full bucket stays full, however much drips in. Otherwise a client that was silent all night
                    could send a flood in the morning. If too few requests get through, another client took the tokens:
                    each has its own bucket.
                    """)
    void neverFuller(Rig rig) {
        KnownUsers known = KnownUsers.of(rig);
        Server server = rig.start(known.flags("--rate", "20", "--burst", "3"));
        String away = get("/public", known.member().bearer());
        rig.step("3 requests from " + known.member(), () -> expectAll(server, 200, 3, away));
        rig.untilProven("to send 15 requests in half a second", () -> {
            rig.tell(known.admin() + " sends requests until 20 of them get a 200, which takes most of a second");
            rig.quietly(() -> {
                for (int passed = 0; passed < 20; passed++) {
                    askUntil(rig, server, get("/public", known.admin().bearer()), 200);
                }
            });
            rig.tell("then 15 requests from " + known.member());
            long start = System.nanoTime();
            List<Integer> statuses = new ArrayList<>();
            rig.quietly(() -> send(server, away, 15, statuses));
            rig.tell("their statuses: " + statuses);
            long passed = statuses.stream().filter(status -> status == 200).count();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (passed > 3 + 20 * seconds + SLACK || passed < 3) {
                throw rig.failure(
                        String.format(Locale.ROOT,
                                "expected a 200 for 3 of 15 requests, because the bucket was full, and for 20 more per "
                                        + "second at most, but in %.2f s %d got one",
                                seconds, passed));
            }
            return seconds < 0.5;       // In a longer time, 15 might be right.
        });
    }

    private static void send(Server server, String request, int times, List<Integer> statuses) {
        try (Client client = server.connect()) {
            for (int i = 0; i < times; i++) {
                statuses.add(client.send(request).answer().expectStatus(200, 429).status());
            }
        }
    }

    @Test
    @Check(value = "each user has a bucket, and anonymous clients share that of their address",
            task = "rate-limit", rule = "rate-client", points = 2,
            ownServer = true, builds = "authentication",
            explain = """
                    Authentication is outside the rate limit, so a user counts by name, and others at the same address
                    do not slow it down. A bad bearer token gives no name, and the request counts for the address:
                    otherwise each invented token would get a fresh bucket. The address is the socket's, not that in a
                    field such as X-Forwarded-For, which any client can write.
                    """)
    void byName(Rig rig) {
        int burst = rig.random().nextInt(2, 5);
        Api api = Api.openLimited(rig, burst);
        for (User user : List.of(api.known().member(), api.known().admin())) {
            rig.step(burst + " requests from " + user + ", and one more", () -> {
                for (int i = 0; i < burst; i++) {
                    api.as(user).when().get("/public").then().statusCode(200);
                }
                Layers.expectTooMany(api.as(user).when().get("/private"));
            });
        }
        rig.step(burst + " anonymous requests, and one more", () -> {
            api.expectEach(burst, 200);
            Layers.expectTooMany(api.get("/public"));
        });
        rig.step("a bad token", () -> Layers.expectTooMany(api.with("Bearer " + rig.word()).when().get("/public")));
        rig.step("another bad token",
                () -> Layers.expectTooMany(api.with("Bearer " + rig.word()).when().get("/public")));
        for (String field : List.of("X-Forwarded-For", "X-Real-IP", "Forwarded")) {
            String value = field.equals("Forwarded") ? "for=192.0.2.1" : "192.0.2.1";
            rig.step("an address that the client made up, in " + field,
                    () -> Layers.expectTooMany(api.given().header(field, value).when().get("/public")));
        }
        rig.step("another user",
                () -> api.as(api.known().almost().getLast()).when().get("/public").then().statusCode(200));
    }
}
