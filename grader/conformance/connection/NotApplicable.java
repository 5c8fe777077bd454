package grader.conformance.connection;

/** The requirement does not concern this server. The message says why. */
public final class NotApplicable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NotApplicable(String message) {
        super(message, null, false, false);
    }
}
