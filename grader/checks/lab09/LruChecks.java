package grader.checks.lab09;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import grader.clients.http.Await;
import grader.clients.http.Limits;
import grader.clients.upstream.SamePath;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.HashMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Task lru: the cache has a limit, and what is in use stays. Which of the others go is up to the server. */
class LruChecks {

    private static final int SCANNED = 40;
    private static final int POPULAR = 4;
    /** A cache that drops the oldest, or any, loads what is in use about 20 times meanwhile; with LRU it never does. */
    private static final int MOST_LOADS = SCANNED / 5;
    private static final int ROUNDS = 5;
    private static final int REPLACED = 4;

    @Test
    @Check(value = "the cache keeps as many values as --cache-entries says, and no more", task = "lru",
            rule = "entries", points = 2, foundation = true, ownServer = true,
            explain = """
                    Without a limit a cache grows until the memory is full: clients choose the keys. With
                    --cache-entries 3, three values stay, all of them. When a fourth one is kept, one of the others
                    goes.
                    """)
    void entriesLimited(Rig rig) {
        Catalog catalog = Catalog.openOwn(rig, "--cache-entries", "3");
        String json = catalog.json();
        String[] paths = Stream.generate(() -> catalog.product(json)).limit(4).toArray(String[]::new);
        expectLoaded(catalog, paths[0], paths[1], paths[2]);
        rig.step("three values are kept", () -> expectHits(catalog, paths[0], paths[1], paths[2]));
        rig.tell("a fourth one");
        expectLoaded(catalog, paths[3]);
        rig.each("it is kept", () -> expectHits(catalog, paths[3]));
        rig.each("one of the four is not", () -> expectNotAll(rig, catalog, paths));
    }

    /** Requests these in this order; none of them is loaded again. */
    private static void expectHits(Catalog catalog, String... paths) {
        expect(catalog, 0, paths);
    }

    /** Requests these in this order; each of them is loaded. */
    private static void expectLoaded(Catalog catalog, String... paths) {
        expect(catalog, 1, paths);
    }

    private static void expect(Catalog catalog, int more, String... paths) {
        for (String path : paths) {
            int before = catalog.loads(path);
            catalog.get(path).then().statusCode(200);
            catalog.expectLoads(path, before + more);
        }
    }

    /** These do not have room together: whenever all are requested, at least one is loaded. */
    private static void expectNotAll(Rig rig, Catalog catalog, String... paths) {
        for (int i = 0; i < 2; i++) {
            if (loadsOf(catalog, paths) == 0) {
                throw rig.failure("expected at least one of " + List.of(paths)
                        + " to be loaded, as they do not have room together, but all of them were kept");
            }
        }
    }

    /** These have room together: requested again and again, they are all kept soon. */
    private static void expectAllSoon(Rig rig, Catalog catalog, String... paths) {
        expectAllSoon(rig, catalog, Duration.ofHours(1), paths);
    }

    /** The same, and tells whether that was tried within the time to live. */
    private static boolean expectAllSoon(Rig rig, Catalog catalog, Duration ttl, String... paths) {
        long start = System.nanoTime();
        int loads = loadsOf(catalog, paths);
        for (int i = 1; i < ROUNDS && loads > 0; i++) {
            loads = loadsOf(catalog, paths);
        }
        boolean inTime = System.nanoTime() - start < ttl.toNanos();
        if (loads > 0 && inTime) {
            throw rig.failure("expected " + List.of(paths) + ", requested " + ROUNDS
                    + " times in turn, to be kept, as nothing else is used, but the last time " + loads
                    + " of them were loaded");
        }
        return loads == 0 || inTime;
    }

    /** Requests these in this order, and returns how many of them were loaded. */
    private static int loadsOf(Catalog catalog, String... paths) {
        int loads = 0;
        for (String path : paths) {
            int before = catalog.loads(path);
            catalog.get(path).then().statusCode(200);
            loads += catalog.loads(path) - before;
        }
        return loads;
    }

    @Test
    @Check(value = "what is used again and again stays, and what was popular once does not", task = "lru",
            rule = "in-use", points = 3, ownServer = true,
            explain = """
                    The order in which values were loaded says little about which of them are popular; their uses say
                    more. A hit has to count as a use, each time, or the most popular value goes because it came first.
                    And uses of long ago must not count forever.
                    """)
    void hitIsUse(Rig rig) {
        Catalog catalog = Catalog.openOwn(rig, "--cache-entries", "6");
        String json = catalog.json();
        String start = catalog.path();
        catalog.upstream().answers(get(SamePath.startingWith(start + "-")).willReturn(okJson(json)));
        String[] popular = Stream.generate(() -> catalog.product(json)).limit(POPULAR).toArray(String[]::new);
        expectLoaded(catalog, popular);
        rig.step(SCANNED + " other products, one after the other, and after each of them " + POPULAR
                + " that are always the same",
                () -> rig.quietly(() -> {
                    int loads = 0;
                    for (int i = 0; i < SCANNED; i++) {
                        catalog.expect(start + "-" + i, json);
                        loads += loadsOf(catalog, popular);
                    }
                    if (loads > MOST_LOADS) {
                        throw rig.failure("expected the values that are used all the time to be kept, and loaded "
                                + MOST_LOADS + " times at most, but they were loaded " + loads + " times");
                    }
                }));
        rig.step("from now on, only two others are used",
                () -> expectAllSoon(rig, catalog, start + "-a", start + "-b"));
    }

    @Test
    @Check(value = "the values that are kept have at most --cache-bytes bytes together", task = "lru", rule = "bytes",
            points = 2, ownServer = true,
            explain = """
                    A thousand small values are nothing, and a thousand large ones may be all the memory, so bytes are
                    counted as well as values. When a value is added, as many others go as necessary: none, one or
                    several. Each value that goes is subtracted, whatever it goes for. The checks leave room for the
                    keys, which may count as well.
                    """)
    void bytesLimited(Rig rig) {
        Catalog catalog = Catalog.openOwn(rig, "--cache-bytes", "10000", "--cache-entries", "4");
        Map<Integer, String> paths = new HashMap<>();
        List.of(4000, 3500, 2300, 3000, 9000).forEach(size -> paths.put(size, catalog.product(catalog.json(size))));
        rig.step("4000, 3500 and 2300 bytes are 9800, nearly the limit", () -> {
            expectLoaded(catalog, paths.get(4000), paths.get(3500), paths.get(2300));
            expectHits(catalog, paths.get(4000), paths.get(3500), paths.get(2300));
        });
        rig.step("3000 more are kept, but not all four", () -> {
            expectLoaded(catalog, paths.get(3000));
            expectHits(catalog, paths.get(3000));
            expectNotAll(rig, catalog, paths.get(3000), paths.get(4000), paths.get(3500), paths.get(2300));
        });
        rig.step("9000 more: all others go", () -> {
            expectLoaded(catalog, paths.get(9000));
            expectHits(catalog, paths.get(9000));
            expectLoaded(catalog, paths.get(3000), paths.get(9000), paths.get(3000), paths.get(9000));
        });
        rig.step("ten times 2400 bytes, of which four have room: two that are used from now on are kept", () -> {
            String[] all = Stream.generate(() -> catalog.product(catalog.json(2400))).limit(10).toArray(String[]::new);
            expectLoaded(catalog, all);
            expectAllSoon(rig, catalog, all[8], all[9]);
        });
    }

    @Test
    @Check(value = "a value that replaces an old one counts once", task = "lru", rule = "bytes", points = 1,
            slow = true, ownServer = true, builds = {"too-old", "bytes-limited"},
            explain = """
                    What is loaded again takes the place of the old entry, so the bytes of that one are subtracted.
                    Otherwise the cache believes after some time that it is full, and keeps one value only.
                    """)
    void replacedCountsOnce(Rig rig) {
        Catalog catalog = Catalog.openOwn(rig, "--cache-bytes", "10000", "--cache-ttl", "1000");
        String[] paths = {catalog.product(catalog.json(4000)), catalog.product(catalog.json(4000))};
        rig.tell("the time to live is 1 s; a client requests " + paths[0] + " until it was loaded " + REPLACED
                + " times");
        rig.quietly(() -> {
            if (!Await.comesTrue(Limits.PATIENCE.plusSeconds(REPLACED), Catalog.PAUSE, () -> {
                catalog.get(paths[0]).then().statusCode(200);
                return catalog.loads(paths[0]) >= REPLACED;
            })) {
                throw rig.failure("expected it to be loaded after each second, but it was loaded "
                        + catalog.loads(paths[0]) + " times");
            }
        });
        rig.step("it and another one of 4000 bytes have room in 10000",
                () -> rig.untilProven("to request two values " + ROUNDS + " times in a second",
                        () -> expectAllSoon(rig, catalog, Duration.ofSeconds(1), paths)));
    }

    @Test
    @Check(value = "a value that is larger than the whole cache may be is sent, and nothing goes because of it",
            task = "lru", rule = "too-large", points = 2, ownServer = true,
            explain = """
                    To keep a value that has no room even in an empty cache, all others would have to go, and it would
                    go as well. So it is sent to its client and never added. A value that takes nearly --cache-bytes
                    bytes has room.
                    """)
    void tooLarge(Rig rig) {
        Catalog catalog = Catalog.openOwn(rig, "--cache-bytes", "10000");
        String[] small = {catalog.product(catalog.json(3000)), catalog.product(catalog.json(5000))};
        String largeJson = catalog.json(10_001);
        String large = catalog.product(largeJson);
        expectLoaded(catalog, small);
        rig.each("10001 bytes are sent, and not kept", () -> {
            catalog.expect(large, largeJson);
            expectLoaded(catalog, large);
        });
        rig.each("the others are kept", () -> expectHits(catalog, small));
        rig.each("9800 bytes are kept", () -> {
            String nearlyAll = catalog.product(catalog.json(9800));
            expectLoaded(catalog, nearlyAll);
            expectHits(catalog, nearlyAll);
        });
    }
}
