package grader.conformance.connection;

/** The server does something else. The message is one line: what was expected, and what came. */
public final class Unmet extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Silence silence;

    public Unmet(String message) {
        this(message, Silence.NONE);
    }

    public Unmet(String message, Silence silence) {
        super(message, null, false, false);
        this.silence = silence;
    }

    public Silence silence() {
        return silence;
    }
}
