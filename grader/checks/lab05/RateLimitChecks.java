package grader.checks.lab05;

import static grader.checks.lab05.Lab05.exchange;
import static grader.checks.lab05.Lab05.get;

import grader.checks.lab05.KnownUsers.User;
import grader.engine.Check;
import grader.engine.Rig;
import grader.http.Answer;
import grader.http.Client;
import grader.http.Limits;
import grader.server.Capability;
import grader.server.Server;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Task rate-limit: a token bucket for each client. What costs a token is in {@link RateCostChecks}, who is remembered
 * in {@link RateClientsChecks}.
 */
class RateLimitChecks {

    /**
     * The delay between a client's request and the server's look at the clock may cost one token.
     */
    private static final int SLACK = 1;
    /** In it an impatient client would get five tokens and more that have dripped in twice. */
    private static final Duration A_WHILE = Duration.ofSeconds(1);
    /** So often a busy machine may keep a request from being soon enough. */
    private static final int SLOW = 5;

    @Test
    @Check(value = "a burst is let through, and a client that goes on is told to wait", task = "rate-limit",
            rule = "too-many", points = 4,
            foundation = true,
            needs = Capability.FLAGS, clause = "RFC 6585 §4, RFC 9110 §10.2.3",
            explain = """
                    A bucket holds --burst tokens, and is full at first. Each request takes one; where there is none,
                    the response is 429 with Retry-After, a whole number of seconds, at least 1. Here the next token
                    takes 100 s.
                    """)
    void burst(Rig rig) {
        int burst = rig.random().nextInt(3, 9);
        Api api = Api.openLimited(rig, burst);
        rig.step(burst + " requests, as --burst says", () -> api.expectEach(burst, 200));
        rig.step("three more", () -> {
            for (int i = 0; i < 3; i++) {
                Layers.expectTooMany(api.get("/public"));
            }
        });
    }

    private static void expectAll(Server server, int status, int times, String request) {
        for (int i = 0; i < times; i++) {
            exchange(server, request).expectStatus(status);
        }
    }

    @Test
    @Check(value = "a bucket refills, also while its client keeps asking, and its size is the rate, rounded up",
            task = "rate-limit", rule = "client-bucket",
            points = 3, slow = true, needs = Capability.FLAGS,
            explain = """
                    With --rate 1.5 and no --burst a bucket has two tokens, and a new one comes every 0.67 s. What has
                    dripped in is counted when the client comes, in fractions: who rounds down to whole tokens, or to
                    whole seconds, and then notes the time, throws away what has dripped in since, and an impatient
                    client never gets one. If the time is noted only when a token is taken, the same drops are counted
                    again at each request, and an impatient client gets too many.
                    """)
    void refills(Rig rig) {
        Server server = rig.start(KnownUsers.of(rig).flags("--rate", "1.5"));
        long start = System.nanoTime();
        rig.step("2 requests at once", () -> expectAll(server, 200, 2, get("/public")));
        rig.tell("then a request every 20 ms, until one is turned away, until one after that is let through, and for "
                + A_WHILE.toSeconds() + " s");
        rig.quietly(() -> {
            int passed = 2 + askUntilDripped(rig, server, Duration.ofMillis(660)) + askFor(server, A_WHILE);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (passed > 2 + 1.5 * seconds + SLACK) {
                throw rig.failure(
                        "expected at most 2 requests and 1.5 a second to be let through, but after %.1f s it were %d"
                                .formatted(seconds, passed));
            }
        });
    }

    /** Asks every 20 ms for so long; returns how many were 200. */
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
     * Asks until a request is let through so soon after a rejected request that no whole token can have come between
     * the server's looks at them. On a busy machine it may not be so soon: then the pair shows nothing.
     *
     * @param token less time than a token takes
     * @return how many were 200
     */
    private static int askUntilDripped(Rig rig, Server server, Duration token) {
        int passed = 0;
        for (int i = 0; i < SLOW; i++) {
            passed += askUntil(rig, server, get("/public"), 429).passed();
            Asked last = askUntil(rig, server, get("/public"), 200);
            passed += last.passed();
            if (last.gap() < token.toNanos()) {
                return passed;
            }
        }
        throw rig.skip("this machine is too busy to ask every " + token.toMillis() + " ms");
    }

    /**
     * @param passed how many were 200
     * @param gap nanoseconds from the sending of the last request but one to the last response; a day where there was
     *        one only
     */
    private record Asked(int passed, long gap) {}

    /** Asks again and again until a response has this status. */
    private static Asked askUntil(Rig rig, Server server, String request, int status) {
        long deadline = System.nanoTime() + Limits.PATIENCE.toNanos();
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
                if (System.nanoTime() - deadline > 0) {
                    throw rig.failure("expected a " + status + " in the end, but after " + Limits.PATIENCE.toSeconds()
                            + " s of asking every 20 ms all answers were " + answer.status());
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
            slow = true, needs = Capability.FLAGS, builds = "authentication",
            explain = """
                    What drips into a full bucket is lost. Otherwise a client that slept for a night comes with a
                    flood in the morning.
                    """)
    void neverFuller(Rig rig) {
        KnownUsers known = KnownUsers.of(rig);
        Server server = rig.start(known.flags("--rate", "20", "--burst", "3"));
        String away = get("/public", known.member().bearer());
        rig.step("3 requests of " + known.member(), () -> expectAll(server, 200, 3, away));
        for (int attempt = 0; attempt < 3; attempt++) {
            rig.tell(known.admin() + " asks until 20 requests are let through: that takes most of a second");
            rig.quietly(() -> {
                for (int passed = 0; passed < 20; passed++) {
                    askUntil(rig, server, get("/public", known.admin().bearer()), 200);
                }
            });
            rig.tell("then 15 requests of " + known.member());
            long start = System.nanoTime();
            int passed = passed(server, away, 15);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (passed > 3 + 20 * seconds + SLACK || passed < 3) {
                throw rig.failure(
                        ("expected 3 of 15 requests to be let through, as the bucket was full, and 20 a second, but "
                                + "in %.2f s %d came through").formatted(seconds, passed));
            }
            if (seconds < 0.5) {
                return;     // On a machine that is too slow, more than 15 may have come: nothing is learned, so again.
            }
        }
        throw rig.skip("this machine is too busy to send 15 requests in half a second");
    }

    private static int passed(Server server, String request, int times) {
        int passed = 0;
        try (Client client = server.connect()) {
            for (int i = 0; i < times; i++) {
                passed += client.send(request).answer().expectStatus(200, 429).status() == 200 ? 1 : 0;
            }
        }
        return passed;
    }

    @Test
    @Check(value = "each name has a bucket of its own, and clients without a name share that of the address",
            task = "rate-limit", rule = "rate-client", points = 2,
            needs = Capability.FLAGS, builds = "authentication",
            explain = """
                    Authentication comes before the rate limit: a client with a name is counted by it, and is not held
                    up by others at the same address. A bad token gives no name, so it counts for the address: else
                    each invented one would be a fresh bucket. The address is the socket's, and not what a field says,
                    which anybody can write.
                    """)
    void byName(Rig rig) {
        int burst = rig.random().nextInt(2, 5);
        Api api = Api.openLimited(rig, burst);
        for (User user : List.of(api.known().member(), api.known().admin())) {
            rig.step(burst + " requests of " + user + ", and one more", () -> {
                for (int i = 0; i < burst; i++) {
                    api.as(user).when().get("/public").then().statusCode(200);
                }
                Layers.expectTooMany(api.as(user).when().get("/private"));
            });
        }
        rig.step(burst + " requests without a name, and one more", () -> {
            api.expectEach(burst, 200);
            Layers.expectTooMany(api.get("/public"));
        });
        rig.step("a bad token", () -> Layers.expectTooMany(api.with("Bearer " + rig.word()).when().get("/public")));
        rig.step("another bad token",
                () -> Layers.expectTooMany(api.with("Bearer " + rig.word()).when().get("/public")));
        for (String field : List.of("X-Forwarded-For", "X-Real-IP", "Forwarded")) {
            String value = field.equals("Forwarded") ? "for=192.0.2.1" : "192.0.2.1";
            rig.step("an address that the client names itself, in " + field,
                    () -> Layers.expectTooMany(api.given().header(field, value).when().get("/public")));
        }
        rig.step("another client with a name",
                () -> api.as(api.known().almost().getLast()).when().get("/public").then().statusCode(200));
    }
}
