package grader.teaching.gradebook.scores;

import grader.teaching.gradebook.CheckVerdict;
import grader.teaching.gradebook.ResultSummary;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often a check failed in the attempts that count.
 *
 * @param check as one of the results has it
 * @param notReached how often it brought no points because the learner was not that far
 * @param of how many attempts there were
 */
public record CheckTally(CheckVerdict check, int failed, int notReached, int of) {

    /** Those that failed at least once, most often first. */
    static List<CheckTally> of(List<ResultSummary> results) {
        Map<String, CheckTally> byId = new LinkedHashMap<>();
        results.forEach(result -> result.checks()
                .forEach(check -> byId.merge(check.id(),
                        new CheckTally(check, check.hasFailed() ? 1 : 0, check.wasNotReached() ? 1 : 0, results.size()),
                        CheckTally::plus)));
        return byId.values()
                .stream()
                .filter(each -> each.failed > 0)
                .sorted(Comparator.comparing(CheckTally::failed).reversed())
                .toList();
    }

    private CheckTally plus(CheckTally other) {
        return new CheckTally(check, failed + other.failed, notReached + other.notReached, of);
    }

    public double failedShare() {
        return (double) failed / of;
    }

    public double notReachedShare() {
        return (double) notReached / of;
    }
}
