import static java.util.Comparator.comparingLong;

import java.util.List;

/**
 * The same path goes to the same backend, whose cache then knows it. If a backend is out, its paths are shared among
 * the others, whose own paths stay where they are (rendezvous hashing). Page: docs/pages/lab14.adoc.
 */
final class ConsistentHash implements Balancer {

    /**
     * Returns the candidate with the highest score for the path that it gets, without the query: an empty path is `/`
     * (RFC 9110 §4.2.3).
     */
    // task balance, until then: return candidates.getFirst();
    @Override
    public Backend choose(List<Backend> candidates, Request request) {
        String target = EdgeTarget.of(request.head());
        String key = target.split("\\?", 2)[0];
        return candidates.stream().max(comparingLong(backend -> score(key, backend))).orElseThrow();
    }

    /**
     * Returns a number that looks random, but depends on nothing but the key and the address of the backend: it is the
     * same in each edge, and after a restart.
     */
    // task balance, until then: return 0;
    private static long score(String key, Backend backend) {
        return mixed((long) key.hashCode() << 32 ^ backend.toString().hashCode());
    }

    /** Returns a number of which each bit depends on each bit of `bits` (the last step of SplitMix64). */
    private static long mixed(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
