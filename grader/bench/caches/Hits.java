package grader.bench.caches;

import grader.bench.caches.contest.Subject;
import grader.bench.caches.contest.Trace;
import grader.bench.caches.contest.Zipf;
import grader.bench.harness.Work;
import java.util.concurrent.ForkJoinPool;

/** A cache that has all keys, and requests for them. */
final class Hits implements Work {

    static final int REQUESTS = 1 << 16;
    private static final int ENTRIES = 10_000;
    private static final byte[] VALUE = new byte[100];

    private final Subject cache;
    private final String[] requests = new String[REQUESTS];
    private int misses;

    Hits(CacheContestant contestant) {
        cache = contestant.make(() -> {
            misses++;
            return VALUE;
        }, ENTRIES, ForkJoinPool.commonPool());      // Caffeine's default
        for (int i = 0; i < ENTRIES; i++) {
            cache.get(Trace.key(i));
        }
        Zipf zipf = new Zipf(ENTRIES, 9);
        for (int i = 0; i < REQUESTS; i++) {
            requests[i] = Trace.key(zipf.next());         // equal to the key in the cache, but not the same, as in a
                                                          // server
        }
    }

    /** How often the cache has loaded a value that it had before. */
    int again() {
        return misses - ENTRIES;
    }

    @Override
    public long once(int number) {
        return cache.get(requests[number & REQUESTS - 1]).length;
    }
}
