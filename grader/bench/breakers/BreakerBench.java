package grader.bench.breakers;

import grader.bench.harness.Contestant;
import grader.bench.harness.PartBench;
import grader.bench.harness.Work;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Measures lab 13's breaker next to resilience4j's. */
@Command(name = "breaker", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures what lab 13's breaker adds to a call while it is closed, its window and rate included, "
                + "next to resilience4j's with the same settings: with one thread, and the time between two calls "
                + "of eight threads together. The call itself does nothing.")
public final class BreakerBench extends PartBench {

    /** Successes first, so that the window must forget some of them before the breaker opens. */
    private static final int SUCCESSES = 12;
    private static final int ENOUGH = 100;

    public BreakerBench() {
        super("lab13");
    }

    @Override
    protected List<Contestant> contestants() {
        return Stream.of(1, 8).flatMap(BreakerBench::calling).toList();
    }

    private static Stream<Contestant> calling(int threads) {
        String group = "a call, " + (threads == 1 ? "1 thread" : threads + " threads together");
        return Stream.of(BreakerContestant.values())
                .map(each -> new Contestant(group, each.toString(), threads, 0, () -> new Calling(each.make())));
    }

    private record Calling(BreakerCalls calls) implements Work {
        @Override
        public long once(int number) {
            return calls.call(false) ? number : -1;
        }
    }

    /** A breaker that counts otherwise has other work to do. */
    @Override
    protected String mistake() {
        int own = callsUntilOpen(BreakerContestant.OWN);
        int other = callsUntilOpen(BreakerContestant.RESILIENCE4J);
        return own == other ? ""
                : "after " + SUCCESSES + " successes and then failures, it opens after " + own + " calls, and "
                        + BreakerContestant.RESILIENCE4J + "'s after " + other;
    }

    /** Returns how many calls got through; at most {@link #ENOUGH}. */
    private static int callsUntilOpen(BreakerContestant contestant) {
        BreakerCalls calls = contestant.make();
        int made = 0;
        while (made < ENOUGH && calls.call(made >= SUCCESSES)) {
            made++;
        }
        return made;
    }
}
