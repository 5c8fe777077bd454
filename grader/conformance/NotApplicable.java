package grader.conformance;

/** The requirement does not concern this server. The message says why. */
final class NotApplicable extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotApplicable(String message) {
        super(message, null, false, false);
    }
}
