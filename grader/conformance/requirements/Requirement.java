package grader.conformance.requirements;

/**
 * Something that an RFC asks of an origin server, and that can be seen from outside.
 *
 * @param id its name, in lower case with hyphens
 * @param group what it is about
 * @param clause where it stands: `RFC 9112 §3.2`
 * @param says what the server does, in a sentence
 * @param why who is hurt where it does not; empty where that is plain
 */
public record Requirement(String id, String group, Level level, String clause, String says, String why,
        TestCase trial) {}
