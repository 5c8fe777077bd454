package grader.checks.lab09;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task cache-status: each response says what the cache has done for it. */
class CacheStatusChecks {

    /** {@link Catalog#open}: 3600.9 s, so a number that is rounded to the nearest one is too large. */
    private static final long MOST_SECONDS = 3600;

    @Test
    @Check(value = "a value that was loaded: fwd=miss, and stored with its ttl", task = "cache-status",
            rule = "status-miss", points = 3, foundation = true, ownServer = true,
            explain = """
                    Cache-Status has the name of the cache and then parameters, each after a semicolon. If the cache
                    had nothing for the key, the parameter is `fwd=miss`: the request was forwarded because it missed.
                    `stored` says that the value is in the cache now, and `ttl=N` for how many whole seconds it will
                    be fresh. `hit` would say that nothing was forwarded.
                    """)
    void miss(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        long begin = System.nanoTime();
        CacheStatusField status = CacheStatusField.of(catalog.get(catalog.product()));
        status.expectNo("hit", "collapsed")
                .expectForwarded("miss", "uri-miss")
                .expect("stored")
                .expectTtl(least(begin), MOST_SECONDS);
        rig.each("with a time to live of less than a second", () -> {
            Catalog brief = Catalog.openOwn(rig, "--cache-ttl", "900");
            CacheStatusField.of(brief.get(brief.product())).expect("stored").expectTtl(0, 0);
        });
    }

    /** What is left at least, in whole seconds, of a value that was loaded after this time. */
    private static long least(long begin) {
        return MOST_SECONDS - 1 - Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    }

    @Test
    @Check(value = "a hit: hit, and a ttl that falls", task = "cache-status", rule = "status-hit", points = 3,
            ownServer = true, builds = "too-old",
            explain = """
                    A value from an entry is a `hit`, and then there is no `fwd`. `ttl=N` is what is left of the time
                    for which the value is fresh, in whole seconds, rounded down: it falls from one second to the
                    next, and the time to live itself is not meant.
                    """)
    void hit(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        String path = catalog.product();
        long begin = System.nanoTime();
        catalog.get(path).then().statusCode(200);
        CacheStatusField status = CacheStatusField.of(catalog.get(path)).expect("hit").expectNo("fwd");
        status.expectTtl(least(begin), MOST_SECONDS);
        long first = status.ttl().getAsLong();
        rig.tell("a client requests it every 100 ms until the ttl is less than " + first);
        rig.quietly(() -> {
            if (!Await.comesTrue(Limits.PATIENCE, Catalog.PAUSE, () -> ttl(catalog, path, begin) < first)) {
                throw rig.failure("expected the ttl of a hit to fall with time, but it is " + first + " for "
                        + Limits.shown(Limits.PATIENCE));
            }
        });
    }

    private static long ttl(Catalog catalog, String path, long begin) {
        return CacheStatusField.of(catalog.get(path))
                .expect("hit")
                .expectTtl(least(begin), MOST_SECONDS)
                .ttl()
                .getAsLong();
    }

    @Test
    @Check(value = "the cart has the field, too", task = "cache-status", rule = "status-field", points = 1,
            ownServer = true, builds = "own-cart",
            explain = """
                    /cart comes through the same cache as the products. The first response for a user is a miss, the
                    next one a hit; another user's first one is a miss.
                    """)
    void ofCart(Rig rig) {
        Catalog catalog = Catalog.openOwn(rig);
        for (String who : List.of("ann", "ben")) {
            catalog.responds("/carts/" + Catalog.user(rig, who), okJson(catalog.json()));
            rig.each("the first cart of " + Catalog.user(rig, who),
                    () -> CacheStatusField.of(catalog.getCart(who))
                            .expectNo("hit")
                            .expectForwarded("miss", "uri-miss")
                            .expect("stored"));
            rig.each("the second one", () -> CacheStatusField.of(catalog.getCart(who)).expect("hit").expectNo("fwd"));
        }
    }

    @Test
    @Check(value = "a value that was too old: fwd=stale", task = "cache-status", rule = "status-miss", points = 1,
            slow = true, ownServer = true, builds = "too-old",
            explain = """
                    `fwd=stale` tells more than `fwd=miss`: there was an entry, and it was too old. If that is frequent,
                    the time to live is short; if misses are frequent, the cache is small.
                    """)
    void stale(Rig rig) {
        Catalog catalog = Catalog.openOwn(rig, "--cache-ttl", "1500");
        String path = catalog.product();
        CacheStatusField.of(catalog.get(path)).expectForwarded("miss", "uri-miss").expectTtl(0, 1);
        List<CacheStatusField> seen = new ArrayList<>();
        rig.tell("the time to live is 1500 ms; a client requests it every 100 ms until it is not a hit");
        rig.quietly(() -> {
            if (!Await.comesTrue(Limits.PATIENCE, Catalog.PAUSE, () -> {
                Response response = catalog.get(path);
                seen.add(CacheStatusField.of(response));
                return !seen.getLast().isHit();
            })) {
                throw rig.failure("expected a miss after 1500 ms, the time to live, but each response is a hit");
            }
        });
        seen.getLast().expectForwarded("stale").expect("stored").expectTtl(0, 1);
    }

    @Test
    @Check(value = "a response that has waited for another one's load: collapsed, besides fwd", task = "cache-status",
            rule = "status-collapsed", points = 1, ownServer = true, builds = "other-keys",
            explain = """
                    The request that loads is a miss like any other. Those that wait for its load have missed as well,
                    so they have `fwd`, and no `hit`; `collapsed` says that no request was sent to the catalog for
                    them.
                    """)
    void collapsed(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        String path = catalog.product();
        try (ResponseBarrier held = catalog.upstream().hold(path);
                WaitingClients clients = new WaitingClients(rig, catalog, path, 3, held)) {
            held.open();
            List<CacheStatusField> all = clients.all().stream().map(client -> statusOf(client)).toList();
            rig.each("the response to the request that loads", () -> all.getFirst()
                    .expectNo("hit")
                    .expectForwarded("miss", "uri-miss")
                    .expect("stored"));
            rig.each("the responses to those that wait", () -> all.subList(1, all.size())
                    .forEach(status -> status.expectNo("hit")
                            .expect("collapsed")
                            .expectForwarded("miss", "uri-miss")));
        }
    }

    private static CacheStatusField statusOf(Client client) {
        return CacheStatusField.of(client.answer());
    }

    @Test
    @Check(value = "a value that was not kept: neither stored nor ttl", task = "cache-status", rule = "status-miss",
            points = 1, ownServer = true, builds = {"too-large", "not-kept", "other-keys"},
            explain = """
                    `stored` says that the cache has the value now. It has not if the value is larger than the whole
                    cache, or if the load began before a write and ended after it. What is not stored has no ttl.
                    """)
    void notStored(Rig rig) {
        Catalog catalog = Catalog.openOwn(rig, "--cache-bytes", "1000");
        String large = catalog.product(catalog.json(1001));
        rig.each("a value that is too large", () -> CacheStatusField.of(catalog.get(large))
                .expectNo("hit", "stored", "ttl")
                .expectForwarded("miss", "uri-miss"));
        rig.each("a load that races with a write", () -> {
            String path = catalog.product();
            try (ResponseBarrier held = catalog.upstream().holdFirst(path); Client client = catalog.begin(path)) {
                catalog.expectHeld(held, 1);
                catalog.put(path, catalog.json()).then().statusCode(204);
                held.open();
                statusOf(client).expectNo("hit", "stored", "ttl").expectForwarded("miss", "uri-miss");
            }
        });
    }
}
