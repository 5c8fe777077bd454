package grader.conformance.requirements;

/**
 * How strongly an RFC requires something. The first two are its own words (RFC 2119): REQUIRED and SHALL are a MUST,
 * RECOMMENDED is a SHOULD.
 */
public enum Level {
    MUST,
    SHOULD,
    /** The RFC has no such word: it describes what servers do, or what goes wrong if they do not. */
    ADVICE
}
