package grader.bench.server;

import grader.bench.Median;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What was measured, and what was not, and why. */
final class Results {

    /**
     * One round of one server.
     *
     * @param cpuMicros CPU time of the server, a request
     * @param rate      requests a second
     */
    record Round(double cpuMicros, double rate) {}

    /** Times of answers at a rate that was the same for all, in milliseconds. */
    record Times(double rate, double p50, double p99) {}

    /**
     * A server by itself.
     *
     * @param startMillis from the start of its process to its first answer
     * @param restBytes   in RAM at rest
     * @param idleBytes   more for each idle connection
     */
    record Cost(double startMillis, double restBytes, double idleBytes) {}

    /** A server in a scenario. */
    static final class Entry {
        final List<Round> rounds = new ArrayList<>();
        Optional<Times> times = Optional.empty();
        Optional<String> wrong = Optional.empty();

        double median(ToDoubleFunction<Round> figure) {
            return Median.of(rounds.stream().mapToDouble(figure).boxed().toList());
        }

        double cpuMicros() {
            return median(Round::cpuMicros);
        }

        double rate() {
            return median(Round::rate);
        }

        boolean isMeasured() {
            return wrong.isEmpty() && !rounds.isEmpty();
        }
    }

    final Map<Scenario, Map<Contender, Entry>> entries = new EnumMap<>(Scenario.class);
    final Map<Contender, Cost> costs = new EnumMap<>(Contender.class);
    /** Who does not take part, and why. */
    final Map<Contender, String> absent = new EnumMap<>(Contender.class);

    Entry entry(Scenario scenario, Contender contender) {
        return entries.computeIfAbsent(scenario, first -> new EnumMap<>(Contender.class)).computeIfAbsent(contender, first -> new Entry());
    }
}
