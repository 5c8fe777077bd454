/**
 * A parser for request heads: optional empty lines, the request line, the field lines, and the empty line that ends the
 * head (RFC 9112 §2.1).
 *
 * <p>Call `receive` until it returns true, then `head`. The parser is then ready for the next request. Page:
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

    /**
     * Returns what follows in the states of the request line and of the empty lines before it; then come the fields.
     */
    // task request-line
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
     * Handles the byte after a method, the run from `token` to `at`. Before a request, up to {@link #MAX_EMPTY_LINES}
     * empty lines are skipped (RFC 9112 §2.2); `emptyLines` counts them, from their CR on. Afterward `methodStart` and
     * `methodEnd` are known.
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
     * Handles the byte after a target, the run from `token` to `at`. Afterward `targetEnd` is known.
     * {@link RequestTarget} checks the form of the target later.
     */
    // task request-line
    private ParserState target(byte delimiter) {
        if (at == token || delimiter != Ascii.SP) {
            throw new HttpException(400, "after the method there is one space, a target, and one space");
        }
        targetEnd = at;
        return ParserState.VERSION;
    }

    /**
     * Handles the byte after a version (RFC 9112 §2.3), whose form is checked here; a major version other than 1 is a
     * 505. Afterward `fieldsStart` is known, the position after the line feed.
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

    /** Returns the complete head. */
    Head head() {
        byte[] own = copy();
        Head head = new Head(own, methodStart, methodEnd, targetEnd, fields(own));
        reset();
        return head.validated();
    }

    /** Returns whether a request has begun. Empty lines, of two bytes each, do not count. */
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
