import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Two backends are chosen at random, and the one with fewer requests gets the next. Many edges that know the same do
 * not all choose the same backend, and the load is almost as even as with {@link LeastConnections}.
 */
final class TwoChoices implements Balancer {

    /** Returns the better one of two different candidates, each pair of which is as likely as any other. */
    // task balance, until then: return candidates.getFirst();
    @Override
    public Backend choose(List<Backend> candidates, Request request) {
        int count = candidates.size();
        if (count == 1) {
            return candidates.getFirst();
        }
        int first = ThreadLocalRandom.current().nextInt(count);
        int second = (first + ThreadLocalRandom.current().nextInt(1, count)) % count;
        return candidates.get(first).inFlight() <= candidates.get(second).inFlight() ? candidates.get(first)
                : candidates.get(second);
    }
}
