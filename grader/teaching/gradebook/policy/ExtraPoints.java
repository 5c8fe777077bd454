package grader.teaching.gradebook.policy;

/**
 * Points that a teacher adds to a lab's score, or takes from it.
 *
 * @param place where that is written, `extra.csv:3`
 */
public record ExtraPoints(String name, String lab, double points, String reason, String place) {}
