package grader.conformance.requirements;

/**
 * Something that an RFC requires of an origin server, and that can be seen from outside.
 *
 * @param id its name, in lower case with hyphens
 * @param group what it is about
 * @param clause the section that says so: `RFC 9112 §3.2`
 * @param says what the server does, in one sentence
 * @param why what goes wrong otherwise; empty if that is obvious
 */
public record Requirement(String id, String group, Level level, String clause, String says, String why,
        TestCase trial) {}
