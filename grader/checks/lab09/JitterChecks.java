package grader.checks.lab09;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stretch task jitter: what was loaded at the same moment does not become too old at the same moment. */
class JitterChecks {

    /** 1000.9 s, of which up to a half is taken away. */
    private static final String TTL = "1000900";
    private static final long LEAST = 500;
    private static final long MOST = 1000;
    private static final int PRODUCTS = 30;
    /**
     * Of {@link #PRODUCTS} that are spread evenly over 500 seconds: that fewer are different, or all of them closer to
     * each other, happens once in more than 10^17 gradings.
     */
    private static final int DIFFERENT = 10;
    private static final long APART = 100;

    @Test
    @Check(value = "with --cache-jitter 50, values that are loaded together end at different times", task = "jitter",
            rule = "spread", points = 0, ownServer = true, builds = {"hit", "miss"},
            explain = """
                    When a server starts, or the catalog comes back, many values are loaded within a moment. With the
                    same time to live all of them end together, and the catalog gets all loads at once, again and
                    again. So each value's time is shorter by a random part of its own.
                    """)
    void spread(Rig rig) {
        List<Long> seconds = new ArrayList<>();
        load(rig, (loaded, hit, passed) -> seconds.add(hit.ttl().orElseThrow()));
        long different = seconds.stream().distinct().count();
        long apart = seconds.stream().mapToLong(Long::longValue).max().orElse(0)
                - seconds.stream().mapToLong(Long::longValue).min().orElse(0);
        if (different < DIFFERENT || apart < APART) {
            throw rig.failure("expected the ttl of " + PRODUCTS + " products to be spread over 500 s, but there are "
                    + different + " different ones, at most " + apart + " s apart: " + seconds);
        }
    }

    @Test
    @Check(value = "no value lives longer than --cache-ttl, or shorter than the jitter allows", task = "jitter",
            rule = "jitter-limits", points = 0, ownServer = true, builds = {"hit", "miss"},
            explain = """
                    The time to live is a promise about the oldest value that a client gets, so jitter only takes from
                    it. --cache-jitter says how much at most, in percent.
                    """)
    void limits(Rig rig) {
        load(rig, (loaded, hit, passed) -> hit.expectTtl(LEAST - passed, MOST));
    }

    @Test
    @Check(value = "the response that has loaded a value says how long it is really fresh", task = "jitter",
            rule = "jitter-said", points = 0, ownServer = true, builds = {"hit", "miss"},
            explain = """
                    `stored; ttl=N` and the `hit; ttl=N` a moment later are about the same entry. If the first one says
                    --cache-ttl, whatever was taken from it, it promises too much.
                    """)
    void said(Rig rig) {
        load(rig, (loaded, hit, passed) -> {
            long first = loaded.expect("stored").expectTtl(LEAST, MOST).ttl().orElseThrow();
            hit.expectTtl(first - passed, first);
        });
    }

    private interface Seen {
        /** @param passed how many seconds at most are between a load and the hit after it */
        void is(CacheStatusField loaded, CacheStatusField hit, long passed);
    }

    /** Requests each product twice. */
    private static void load(Rig rig, Seen seen) {
        Catalog catalog = Catalog.open(rig, "--cache-ttl", TTL, "--cache-jitter", "50");
        rig.tell(PRODUCTS + " products are loaded, and requested again; the time to live is 1000.9 s");
        rig.quietly(() -> {
            for (int i = 0; i < PRODUCTS; i++) {
                String path = catalog.product();
                long begin = System.nanoTime();
                CacheStatusField loaded = CacheStatusField.of(catalog.get(path));
                CacheStatusField hit = CacheStatusField.of(catalog.get(path)).expect("hit");
                seen.is(loaded, hit, 1 + Duration.ofNanos(System.nanoTime() - begin).toSeconds());
            }
        });
    }
}
