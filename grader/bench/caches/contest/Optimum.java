package grader.bench.caches.contest;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What no cache can beat: it knows all requests in advance, and drops what is needed again last, which may be the value
 * that has just been loaded (Bélády, "A study of replacement algorithms for a virtual-storage computer", IBM Systems
 * Journal 5(2), 1966). All values take the same room.
 */
public final class Optimum {

    private Optimum() {}

    /**
     * How many of the requests are hits, at most.
     *
     * @param requests keys from 0 on
     * @param entries that have room, at least 1
     */
    public static int hits(int[] requests, int entries) {
        int[] next = next(requests);
        BitSet kept = new BitSet(requests.length);      // A value that is kept is the place of its next request.
        int size = 0;
        int last = -1;                                  // No value is kept until after this place.
        int hits = 0;
        for (int i = 0; i < requests.length; i++) {
            if (kept.get(i)) {
                hits++;
                size--;
                kept.clear(i);
            }
            if (next[i] < requests.length) {
                kept.set(next[i]);
                last = Math.max(last, next[i]);
                size++;
            }
            if (size > entries) {
                last = kept.previousSetBit(last);
                kept.clear(last);
                size--;
            }
        }
        return hits;
    }

    /** For each request the place of the next one for its key; the count of all if there is none. */
    private static int[] next(int[] requests) {
        int[] next = new int[requests.length];
        int[] seen = new int[Arrays.stream(requests).max().orElse(0) + 1];
        Arrays.fill(seen, requests.length);
        for (int i = requests.length - 1; i >= 0; i--) {
            next[i] = seen[requests[i]];
            seen[requests[i]] = i;
        }
        return next;
    }
}
