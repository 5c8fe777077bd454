// Given: nothing in this file is for you to write.
/**
 * The part that a head parser expects next: the bytes it may contain, their maximum number, and the status if there are
 * more.
 */
enum ParserState {

    METHOD("method", Ascii.TOKEN, 32, 501),
    EMPTY_LINE_END,
    TARGET("target", Ascii.TARGET, 8 * 1024, 414),
    VERSION("version", Ascii.VISIBLE, 8, 400),
    LINE_END,
    NAME("field lines", Ascii.TOKEN, Fields.MAX_BYTES, 431),
    VALUE("field lines", Ascii.VALUE, Fields.MAX_BYTES, 431),
    SECTION_END,
    COMPLETE;

    final String description;
    final boolean[] allowed;
    final int max;
    final int statusIfTooLong;

    /** Creates a state in which the very next byte decides: it must be a line feed. */
    ParserState() {
        this("", Ascii.NONE, 0, 400);
    }

    ParserState(String description, boolean[] allowed, int max, int statusIfTooLong) {
        this.description = description;
        this.allowed = allowed;
        this.max = max;
        this.statusIfTooLong = statusIfTooLong;
    }
}
