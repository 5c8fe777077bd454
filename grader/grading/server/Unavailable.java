package grader.grading.server;

/** This machine, or this way to reach the server, cannot do what a check asks for: the check is skipped. */
public final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unavailable(String reason) {
        super(reason);
    }
}
