package grader.conformance;

import grader.conformance.requirements.Level;
import java.util.List;

/** How many requirements of one level a server meets, of those that concern it. */
public record Tally(int met, int unmet) {

    public static Tally of(List<Outcome> outcomes, Level level) {
        return new Tally(count(outcomes, level, Mark.MET), count(outcomes, level, Mark.UNMET));
    }

    private static int count(List<Outcome> outcomes, Level level, Mark mark) {
        return (int) outcomes.stream().filter(one -> one.requirement().level() == level && one.mark() == mark).count();
    }

    public int of() {
        return met + unmet;
    }

    /** Whole per cent, rounded down: 100 means all. */
    public int percent() {
        return of() == 0 ? 0 : 100 * met / of();
    }
}
