package grader.bench.caches.contest;

/**
 * A cache in the contest.
 *
 * @param name as people read it
 * @param id as programs read it
 * @param subject whether the contest is about it
 */
public record Entrant(String name, String id, boolean subject, Subject.Maker maker) {

    /** What ratios of time are to. */
    public static final Entrant LRU = new Entrant("LinkedHashMap, LRU", "lru", false, LruMap::new);
}
