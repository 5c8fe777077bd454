package grader.clients.metrics;

import java.util.List;

/**
 * Samples that belong together, with what is said about them.
 *
 * @param help null without a HELP line
 * @param type `untyped` without a TYPE line
 * @param unit null without a UNIT line
 */
public record MetricFamily(String name, String help, String type, String unit, List<Sample> samples) {

    static final String UNTYPED = "untyped";

    public MetricFamily {
        samples = List.copyOf(samples);
    }

    /** Returns whether it has a line HELP and a line TYPE. */
    public boolean isDescribed() {
        return help != null && !type.equals(UNTYPED);
    }
}
