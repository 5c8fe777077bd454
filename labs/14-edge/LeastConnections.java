import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The backend with the fewest requests gets the next one: a slow backend keeps its requests longer, and gets fewer. */
final class LeastConnections implements Balancer {

    /**
     * Returns one of the candidates that have the fewest requests in flight, at random: the first one would get all
     * requests that come one after another. Requests end at any moment, in other threads.
     */
    // task balance
    @Override
    public Backend choose(List<Backend> candidates, Request request) {
        Todo.report("balance");
        return candidates.getFirst();
    }
}
