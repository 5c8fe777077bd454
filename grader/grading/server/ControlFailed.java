package grader.grading.server;

/** A control did not succeed. */
public final class ControlFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ControlFailed(String message) {
        super(message);
    }
}
