package grader.clients.http;

import java.util.Optional;

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

    /**
     * What a check threw, as a failure of the server: an assertion of any library is one, on one line. Empty if it says
     * nothing about the server.
     */
    public static Optional<CheckFailed> of(Throwable thrown) {
        return switch (thrown) {
            case CheckFailed own -> Optional.of(own);
            case AssertionError failed ->
                Optional.of(
                        new CheckFailed(String.valueOf(failed.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ")));
            default -> Optional.empty();
        };
    }
}
