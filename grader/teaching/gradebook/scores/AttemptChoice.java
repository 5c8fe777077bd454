package grader.teaching.gradebook.scores;

import grader.teaching.gradebook.Attempt;
import grader.teaching.gradebook.ResultSummary;
import grader.teaching.gradebook.policy.Policy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The attempt that counts: the last one, or the one with the most points after its penalty, the earlier one of equals.
 * The last one is the one submitted last; where that is not known, the one with the highest number.
 */
final class AttemptChoice {

    private static final Comparator<ResultSummary> BY_TIME =
            Comparator.comparing((ResultSummary one) -> one.submitted().orElse(Instant.MIN))
                    .thenComparing(ResultSummary::attempt, Attempt.ORDER);

    private final Policy policy;

    AttemptChoice(Policy policy) {
        this.policy = policy;
    }

    /**
     * @param results of one learner at one lab
     * @param unread attempts of the same without a result that can be used; with the results at least one
     */
    LabScore of(String lab, List<ResultSummary> results, List<Attempt> unread) {
        List<ResultSummary> inOrder = results.stream().sorted(BY_TIME).toList();
        List<ResultSummary> candidates =
                policy.last() && !inOrder.isEmpty() ? List.of(inOrder.getLast()) : inOrder;
        List<Attempt> missing = Stream.concat(unread.stream(),
                candidates.stream().filter(one -> !one.hasScore()).map(ResultSummary::attempt)).toList();
        boolean lastIsMissing = policy.last() && missing.stream()
                .anyMatch(one -> candidates.stream().allMatch(last -> isAfter(one, last.attempt())));
        LabScore none = new LabScore(Optional.empty(), Optional.empty(), List.of(), results.size() + unread.size(),
                missing);
        return lastIsMissing ? none
                : candidates.stream()
                        .filter(ResultSummary::hasScore)
                        .map(one -> none.counting(one, policy.lab(lab).penalty(one.submitted(), one.percent())))
                        .reduce((a, b) -> b.afterPenalty() > a.afterPenalty() ? b : a)
                        .orElse(none);
    }

    private static boolean isAfter(Attempt one, Attempt other) {
        return Attempt.ORDER.compare(one, other) >= 0;
    }
}
