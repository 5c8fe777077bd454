package grader.bench.caches.contest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The shortest cache that the JDK allows: each hit takes the lock, and moves its entry to the end. */
public final class LruMap implements Subject {

    private final Supplier<byte[]> loader;
    private final int most;
    private final Map<String, byte[]> entries;

    public LruMap(Supplier<byte[]> loader, int most) {
        this.loader = loader;
        this.most = most;
        this.entries = new LinkedHashMap<>(most, 0.75f, true);
    }

    @Override
    public synchronized byte[] get(String key) {
        byte[] value = entries.get(key);
        if (value == null) {
            value = loader.get();
            entries.put(key, value);
            if (entries.size() > most) {
                entries.remove(entries.keySet().iterator().next());
            }
        }
        return value;
    }
}
