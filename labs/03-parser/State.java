/**
 * What a parser of heads expects: the bytes it may consist of, how many of them, and the status where there are more.
 * Given.
 */
enum State {

    METHOD("method", Ascii.TOKEN, 32, 501),
    EMPTY_LINE_END,
    TARGET("target", Ascii.TARGET, 8 * 1024, 414),
    VERSION("version", Ascii.VISIBLE, 8, 400),
    LINE_END,
    NAME("field lines", Ascii.TOKEN, Fields.MOST_BYTES, 431),
    VALUE("field lines", Ascii.VALUE, Fields.MOST_BYTES, 431),
    SECTION_END,
    COMPLETE;

    final String what;
    final boolean[] runsOver;
    final int most;
    final int tooLong;

    /** The very next byte decides: it has to be a line feed. */
    State() {
        this("", Ascii.NONE, 0, 400);
    }

    State(String what, boolean[] runsOver, int most, int tooLong) {
        this.what = what;
        this.runsOver = runsOver;
        this.most = most;
        this.tooLong = tooLong;
    }
}
