package grader.conformance;

import grader.conformance.connection.Silence;
import grader.conformance.requirements.Level;
import grader.conformance.requirements.Requirement;
import java.util.List;

/**
 * How one requirement was found.
 *
 * @param reason why it is unmet or does not apply; empty if it is met
 * @param silence whether no answer was seen, at least at the first look
 * @param seen the bytes that went over the wire
 */
public record Outcome(Requirement requirement, Mark mark, String reason, Silence silence, List<String> seen) {

    /** Whether a MUST is not met. */
    public boolean isBad() {
        return mark == Mark.UNMET && requirement.level() == Level.MUST;
    }
}
