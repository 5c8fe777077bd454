package grader.conformance;

/** How strongly an RFC asks for something (RFC 2119). REQUIRED and SHALL are a MUST, RECOMMENDED is a SHOULD. */
public enum Level { MUST, SHOULD }
