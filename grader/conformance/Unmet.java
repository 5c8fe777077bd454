package grader.conformance;

/** The server does something else. The message is one line: what was expected, and what came. */
final class Unmet extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Silence silence;

    Unmet(String message) {
        this(message, Silence.NONE);
    }

    Unmet(String message, Silence silence) {
        super(message, null, false, false);
        this.silence = silence;
    }

    Silence silence() {
        return silence;
    }
}
