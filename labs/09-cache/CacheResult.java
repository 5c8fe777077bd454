// Given: nothing in this file is for you to write.
/**
 * A value from a {@link Cache}, and how the cache got it.
 *
 * @param entry of the value, whether the cache has kept it or not
 * @param forwarded why the value had to be loaded, {@link #MISS} or {@link #STALE}; null for a hit
 * @param collapsed whether another request has loaded it
 * @param remaining for how long it will be fresh, in nanoseconds; 0 if the cache has not kept it
 */
record CacheResult(CacheEntry entry, String forwarded, boolean collapsed, long remaining) {

    /** There was no entry (RFC 9211 §2.2). */
    static final String MISS = "miss";
    /** There was an entry, but it was too old (RFC 9211 §2.2). */
    static final String STALE = "stale";

    static CacheResult hit(CacheEntry entry, long remaining) {
        return new CacheResult(entry, null, false, remaining);
    }

    static CacheResult loaded(CacheEntry entry, String why, long remaining) {
        return new CacheResult(entry, why, false, remaining);
    }

    static CacheResult collapsed(CacheEntry entry, String why) {
        return new CacheResult(entry, why, true, 0);
    }

    /** Returns the value. It is shared with other requests, so no caller may change it. */
    byte[] value() {
        return entry.value();
    }

    /** Returns the strong tag of the value, made once for all requests that share it. */
    EntityTag tag() {
        return entry.tag();
    }
}
