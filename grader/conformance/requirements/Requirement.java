package grader.conformance.requirements;

import grader.conformance.connection.NotApplicable;
import java.util.Locale;

/**
 * Something that an RFC requires of an origin server, and that can be seen from outside.
 *
 * @param id its name, in lower case with hyphens
 * @param group what it is about
 * @param clause the section that says so: `RFC 9112 §3.2`
 * @param says what the server does, in one sentence
 * @param why what goes wrong otherwise; empty if that is obvious
 * @param since the first lab whose server can meet it
 */
public record Requirement(String id, String group, Level level, String clause, String says, String why, int since,
        TestCase trial) {

    /** The same for the server of a lab: what comes with a later lab does not apply. */
    public Requirement of(int lab) {
        return lab >= since ? this : new Requirement(id, group, level, clause, says, why, since, wire -> {
            throw new NotApplicable(String.format(Locale.ROOT, "it comes with lab %02d", since));
        });
    }
}
