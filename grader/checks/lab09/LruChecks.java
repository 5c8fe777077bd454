package grader.checks.lab09;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Task lru: the cache has a limit, and what was not used for the longest time goes first. */
class LruChecks {

    private static final int PRODUCTS = 6;
    private static final int USES = 60;

    @Test
    @Check(value = "the cache keeps as many values as --cache-entries says, and no more", task = "lru",
            rule = "entries", points = 3, foundation = true, ownServer = true,
            explain = """
                    Without a limit a cache grows until the memory is full: clients choose the keys. With
                    --cache-entries 3, three values stay, all of them. When a fourth one is kept, the one goes that was
                    used least recently; the other two stay.
                    """)
    void entriesLimited(Rig rig) {
        Catalog catalog = Catalog.openOwn(rig, "--cache-entries", "3");
        String json = catalog.json();
        String[] paths = Stream.generate(() -> catalog.product(json)).limit(4).toArray(String[]::new);
        expectLoaded(catalog, paths[0], paths[1], paths[2]);
        rig.step("three values are kept", () -> expectHits(catalog, paths[0], paths[1], paths[2]));
        rig.tell("a fourth one");
        expectLoaded(catalog, paths[3]);
        rig.each("the three that were used last are kept", () -> expectHits(catalog, paths[1], paths[2], paths[3]));
        rig.each("the first one is not", () -> expectLoaded(catalog, paths[0]));
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

    @Test
    @Check(value = "a hit is a use: the value that goes is the one whose last use is longest ago", task = "lru",
            rule = "entries", points = 3, ownServer = true,
            explain = """
                    The order in which values were loaded says little about which of them are popular; the order of
                    their last uses says more. A hit has to count as a use, each time, or the most popular value goes
                    because it came first.
                    """)
    void hitIsUse(Rig rig) {
        int limit = 3;
        Catalog catalog = Catalog.openOwn(rig, "--cache-entries", "" + limit);
        String json = catalog.json();
        List<String> paths = Stream.generate(() -> catalog.product(json)).limit(PRODUCTS).toList();
        rig.step("the first of three is used again, so the second one goes", () -> {
            Stream.of(0, 1, 2, 0, 3).forEach(i -> catalog.get(paths.get(i)).then().statusCode(200));
            expectHits(catalog, paths.get(0));
            expectLoaded(catalog, paths.get(1));
        });
        rig.step(
                USES + " requests for " + PRODUCTS + " products in a random order, each of them a hit or a load as its "
                        + "last use says",
                () -> rig.quietly(() -> expectByLastUse(rig, catalog, paths, limit)));
    }

    /** What was used last before is 3, 0 and 1. */
    private static void expectByLastUse(Rig rig, Catalog catalog, List<String> paths, int limit) {
        List<String> kept = new ArrayList<>(List.of(paths.get(3), paths.get(0), paths.get(1)));
        for (int i = 0; i < USES; i++) {
            String path = paths.get(rig.random().nextInt(PRODUCTS));
            if (kept.remove(path)) {
                expectHits(catalog, path);
            } else {
                expectLoaded(catalog, path);
            }
            kept.add(path);
            if (kept.size() > limit) {
                kept.removeFirst();
            }
        }
    }

    @Test
    @Check(value = "the values that are kept have at most --cache-bytes bytes together", task = "lru", rule = "bytes",
            points = 2, ownServer = true,
            explain = """
                    A thousand small values are nothing, and a thousand large ones may be all the memory, so bytes are
                    counted as well as values. When a value is added, as many of the least recently used ones go as
                    necessary: none, one or several. Each value that goes is subtracted, whatever it goes for. The checks leave
                    room for the keys, which may count as well.
                    """)
    void bytesLimited(Rig rig) {
        Catalog catalog = Catalog.openOwn(rig, "--cache-bytes", "10000", "--cache-entries", "4");
        Map<Integer, String> paths = new HashMap<>();
        List.of(4000, 3500, 2300, 3000, 9000).forEach(size -> paths.put(size, catalog.product(catalog.json(size))));
        rig.step("4000, 3500 and 2300 bytes are 9800, nearly the limit", () -> {
            expectLoaded(catalog, paths.get(4000), paths.get(3500), paths.get(2300));
            expectHits(catalog, paths.get(4000), paths.get(3500), paths.get(2300));
        });
        rig.step("3000 more: the 4000 go, and that is enough", () -> {
            expectLoaded(catalog, paths.get(3000));
            expectHits(catalog, paths.get(3500), paths.get(2300), paths.get(3000));
        });
        rig.step("4000 more: the 3500 go", () -> {
            expectLoaded(catalog, paths.get(4000));
            expectHits(catalog, paths.get(2300), paths.get(3000), paths.get(4000));
        });
        rig.step("9000 more: all three go", () -> {
            expectLoaded(catalog, paths.get(9000), paths.get(4000), paths.get(3000), paths.get(2300));
            expectHits(catalog, paths.get(4000), paths.get(3000), paths.get(2300));
        });
        rig.step("ten times 2400 bytes: each time the last four are kept", () -> {
            String[] all = Stream.generate(() -> catalog.product(catalog.json(2400))).limit(10).toArray(String[]::new);
            expectLoaded(catalog, all);
            expectHits(catalog, Arrays.copyOfRange(all, 6, 10));
        });
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
