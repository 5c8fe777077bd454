// Given: nothing in this file is for you to write.
/** A parser for the heads of responses (RFC 9112 §4). Of a status line, the part after the version is a `VALUE`. */
final class ResponseHeadParser extends FieldParser {

    private static final int VERSION_LENGTH = "HTTP/1.1".length();

    private boolean inFields;
    private int statusStart;

    ResponseHeadParser() {
        super(ParserState.VERSION);
    }

    @Override
    protected ParserState next(ParserState state, byte delimiter) {
        return inFields ? super.next(state, delimiter)
                : state == ParserState.VERSION ? version(delimiter) : status(delimiter);
    }

    @Override
    protected int limitFrom(ParserState state) {
        return inFields ? super.limitFrom(state) : token;
    }

    private ParserState version(byte delimiter) {
        int version = base + token;
        boolean known = at - token == VERSION_LENGTH && Ascii.matches(bytes, version, "HTTP/1.")
                && Ascii.isDigit(bytes[version + VERSION_LENGTH - 1]);
        return require(known && delimiter == Ascii.SP, ParserState.VALUE);
    }

    /**
     * Handles the byte after a status and a reason. The status has three digits, and is below 600. A space follows, and
     * the reason, which may be empty; some servers then send no space, either.
     */
    private ParserState status(byte delimiter) {
        int first = base + token;
        int digits = Ascii.skip(Ascii.DIGIT, bytes, first, base + at) - first;
        boolean valid = digits == 3 && bytes[first] >= '1' && bytes[first] <= '5'
                && (at == token + digits || bytes[first + digits] == Ascii.SP);
        statusStart = token;
        fieldsStart = at + 2;
        inFields = true;
        return require(valid && delimiter == Ascii.CR, ParserState.LINE_END);
    }

    private static ParserState require(boolean valid, ParserState next) {
        if (!valid) {
            throw new HttpException(502, "a response begins with a version such as HTTP/1.1, and a status");
        }
        return next;
    }

    /** Returns the complete head. */
    ResponseHead head() {
        byte[] own = copy();
        int status = Integer.parseInt(Ascii.text(own, statusStart, statusStart + 3));
        ResponseHead head = new ResponseHead(own[VERSION_LENGTH - 1] == '0', status, fields(own));
        reset();
        return head;
    }

    @Override
    protected void reset() {
        super.reset();
        inFields = false;
    }
}
