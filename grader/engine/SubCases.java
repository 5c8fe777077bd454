package grader.engine;

import grader.http.CheckFailed;
import grader.http.Transcript;
import grader.server.ControlFailed;
import grader.server.NotStarted;
import java.util.function.Supplier;

/** The cases within a check: each is told in one line where it passes, and named where it does not. */
final class SubCases {

    private final Supplier<Transcript> transcript;

    /** @param transcript with all that has passed so far, whatever client it was */
    SubCases(Supplier<Transcript> transcript) {
        this.transcript = transcript;
    }

    void control(String what, Runnable steps) {
        int before = transcript.get().length();
        transcript.get().tell("first, as a control: " + what);
        try {
            steps.run();
            transcript.get().fold(before, "control passed: " + what);
        } catch (Throwable thrown) {
            throw new ControlFailed(what + ": " + explained(thrown).getMessage());
        }
    }

    void each(String what, Runnable steps) {
        int before = transcript.get().length();
        transcript.get().tell(what);
        try {
            steps.run();
            transcript.get().fold(before, "passed: " + what);
        } catch (NotStarted failed) {
            throw failed;
        } catch (Throwable thrown) {
            throw new CheckFailed(what + ": " + explained(thrown).getMessage());
        }
    }

    /** What was thrown as a failure of the server's; anything else goes on its way. */
    private CheckFailed explained(Throwable thrown) {
        return CheckFailed.of(thrown).orElseThrow(() -> passedOn(thrown));
    }

    /** REST-assured hands on exceptions that it does not declare, and so do we. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T passedOn(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
