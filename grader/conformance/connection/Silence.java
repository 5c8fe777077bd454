package grader.conformance.connection;

/**
 * Where no answer was seen. That says little: the server may have been busy, or down because of another trial, or its
 * answer was lost.
 */
public enum Silence {
    /** Something was seen, and it is wrong. */
    NONE,
    /** Nothing came in time. */
    LATE,
    /** The server ended the connection without a response, or took none. */
    GONE
}
