package grader.conformance;

/** What an unmet requirement says where no answer was seen: the server may only have been busy, or down because of another trial. */
public enum Silence {
    /** Something was seen, and it is wrong. */
    NONE,
    /** Nothing came in time. */
    LATE,
    /** The server ended the connection without an answer: that is its own doing as long as it is well. */
    GONE
}
