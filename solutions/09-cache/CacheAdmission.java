/**
 * Knows which keys are requested often, so that those which are requested once do not displace them in a full
 * {@link Cache}. Any number of threads may use it.
 */
interface CacheAdmission {

    /** Notes a request for a key, whether it was a hit or not. All requests do that, so it must not take long. */
    void requested(String key);

    /** Returns whether a new key was requested more often lately than the key that it would displace. */
    boolean admits(String newKey, String oldKey);

    /**
     * Returns an admission for a cache of that many entries. How it counts is up to you, within two limits. Clients
     * choose the keys, so the number of keys that it remembers depends on `entries` alone, however many are requested.
     * And old requests count less and less, so a key that was popular once does not stay forever.
     */
    // task admission, until then: return null;
    static CacheAdmission of(int entries) {
        return new CacheAdmission() {
            private static final int ROWS = 4;
            private static final int MOST = 15;

            private final int width = 4 * Integer.highestOneBit(Math.clamp(entries, 16, 1 << 20));
            private final byte[] counts = new byte[ROWS * width];
            private int requests;       // Two threads may lose a count: there is no need to be exact.

            @Override
            public void requested(String key) {
                for (int row = 0; row < ROWS; row++) {
                    int place = place(key, row);
                    if (counts[place] < MOST) {
                        counts[place]++;
                    }
                }
                if (++requests >= 10 * entries) {
                    requests = 0;
                    for (int i = 0; i < counts.length; i++) {
                        counts[i] /= 2;
                    }
                }
            }

            @Override
            public boolean admits(String newKey, String oldKey) {
                return estimate(newKey) > estimate(oldKey);
            }

            /** Other keys may share a counter, so the least of all is closest to the truth. */
            private int estimate(String key) {
                int least = MOST;
                for (int row = 0; row < ROWS; row++) {
                    least = Math.min(least, counts[place(key, row)]);
                }
                return least;
            }

            private int place(String key, int row) {
                int hash = (key.hashCode() ^ row) * 0x9E3779B9;
                hash = (hash ^ hash >>> 15) * 0x85EBCA6B;
                return row * width + ((hash ^ hash >>> 13) & width - 1);
            }
        };
    }
}
