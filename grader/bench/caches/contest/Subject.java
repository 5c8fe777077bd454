package grader.bench.caches.contest;

import java.util.function.Supplier;

/** A cache that keeps some values, and loads a value that it does not have. */
public interface Subject {

    /** Time to live. No value gets as old as that here. */
    long TTL_MINUTES = 60;

    byte[] get(String key);

    /** Makes one. */
    interface Maker {
        /** @param loader of the value of any key @param entries how many values it keeps at most */
        Subject make(Supplier<byte[]> loader, int entries);
    }
}
