package grader.teaching.gradebook.policy;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of a course.
 *
 * @param last whether the last attempt counts; else the best one, penalties included
 * @param pages where the course's pages are published, such as `https://example.org/course`
 * @param late for labs that have no rule of their own
 * @param labs by name; a lab that is not among them has no due date, and the weight 1
 */
public record Policy(String title, ZoneId zone, boolean last, Optional<String> pages, LateRule late,
        Map<String, LabPolicy> labs, List<ExtraPoints> extra) {

    /** What counts without a policy: the best attempt, at any time, all labs alike. */
    public static final Policy NONE = new Policy("Gradebook", ZoneOffset.UTC, false, Optional.empty(), LateRule.NONE,
            Map.of(), List.of());

    public LabPolicy lab(String name) {
        return labs.getOrDefault(name, new LabPolicy(Optional.empty(), 1, late));
    }
}
