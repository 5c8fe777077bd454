package grader.bench.caches;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import grader.bench.caches.contest.LruMap;
import grader.bench.caches.contest.Subject;
import grader.bench.harness.LabPart;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A cache that is measured. */
enum CacheContestant {

    OWN("lab 09's cache"),
    CAFFEINE("Caffeine"),
    /** Without a time to live. What it evicts is what an ideal LRU evicts. */
    LRU_MAP("LinkedHashMap, synchronized");

    private final String words;

    CacheContestant(String words) {
        this.words = words;
    }

    /**
     * A new one.
     *
     * @param loader of the value of any key
     * @param entries how many values it keeps at most
     * @param executor of what Caffeine does besides, such as to evict
     */
    Subject make(Supplier<byte[]> loader, int entries, Executor executor) {
        return switch (this) {
            case OWN -> own(loader, entries, false);
            case CAFFEINE -> caffeine(loader, entries, executor)::get;
            case LRU_MAP -> new LruMap(loader, entries);
        };
    }

    /** Lab 09's. @param admission whether with that stretch task */
    static Subject own(Supplier<byte[]> loader, int entries, boolean admission) {
        return LabPart.caller(Subject.class, List.of(Supplier.class, int.class, boolean.class), loader, entries,
                admission);
    }

    private static LoadingCache<String, byte[]> caffeine(Supplier<byte[]> loader, int entries, Executor executor) {
        return Caffeine.newBuilder()
                .maximumSize(entries)
                .expireAfterWrite(Subject.TTL_MINUTES, TimeUnit.MINUTES)
                .executor(executor)
                .build(key -> loader.get());
    }

    @Override
    public String toString() {
        return words;
    }
}
