import java.util.Comparator;

/**
 * A value in a {@link Cache}, with two times of the cache's clock: when it will no longer be fresh, and when it was
 * used last. All times are in nanoseconds, and may be negative.
 *
 * <p>Any thread may mark an entry as used. Its position belongs to the cache's lock.
 */
final class CacheEntry {

    /** The order of positions. Two entries may have been used at the same time, but they have different keys. */
    static final Comparator<CacheEntry> BY_USE =
            ((Comparator<CacheEntry>) (a, b) -> Long.signum(a.position - b.position)).thenComparing(CacheEntry::key);

    private final String key;
    private final byte[] value;
    private final long begin;
    private final long end;             // of the time in which it is fresh
    private volatile long lastUse;
    private long position;              // the last use that the cache's order knows of
    private volatile EntityTag tag;     // null until it is asked for

    CacheEntry(String key, byte[] value, long end, long now) {
        this.key = key;
        this.value = value;
        this.begin = now;
        this.end = end;
        this.lastUse = now;
        this.position = now;
    }

    String key() {
        return key;
    }

    /** Returns the value. It is shared, so no caller may change it. */
    byte[] value() {
        return value;
    }

    /** Returns the strong tag of the value. However often and by however many threads, it is made once. */
    EntityTag tag() {
        if (tag == null) {
            synchronized (this) {
                tag = tag == null ? EntityTag.of(value) : tag;
            }
        }
        return tag;
    }

    /** Returns how much room the entry takes. A client chooses the key, so that counts as well. */
    long bytes() {
        return key.length() + value.length;
    }

    /** Returns for how long the value is fresh in all. */
    long timeToLive() {
        return end - begin;
    }

    /** Returns for how long the value will still be fresh; not above 0 if it no longer is. */
    long remaining(long now) {
        return end - now;
    }

    /**
     * Returns whether the value is fresh: its time to live has not passed yet. The clock may have any value, even close
     * to overflow, so only the difference of two times has a meaning ({@link System#nanoTime}).
     */
    // task ttl
    boolean isFresh(long now) {
        return end - now > 0;
    }

    /** Notes that the entry has been used. */
    void markUsed(long now) {
        lastUse = now;
    }

    long position() {
        return position;
    }

    /** Returns whether the entry has not been used since it got its position. */
    boolean isPositionCurrent() {
        return position == lastUse;
    }

    /** Makes the last use its position. */
    void updatePosition() {
        position = lastUse;
    }
}
