package grader.http;

/**
 * The server did something else than the lab's text says.
 *
 * <p>The message is one line: what was expected, and what came. The step of the transcript that differs is marked
 * there.
 */
public class CheckFailed extends AssertionError {

    private static final long serialVersionUID = 1;

    public CheckFailed(String message) {
        super(message);
    }
}
