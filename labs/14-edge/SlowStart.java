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
    // task balance
    Backend choose(Balancer balancer, List<Backend> candidates, Request request) {
        Todo.report("balance");
        return balancer.choose(candidates, request);
    }

    /**
     * Returns the share of a backend: a tenth when it has just come back, 1 when that is {@link #nanos} ago, and in
     * between, what is between.
     */
    // task balance
    private double share(Backend backend) {
        Todo.report("balance");
        return 1;
    }
}
