package grader.bench.server;

import grader.bench.load.Tally;
import grader.bench.util.Median;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A server in a scenario. */
public final class Entry {

    /** For more than this part of the time the load was at work: then a faster server would have looked no faster. */
    private static final double SATURATED = 0.9;

    /**
     * One round.
     *
     * @param number of the round: what has the same number was measured within the same minutes
     * @param cpuMicros CPU time of the server, a request
     * @param rate requests a second
     * @param loadBusy as {@link Tally#busy}
     */
    record Round(int number, double cpuMicros, double rate, double loadBusy) {}

    final List<Round> rounds = new ArrayList<>();
    public Optional<OpenLoop> paced = Optional.empty();
    /** Why it counts for nothing. */
    Optional<String> wrong = Optional.empty();
    /** Connections that were to be kept, and that it has ended. */
    long ended;

    public boolean isMeasured() {
        return wrong.isEmpty() && !rounds.isEmpty();
    }

    public double cpuMicros() {
        return median(Round::cpuMicros);
    }

    double rate() {
        return median(Round::rate);
    }

    double loadBusy() {
        return median(Round::loadBusy);
    }

    boolean isLoadSaturated() {
        return loadBusy() > SATURATED;
    }

    private double median(ToDoubleFunction<Round> figure) {
        return Median.of(rounds.stream().mapToDouble(figure).boxed().toList());
    }

    /** Of each round that both have: a machine that is slow for a while is slow for both. */
    Ratio to(Entry base, ToDoubleFunction<Round> figure) {
        return Ratio.of(rounds.stream()
                .flatMap(round -> base.rounds.stream()
                        .filter(other -> other.number == round.number)
                        .map(other -> figure.applyAsDouble(round) / figure.applyAsDouble(other)))
                .toList());
    }
}
