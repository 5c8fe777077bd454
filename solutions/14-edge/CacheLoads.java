import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The loads in progress, at most one for each key, and what becomes of them. */
final class CacheLoads {

    private final ConcurrentMap<CacheKey, CacheLoad> running = new ConcurrentHashMap<>();
    private final CacheStore store;

    CacheLoads(CacheStore store) {
        this.store = store;
    }

    /** Begins a load, and returns null; if there is one for this key already, returns that. */
    CacheLoad begin(CacheLoad load) {
        return running.putIfAbsent(load.key(), load);
    }

    /** Ends a load. */
    void end(CacheLoad load) {
        running.remove(load.key(), load);
    }

    /**
     * Ends a load, and stores what it has loaded, unless its URI was invalidated while it was running: then it may be
     * older than what was written.
     */
    synchronized void endWith(CacheLoad load, StoredResponse loaded) {
        if (running.get(load.key()) == load) {
            store.put(loaded);      // First, so that no other load begins in between.
            end(load);
        }
    }

    /**
     * Forgets all that is stored of a URI. No later request gets what was loaded, or began to load, before: neither
     * from the store nor from a load in progress.
     */
    synchronized void invalidate(String uri) {
        running.keySet().removeIf(key -> key.uri().equals(uri));
        store.remove(uri);
    }
}
