package grader.bench.server;

import grader.bench.load.Scenario;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What was measured, and what was not, and why. */
public final class Results {

    /**
     * A server by itself.
     *
     * @param startMillis from the start of its process to the end of the first response
     * @param restBytes in RAM at rest
     * @param idleBytes more for each idle connection
     */
    record Cost(double startMillis, double restBytes, double idleBytes) {}

    /** What everything is compared with. */
    public final Contender base;
    public final Map<Scenario, Map<Contender, Entry>> entries = new EnumMap<>(Scenario.class);
    final Map<Contender, Cost> costs = new EnumMap<>(Contender.class);
    /** Servers that do not take part, and why. */
    public final Map<Contender, String> absent = new EnumMap<>(Contender.class);
    /** Which scenarios are left out, and why. */
    final Map<Scenario, String> leftOut = new EnumMap<>(Scenario.class);

    public Results(Contender base) {
        this.base = base;
    }

    public Entry entry(Scenario scenario, Contender contender) {
        return entries.computeIfAbsent(scenario, first -> new EnumMap<>(Contender.class))
                .computeIfAbsent(contender, first -> new Entry());
    }

    /** The base in a scenario: empty if it was not measured there, for nothing else is a base. */
    Optional<Entry> base(Scenario scenario) {
        return Optional.ofNullable(entries.get(scenario))
                .map(entries -> entries.get(base))
                .filter(Entry::isMeasured);
    }

    public boolean hasFigures() {
        return !costs.isEmpty()
                || entries.values().stream().flatMap(of -> of.values().stream()).anyMatch(Entry::isMeasured);
    }
}
