package grader.gradebook.policy;

import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * The rules for one lab.
 *
 * @param weight its part of the total, relative to those of the other labs
 */
public record LabPolicy(Optional<ZonedDateTime> due, double weight, LateRule late) {}
