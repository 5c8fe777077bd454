import static java.util.Comparator.comparingLong;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** All backends take turns. */
final class RoundRobin implements Balancer {

    private final Map<Backend, Long> turns = new HashMap<>();   // the number of each one's last turn
    private long turn;

    /**
     * Returns the candidate whose last turn is longest ago, or that had none. So the turns are shared evenly whichever
     * backends are missing among the candidates, now and before. The first turns are in random order: many edges that
     * start together do not begin with the same backend.
     */
    // task balance, until then: return candidates.getFirst();
    @Override
    public Backend choose(List<Backend> candidates, Request request) {
        Backend next = candidates.stream().min(comparingLong(this::lastTurn)).orElseThrow();
        turns.put(next, ++turn);
        return next;
    }

    /** That was a turn of the backend all the same: it is not the next one again. */
    // task balance, until then: return;
    @Override
    public void passedOn(Backend backend) {
        turns.put(backend, ++turn);
    }

    /** Returns the number of a backend's last turn. Those that had none have random ones, all of which are negative. */
    private long lastTurn(Backend backend) {
        return turns.computeIfAbsent(backend, _ -> ThreadLocalRandom.current().nextLong(Long.MIN_VALUE, 0));
    }
}
