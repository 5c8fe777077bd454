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
    // task admission
    static CacheAdmission of(int entries) {
        Todo.report("admission");
        return null;
    }
}
