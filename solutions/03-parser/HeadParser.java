/**
 * A request head: empty lines that may precede it, the request line, the field lines, the empty line (RFC 9112 §2.1).
 *
 * <p>`receive` until it returns true, then `head`; after that it is ready for the next request. Page:
 * docs/pages/lab03.adoc.
 */
final class HeadParser extends FieldParser {

    private static final int MAX_EMPTY_LINES = 8;
    private static final int VERSION_LENGTH = "HTTP/1.1".length();

    private int emptyLines;
    private int methodStart;
    private int methodEnd;
    private int targetEnd;

    HeadParser() {
        super(ParserState.METHOD);
    }

    @Override
    protected ParserState next(ParserState state, byte delimiter) {
        return switch (state) {
            case METHOD -> method(delimiter);
            case TARGET -> target(delimiter);
            case VERSION -> version(delimiter);
            case EMPTY_LINE_END -> lineFeed(delimiter, ParserState.METHOD);
            default -> super.next(state, delimiter);
        };
    }

    /**
     * Behind a method, the run from `token` to `at`: one space; then comes the TARGET. No method and a CR: an empty
     * line before the request, EMPTY_LINE_END; up to {@link #MAX_EMPTY_LINES} of them are skipped (RFC 9112 §2.2), and
     * counted here, at the CR. Notes `methodStart` and `methodEnd`.
     */
    // task request-line
    private ParserState method(byte delimiter) {
        if (at == token && delimiter == Ascii.CR && emptyLines < MAX_EMPTY_LINES) {
            emptyLines++;
            return ParserState.EMPTY_LINE_END;
        }
        if (at == token || delimiter != Ascii.SP) {
            throw new HttpException(400, "a request line begins with a method and one space");
        }
        methodStart = token;
        methodEnd = at;
        return ParserState.TARGET;
    }

    /**
     * Behind a target: one space; then comes the VERSION. Notes `targetEnd`. Its form is looked at later, in
     * {@link RequestTarget}.
     */
    // task request-line
    private ParserState target(byte delimiter) {
        if (at == token || delimiter != Ascii.SP) {
            throw new HttpException(400, "behind the method there is one space, a target, and one space");
        }
        targetEnd = at;
        return ParserState.VERSION;
    }

    /**
     * Behind a version: CR; then comes LINE_END. It is `HTTP/`, a digit, a dot, a digit (RFC 9112 §2.3); 505 if the
     * first digit is not 1. Notes `fieldsStart`, the place behind the line's LF.
     */
    // task request-line
    private ParserState version(byte delimiter) {
        int version = base + token;
        boolean wellFormed = at - token == VERSION_LENGTH && Ascii.matches(bytes, version, "HTTP/")
                && Ascii.isDigit(bytes[version + 5]) && bytes[version + 6] == '.' && Ascii.isDigit(bytes[version + 7]);
        if (!wellFormed || delimiter != Ascii.CR) {
            throw new HttpException(400, "a request line ends with a version, such as HTTP/1.1, and CR LF");
        }
        if (bytes[version + 5] != '1') {
            throw new HttpException(505, "this server speaks HTTP/1.1");
        }
        fieldsStart = at + 2;
        return ParserState.LINE_END;
    }

    /** The head that is complete. */
    Head head() {
        byte[] own = copy();
        Head head = new Head(own, methodStart, methodEnd, targetEnd, fields(own));
        reset();
        return head.validated();
    }

    /** Whether a request has begun. Empty lines, of two bytes each, are none. */
    @Override
    boolean isPartial() {
        return at > 2 * emptyLines;
    }

    @Override
    protected void reset() {
        super.reset();
        emptyLines = 0;
    }
}
