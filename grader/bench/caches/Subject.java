package grader.bench.caches;

/** A cache that keeps at most {@link #ENTRIES} values, and loads a value that it does not have. */
public interface Subject {

    int ENTRIES = 10_000;
    /** Time to live. No value gets as old as that here. */
    long TTL_MINUTES = 60;

    byte[] get(String key);
}
