package grader.bench.caches.contest;

import grader.bench.util.Median;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What came out of a contest, or of a part of it. */
public record ContestResult(List<Contest.Round> rounds) {

    List<Trace> traces() {
        return rounds.stream().map(Contest.Round::trace).distinct().toList();
    }

    /** The part that has only this trace. */
    ContestResult of(Trace trace) {
        return new ContestResult(rounds.stream().filter(round -> round.trace() == trace).toList());
    }

    /** Those with the most of the possible hits first. */
    List<Entrant> ranked() {
        return rounds.getFirst()
                .scores()
                .keySet()
                .stream()
                .sorted(Comparator.comparingDouble((Entrant entrant) -> -share(entrant)))
                .toList();
    }

    /** The cache that is judged. */
    Entrant subject() {
        return ranked().stream().filter(Entrant::subject).findFirst().orElseThrow();
    }

    /** The share of the possible hits that it has had, from 0 to 1: the mean of all rounds. */
    double share(Entrant entrant) {
        return rounds.stream().mapToDouble(round -> round.share(entrant)).average().orElse(0);
    }

    /** Whether it has had more hits than are possible: it keeps more than it may. */
    boolean isTooGood(Entrant entrant) {
        return rounds.stream().anyMatch(round -> round.hits(entrant) > round.best());
    }

    /** What a hit takes; NaN if there is none. */
    double nanos(Entrant entrant) {
        return median(round -> round.scores().get(entrant).nanos());
    }

    /** How many times as long as a hit of {@link Entrant#LRU}; NaN if there is none. */
    double ratio(Entrant entrant) {
        return median(round -> round.scores().get(entrant).ratio());
    }

    private double median(ToDoubleFunction<Contest.Round> figure) {
        return Median.of(rounds.stream().mapToDouble(figure).filter(value -> !Double.isNaN(value)).boxed().toList());
    }
}
