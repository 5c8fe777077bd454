package grader.proofs.protocol;

/** Something that must not be. */
public final class Finding extends AssertionError {

    private static final long serialVersionUID = 1;

    /** Of a part that is not written yet: nothing can be said of it. */
    public static final String UNWRITTEN = "a task is not written";

    /** A few words that are the same wherever the same thing is found. */
    public final String kind;

    public Finding(String kind, String detail) {
        super(kind + (detail.isEmpty() ? "" : ": " + detail));
        this.kind = detail.contains(" is not written yet: ") ? UNWRITTEN : kind;
    }

    public Finding(String kind, Throwable cause) {
        this(kind, cause + place(cause));
        initCause(cause);
    }

    private static String place(Throwable cause) {
        StackTraceElement[] frames = cause.getStackTrace();
        return frames.length == 0 ? "" : " at " + frames[0];
    }

    static void check(boolean good, String kind, Object detail) {
        if (!good) {
            throw new Finding(kind, String.valueOf(detail));
        }
    }
}
