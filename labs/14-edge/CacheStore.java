// Given: nothing in this file is for you to write.
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The responses that are stored, by URI; of one URI there may be several variants. All of them, what is being loaded,
 * and what slow clients still read take at most so many bytes together. What has not been used for the longest time
 * goes first. Thread-safe.
 */
final class CacheStore {

    private static final int MOST_VARIANTS = 16;
    /** The largest content takes this share of all. */
    private static final int SHARE = 8;

    private final long most;
    private long taken;
    private final LinkedHashMap<String, List<StoredResponse>> byUri = new LinkedHashMap<>(16, 0.75f, true);

    /** @param most bytes; 0: nothing is ever stored */
    CacheStore(long most) {
        this.most = most;
    }

    boolean isOff() {
        return most == 0;
    }

    /** Returns how many bytes the content of one response may have. */
    int mostContent() {
        return (int) Math.min(most / SHARE, Integer.MAX_VALUE - 8);
    }

    /** Returns the newest response that fits a request, whether or not it is fresh; null if there is none. */
    synchronized StoredResponse find(CacheKey key, Fields request) {
        for (StoredResponse each : byUri.getOrDefault(key.uri(), List.of())) {
            if (each.matches(key, request)) {
                return each;
            }
        }
        return null;
    }

    /** Stores a response in place of those that it replaces. */
    synchronized void put(StoredResponse response) {
        if (!response.content().retain()) {
            return;
        }
        List<StoredResponse> variants = byUri.computeIfAbsent(response.key().uri(), first -> new ArrayList<>(1));
        for (StoredResponse each : List.copyOf(variants)) {
            if (each.isVariant(response)) {
                discard(variants, each);
            }
        }
        if (variants.size() == MOST_VARIANTS) {
            discard(variants, variants.getLast());
        }
        variants.addFirst(response);
    }

    /** Removes a response, if it is still there. */
    synchronized void remove(StoredResponse response) {
        List<StoredResponse> variants = byUri.get(response.key().uri());
        if (variants != null && discard(variants, response) && variants.isEmpty()) {
            byUri.remove(response.key().uri());
        }
    }

    /** Removes all that is stored of a URI. */
    synchronized void remove(String uri) {
        List<StoredResponse> variants = byUri.remove(uri);
        if (variants != null) {
            List.copyOf(variants).forEach(each -> discard(variants, each));
        }
    }

    private static boolean discard(List<StoredResponse> variants, StoredResponse response) {
        boolean removed = variants.remove(response);
        if (removed) {
            response.content().release();
        }
        return removed;
    }

    /**
     * Takes memory. Removes as many responses as necessary for that, but none that a client reads: its memory would not
     * be free.
     *
     * @return false if there is not so much; then nothing is removed
     */
    synchronized boolean take(long bytes) {
        List<StoredResponse> victims = new ArrayList<>();
        long free = most - taken;
        for (Iterator<List<StoredResponse>> next = byUri.values().iterator(); free < bytes && next.hasNext();) {
            for (StoredResponse each : next.next()) {
                if (!each.content().isInUse()) {
                    victims.add(each);
                    free += each.content().taken();
                }
            }
        }
        if (free < bytes) {
            return false;
        }
        victims.forEach(this::remove);
        taken += bytes;
        return true;
    }

    synchronized void giveBack(long bytes) {
        taken -= bytes;
    }

    /** Returns how many bytes are taken now. */
    synchronized long taken() {
        return taken;
    }

    /** Returns how many URIs have a response here. */
    synchronized int size() {
        return byUri.size();
    }
}
