package grader.teaching.gradebook;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a gradebook keeps of a recorded result: a few hundred bytes, whatever the size of its file.
 *
 * @param content the SHA-256 of what was graded; empty if it is not known
 * @param earned of the points that were `checkable`
 * @param problem what kept the submission from being graded at all; empty if nothing did
 */
public record ResultSummary(
        Path file, Attempt attempt, String title, Optional<Instant> submitted, Optional<Instant> graded,
        String content, int earned, int checkable, boolean graderError, String problem, List<CheckVerdict> checks) {

    /** Whether there is a score. A grader error is never a zero, and neither is a result of which nothing counts. */
    public boolean hasScore() {
        return !graderError && checkable > 0;
    }

    /** The share of the points that could be had, from 0 to 100. */
    public double percent() {
        return 100.0 * earned / checkable;
    }

    /** Whether no task was started: it is the starter, or nearly. */
    public boolean isUntouched() {
        return problem.isEmpty() && earned == 0 && checks.stream().anyMatch(CheckVerdict::wasNotStarted)
                && checks.stream().allMatch(CheckVerdict::wasNotReached);
    }

    /** Whether the other one says the same of the same submission; times and random values may differ. */
    public boolean agreesWith(ResultSummary other) {
        return attempt.equals(other.attempt) && content.equals(other.content) && earned == other.earned
                && checkable == other.checkable && graderError == other.graderError
                && problem.equals(other.problem) && checks.equals(other.checks);
    }
}
