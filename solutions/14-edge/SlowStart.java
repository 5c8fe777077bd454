import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A backend that is back has empty caches and code that is not compiled yet: its share of the requests grows slowly.
 *
 * @param nanos how long it takes until it has its whole share
 */
record SlowStart(long nanos) {

    private static final double LEAST = 0.1;

    /**
     * Returns the candidate which the balancer chooses, if it takes the request: with a probability of its
     * {@link #share}. Otherwise it passes the request on ({@link Balancer#passedOn}), and one of the others is chosen
     * in the same way. The last one takes it.
     */
    // task balance, until then: return balancer.choose(candidates, request);
    Backend choose(Balancer balancer, List<Backend> candidates, Request request) {
        Backend chosen = balancer.choose(candidates, request);
        if (candidates.size() == 1 || ThreadLocalRandom.current().nextDouble() < share(chosen)) {
            return chosen;
        }
        List<Backend> others = candidates.stream().filter(backend -> backend != chosen).toList();
        Backend another = choose(balancer, others, request);
        balancer.passedOn(chosen);
        return another;
    }

    /**
     * Returns the share of a backend: a tenth when it has just come back, 1 when that is {@link #nanos} ago, and in
     * between, what is between.
     */
    // task balance, until then: return 1;
    private double share(Backend backend) {
        long since = backend.health().sinceBack();
        return since >= nanos ? 1 : LEAST + (1 - LEAST) * Math.max(0, since) / nanos;
    }
}
