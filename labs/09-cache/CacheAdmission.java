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
     * Returns one for a cache of so many entries. How it counts is up to you, with two limits. Clients choose the keys,
     * so it takes room for a number of keys that only `entries` decides, however many are requested. And requests of
     * long ago count less and less: what was popular once goes.
     */
    // task admission
    static CacheAdmission of(int entries) {
        Todo.report("admission");
        return null;
    }
}
