package parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Function;

/** Requests that are held up where they ask for the time, while others go on and end. */
public final class Caller implements Function<String, String> {

    private boolean heldUp;
    private int loads;

    @Override
    public String apply(String scenario) {
        return switch (scenario) {
            case "race" -> race();
            case "newest" -> newest();
            default -> throw new IllegalArgumentException(scenario);
        };
    }

    /**
     * A request is held up between its look for an entry and its load, while another one loads. Returns how the first
     * request got its value, and how many loads there were.
     */
    private String race() {
        Cache[] cache = new Cache[1];
        cache[0] = new Cache(10, 1_000, 1_000, () -> {
            if (!heldUp) {
                heldUp = true;
                get(cache[0], "key");
            }
            return 0;
        });
        CacheResult first = get(cache[0], "key");
        return new String(first.value(), UTF_8) + " " + first.forwarded() + ", loads: " + loads;
    }

    /**
     * A load is held up when its value is there, while a hit uses the only entry. Returns what the next request gets.
     */
    private String newest() {
        Cache[] cache = new Cache[1];
        long[] now = {0};
        cache[0] = new Cache(1, 1_000, 1_000, () -> {
            if (loads == 2 && !heldUp) {
                heldUp = true;
                now[0]++;
                get(cache[0], "old");
                return now[0] - 1;
            }
            return now[0];
        });
        get(cache[0], "old");
        get(cache[0], "new");
        return get(cache[0], "new").forwarded() + ", loads: " + loads;
    }

    private CacheResult get(Cache cache, String key) {
        try {
            return cache.get(key, () -> ("value " + ++loads).getBytes(UTF_8));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
