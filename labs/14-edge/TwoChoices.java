import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Two backends are chosen at random, and the one with fewer requests gets the next. Many edges that know the same do
 * not all choose the same backend, and the load is almost as even as with {@link LeastConnections}.
 */
final class TwoChoices implements Balancer {

    /** Returns the better one of two different candidates, each pair of which is as likely as any other. */
    // task balance
    @Override
    public Backend choose(List<Backend> candidates, Request request) {
        Todo.report("balance");
        return candidates.getFirst();
    }
}
