package docs.site.page;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Things made from files, each kept for as long as its files are as they were. Several threads may use one; two that
 * ask for the same thing at once may both make it.
 */
public final class Kept<K, V> {

    private record Made<V>(V value, Dependencies inputs) {}

    private final Map<K, Made<V>> all = new ConcurrentHashMap<>();

    /** The thing of this name; `make` makes it if it is not there, or no longer right, and notes its inputs. */
    public V get(K key, Disk disk, Function<Dependencies, V> make) {
        Made<V> made = all.get(key);
        if (made == null || !made.inputs.areAsIn(disk)) {
            Dependencies inputs = new Dependencies(disk);
            made = new Made<>(make.apply(inputs), inputs);
            all.put(key, made);
        }
        return made.value;
    }

    /** The same for a thing that follows from its name alone. */
    public V get(K key, Supplier<V> make) {
        return get(key, new Disk(), none -> make.get());
    }

    public void keepOnly(Collection<K> keys) {
        all.keySet().retainAll(new HashSet<>(keys));
    }
}
