package parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Supplier;

/** A request that is held up between its look for an entry and its load, while another one loads and ends. */
public final class Caller implements Supplier<String> {

    private final Cache cache = new Cache(10, 1_000, 1_000, this::now);
    private boolean heldUp;
    private int loads;

    private long now() {
        if (!heldUp) {
            heldUp = true;
            result();
        }
        return 0;
    }

    /** How the first request got its value, and how many loads there were. */
    @Override
    public String get() {
        CacheResult first = result();
        return new String(first.value(), UTF_8) + " " + first.forwarded() + ", loads: " + loads;
    }

    private CacheResult result() {
        try {
            return cache.get("key", () -> ("value " + ++loads).getBytes(UTF_8));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
