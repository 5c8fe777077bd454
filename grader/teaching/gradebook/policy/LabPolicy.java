package grader.teaching.gradebook.policy;

import grader.teaching.gradebook.policy.LateRule.Penalty;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * The rules for one lab.
 *
 * @param weight its part of the total, relative to those of the other labs
 */
public record LabPolicy(Optional<ZonedDateTime> due, double weight, LateRule late) {

    /** What lateness costs; empty if there is no due date, or it is not known when the submission came in. */
    public Optional<Penalty> penalty(Optional<Instant> submitted, double score) {
        return due.flatMap(date -> submitted.map(time -> late.penalty(date, time, score)));
    }
}
