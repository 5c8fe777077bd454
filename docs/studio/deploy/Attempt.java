package docs.studio.deploy;

/**
 * A request that was sent once, and what came of it. Times are those of {@link System#nanoTime}.
 *
 * @param request such as `GET /`
 * @param isLong whether it takes long by itself: a slow handler, or an upload
 * @param life of the instance that had it; null if none was ready
 * @param lastResponse when its connection had its last response; 0 on a new connection
 * @param outcome what came of it
 * @param words what came of it, in words; empty after a good response
 */
public record Attempt(String request, boolean isLong, InstanceLife life, long lastResponse, long begun, long ended,
        Outcome outcome, String words) {

    /** What can come of a request. */
    public enum Outcome {
        GOOD("good"),
        REFUSED("refused"),
        RESET("reset"),
        CLOSED("closed without a response"),
        SILENT("no response in time"),
        CUT("cut off in its response"),
        UNAVAILABLE("503"),
        WRONG("another status"),
        NOWHERE("no instance ready");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    boolean failed() {
        return outcome != Outcome.GOOD;
    }

    /** Whether SIGKILL had ended its instance: then it is not the server's fault. */
    boolean wasKilled() {
        return failed() && life != null && life.wasKilled() && ended >= life.signaled();
    }
}
