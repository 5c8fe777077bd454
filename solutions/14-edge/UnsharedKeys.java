import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The keys whose responses were not for others a moment ago. No request for them waits for another one: it would wait
 * in vain. Thread-safe.
 */
final class UnsharedKeys {

    private static final int MOST = 10_000;
    private static final long MEMORY = TimeUnit.SECONDS.toNanos(10);

    private final Map<CacheKey, Long> until = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CacheKey, Long> eldest) {
            return size() > MOST;
        }
    };

    synchronized void add(CacheKey key, long now) {
        until.remove(key);
        until.put(key, now + MEMORY);
    }

    synchronized void remove(CacheKey key) {
        until.remove(key);
    }

    synchronized boolean contains(CacheKey key, long now) {
        Long end = until.get(key);
        return end != null && end - now > 0;
    }
}
