package grader.conformance.requirements;

/**
 * How strongly an RFC asks for something. The first two are its own words (RFC 2119): REQUIRED and SHALL are a MUST,
 * RECOMMENDED is a SHOULD.
 */
public enum Level {
    MUST,
    SHOULD,
    /** No such word stands there: the RFC describes what servers do, or what goes wrong where they do not. */
    ADVICE
}
