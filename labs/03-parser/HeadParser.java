/**
 * A request head: empty lines that may precede it, the request line, the field lines, the empty line (RFC 9112 §2.1).
 *
 * <p>`receive` until it returns true, then `head`; after that it is ready for the next request. Page:
 * docs/pages/lab03.adoc.
 */
final class HeadParser extends FieldParser {

    private static final int MOST_EMPTY_LINES = 8;
    private static final int VERSION_LENGTH = "HTTP/1.1".length();

    private int emptyLines;
    private int methodStart;
    private int methodEnd;
    private int targetEnd;

    HeadParser() {
        super(State.METHOD);
    }

    @Override
    protected State next(State state, byte stop) {
        return switch (state) {
            case METHOD -> method(stop);
            case TARGET -> target(stop);
            case VERSION -> version(stop);
            case EMPTY_LINE_END -> lineFeed(stop, State.METHOD);
            default -> super.next(state, stop);
        };
    }

    /**
     * Behind a method, the run from `token` to `at`: one space; then comes the TARGET. No method and a CR: an empty
     * line before the request, EMPTY_LINE_END; up to {@link #MOST_EMPTY_LINES} of them are skipped (RFC 9112 §2.2), and
     * counted here, at the CR. Notes `methodStart` and `methodEnd`.
     */
    // task request-line
    private State method(byte stop) {
        throw new Todo("request-line");
    }

    /**
     * Behind a target: one space; then comes the VERSION. Notes `targetEnd`. Its form is looked at later, in
     * {@link Target}.
     */
    // task request-line
    private State target(byte stop) {
        throw new Todo("request-line");
    }

    /**
     * Behind a version: CR; then comes LINE_END. It is `HTTP/`, a digit, a dot, a digit (RFC 9112 §2.3); 505 if the
     * first digit is not 1. Notes `fieldsStart`, the place behind the line's LF.
     */
    // task request-line
    private State version(byte stop) {
        throw new Todo("request-line");
    }

    /** The head that is complete. */
    Head head() {
        byte[] own = copy();
        Head head = new Head(own, methodStart, methodEnd, targetEnd, fields(own));
        reset();
        return head.checked();
    }

    /** Whether a request has begun. Empty lines, of two bytes each, are none. */
    @Override
    boolean hasBegun() {
        return at > 2 * emptyLines;
    }

    @Override
    protected void reset() {
        super.reset();
        emptyLines = 0;
    }
}
