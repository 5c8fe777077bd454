import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * Keeps what was loaded, by key, until it is too old or takes too much room. Entries that are used again and again
 * stay.
 *
 * <p>Any number of threads may use it. A hit waits for no other thread. Only a change of the entries needs the lock,
 * and no thread loads while it holds it. Page: docs/pages/lab09.adoc.
 */
final class Cache {

    private final int maxEntries;
    private final long maxBytes;
    private final long ttl;             // nanoseconds
    private final LongSupplier nanos;
    private final CacheOptions options;
    private final CacheAdmission admission;  // null without --cache-admission
    private final Map<String, CacheEntry> entries = new ConcurrentHashMap<>();
    private final Map<String, FutureTask<CacheEntry>> loads = new ConcurrentHashMap<>();     // in progress
    private final NavigableSet<CacheEntry> byUse = new TreeSet<>(CacheEntry.BY_USE);     // guarded by `this`
    private long bytes;                                                                  // guarded by `this`

    /**
     * @param maxBytes of all keys and values together
     * @param ttl time to live: how long a value is fresh, in nanoseconds
     * @param nanos a clock such as System::nanoTime, whose value may be negative
     */
    Cache(int maxEntries, long maxBytes, long ttl, LongSupplier nanos) {
        this(maxEntries, maxBytes, ttl, nanos, CacheOptions.NONE);
    }

    /** @param options what the stretch tasks add */
    Cache(int maxEntries, long maxBytes, long ttl, LongSupplier nanos, CacheOptions options) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
        this.ttl = ttl;
        this.nanos = nanos;
        this.options = options;
        this.admission = options.admission() ? CacheAdmission.of(maxEntries) : null;
    }

    CacheOptions options() {
        return options;
    }

    /**
     * Returns the value of `key`. A fresh entry is a hit, which counts as a use. Without one, the value is loaded: a
     * MISS if there is no entry, STALE if it is too old. Stretch task admission: each request is noted
     * ({@link CacheAdmission#requested}).
     *
     * @throws Exception what the loader has thrown
     */
    // task ttl
    CacheResult get(String key, Callable<byte[]> loader) throws Exception {
        throw new Todo("ttl");
    }

    /**
     * Does the same as {@link #get}, with one exception: a value that has been too old for less than
     * {@link CacheOptions#stale} is returned at once, as a hit, while one load refreshes it. No request waits for that
     * load, or gets its failure. If it fails, a later request begins another one. The load belongs to no request: it
     * goes on when the client has left.
     */
    // task stale-while-revalidate
    CacheResult getOrStale(String key, Callable<byte[]> loader) throws Exception {
        Todo.report("stale-while-revalidate");
        return get(key, loader);
    }

    /**
     * Returns the value of a key for which the caller has found no fresh entry. Of all threads that miss it at the same
     * time, one runs its loader and keeps the value ({@link #keep}); the others wait for that thread ({@link #follow}).
     * `loads` has exactly the loads in progress. A value that was kept since the caller looked is not loaded again. A
     * failure is not kept. No thread waits for the load of another key.
     *
     * @param why what the result says about the request: MISS or STALE
     */
    // task single-flight
    private CacheResult load(String key, Callable<byte[]> loader, String why) throws Exception {
        Todo.report("single-flight");
        return keep(entry(key, loader.call()), null, why);
    }

    /**
     * Returns the value of a load in another thread ({@link #await}). Whether the failure of that load is also that of
     * this thread, or this thread loads as well, is up to you; but not all waiting requests may load at the same time,
     * and none more than once. A thread that was interrupted or did not have to load has given up: that says nothing
     * about the value, and refuses no one who waits.
     */
    // task single-flight
    private CacheResult follow(FutureTask<CacheEntry> other, String key, Callable<byte[]> loader, String why)
            throws Exception {
        throw new Todo("single-flight");
    }

    /** Waits for a load as long as the request has time, and returns its entry. Throws what its loader has thrown. */
    private static CacheEntry await(FutureTask<CacheEntry> load) throws Exception {
        try {
            return RequestContext.current().await(load, Long.MAX_VALUE);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }

    /**
     * Keeps an entry ({@link #insert}), unless its key was invalidated while `load` was running: then the value may be
     * older than the write, and only requests that already wait for it get it. Returns a {@link CacheResult#loaded},
     * which will be fresh for `ttl`, or for 0 if it was not kept.
     *
     * @param load the task that has loaded the entry: it is in `loads` unless the key was invalidated; null if it never
     *        was there
     */
    // task invalidate
    private synchronized CacheResult keep(CacheEntry entry, FutureTask<CacheEntry> load, String why) {
        Todo.report("invalidate");
        return CacheResult.loaded(entry, why, insert(entry) ? ttl : 0);
    }

    private CacheEntry entry(String key, byte[] value) {
        long now = nanos.getAsLong();
        return new CacheEntry(key, value, now + (options.jitter() > 0 ? timeToLive() : ttl), now);
    }

    /**
     * Returns how long a value that has just been loaded is fresh: `ttl`, or less by a random part of it, at most
     * {@link CacheOptions#jitter}. Values that are loaded at the same moment do not expire at the same moment. The
     * result of {@link #keep} has this time, too ({@link CacheEntry#timeToLive}).
     */
    // task jitter
    private long timeToLive() {
        Todo.report("jitter");
        return ttl;
    }

    /**
     * Forgets a key, because its value has been written. No request that comes later gets a value that was loaded, or
     * began to load, before: neither from an entry nor from a load in progress.
     */
    // task invalidate
    synchronized void invalidate(String key) {
        throw new Todo("invalidate");
    }

    /**
     * Adds an entry in place of the old one with its key. The cache is within its limits afterward ({@link #evict}). An
     * entry larger than `maxBytes` is not added, and no other is removed for it. `entries`, `byUse` and `bytes` always
     * agree ({@link #discard} keeps that, too). Returns whether the entry was added.
     */
    // task lru
    private boolean insert(CacheEntry entry) {
        Todo.report("lru");
        entries.put(entry.key(), entry);
        return true;
    }

    /**
     * Removes as many entries as necessary: afterward there are at most `maxEntries`, with at most `maxBytes` in them.
     * The newest stays; it is not in `byUse` yet. Which of the others go is up to you, as long as those that are used
     * again and again stay, and those that are no longer used do not stay for good.
     *
     * <p>`byUse` sorts the entries by {@link CacheEntry#position}: the last use that the set knows of, because a hit
     * moves nothing in it. An entry may change its position only while it is not in the set.
     */
    // task lru
    private void evict() {
        throw new Todo("lru");
    }

    /**
     * Returns whether a new entry is admitted: always if there is room for it, and otherwise only if its key was
     * requested more often lately than that of the entry that would be removed first ({@link CacheAdmission}). Stretch:
     * let {@link #insert} ask this before it adds an entry, if there is an `admission`.
     */
    // task admission
    private boolean isAdmitted(CacheEntry entry) {
        Todo.report("admission");
        return true;
    }

    /** Removes an entry from all that the cache keeps; null is no entry. */
    private void discard(CacheEntry entry) {
        if (entry != null && byUse.remove(entry)) {
            entries.remove(entry.key(), entry);
            bytes -= entry.bytes();
        }
    }
}
