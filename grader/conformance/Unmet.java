package grader.conformance;

/** The server does something else. The message is one line: what was expected, and what came. */
final class Unmet extends RuntimeException {

    private static final long serialVersionUID = 1;

    Unmet(String message) {
        super(message, null, false, false);
    }
}
