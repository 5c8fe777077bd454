import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Decides which backend gets a request. One thread at a time asks a balancer. */
interface Balancer {

    /** The kinds that there are, by the names that the flag has for them. */
    Map<String, Supplier<Balancer>> KINDS = Map.of("round-robin", RoundRobin::new, "least-connections",
            LeastConnections::new, "two-choices", TwoChoices::new, "hash", ConsistentHash::new);

    /** @param candidates those that may get it; at least one */
    Backend choose(List<Backend> candidates, Request request);

    /** Takes note that a backend was chosen, but that another one, which was chosen after it, has got the request. */
    default void passedOn(Backend backend) {}
}
