// Given: nothing in this file is for you to write.
/**
 * A value from a {@link Cache}, and how the cache got it.
 *
 * @param value shared with other requests, so no caller may change it
 * @param forwarded why the value had to be loaded, {@link #MISS} or {@link #STALE}; null for a hit
 * @param collapsed whether another request has loaded it
 * @param remaining for how long it will be fresh, in nanoseconds; 0 if the cache has not kept it
 */
record CacheResult(byte[] value, String forwarded, boolean collapsed, long remaining) {

    /** There was no entry (RFC 9211 §2.2). */
    static final String MISS = "miss";
    /** There was an entry, but it was too old (RFC 9211 §2.2). */
    static final String STALE = "stale";

    static CacheResult hit(byte[] value, long remaining) {
        return new CacheResult(value, null, false, remaining);
    }

    static CacheResult loaded(byte[] value, String why, long remaining) {
        return new CacheResult(value, why, false, remaining);
    }

    static CacheResult collapsed(byte[] value, String why) {
        return new CacheResult(value, why, true, 0);
    }
}
