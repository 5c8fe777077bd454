package grader.teaching.gradebook.scores;

import grader.teaching.gradebook.Attempt;
import grader.teaching.gradebook.ResultSummary;
import grader.teaching.gradebook.policy.ExtraPoints;
import grader.teaching.gradebook.policy.LateRule.Penalty;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a learner has for one lab.
 *
 * @param counted the attempt that counts; empty if none was submitted, or none has a score
 * @param penalty of that attempt
 * @param extra points for this lab
 * @param attempts how many were submitted
 * @param missing attempts that could count, and that have no score: a grader error, or a result that cannot be used
 */
public record LabScore(Optional<ResultSummary> counted, Optional<Penalty> penalty, List<ExtraPoints> extra,
        int attempts, List<Attempt> missing) {

    public static final LabScore NOT_SUBMITTED =
            new LabScore(Optional.empty(), Optional.empty(), List.of(), 0, List.of());

    /** Out of 100, or more with extra points; empty if it is missing. What was not submitted has only extra points. */
    public OptionalDouble points() {
        return isMissing() ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(0, afterPenalty() + extraPoints()));
    }

    /** Whether something was submitted, and none of it has a score. That is never a zero. */
    public boolean isMissing() {
        return counted.isEmpty() && !missing.isEmpty();
    }

    public boolean isSubmitted() {
        return attempts > 0;
    }

    public double extraPoints() {
        return extra.stream().mapToDouble(ExtraPoints::points).sum();
    }

    public double penaltyPoints() {
        return penalty.map(Penalty::points).orElse(0.0);
    }

    double afterPenalty() {
        return counted.map(result -> result.percent() - penaltyPoints()).orElse(0.0);
    }

    LabScore counting(ResultSummary result, Optional<Penalty> itsPenalty) {
        return new LabScore(Optional.of(result), itsPenalty, extra, attempts, missing);
    }

    LabScore plus(List<ExtraPoints> more) {
        return new LabScore(counted, penalty, List.copyOf(more), attempts, missing);
    }
}
