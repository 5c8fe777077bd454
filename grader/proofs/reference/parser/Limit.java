package grader.proofs.reference.parser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.proofs.protocol.Retained;

/** Something that goes on for ever, and where a parser has to have had enough. */
public enum Limit {

    EMPTY_LINES("", "\r\n", 18, 400),
    METHOD("", "M", 32, 501),
    TARGET("GET /", "t", 8192, 414),
    VERSION("GET / HTTP/1.1", "1", 8, 400),
    NAME(Limit.LINE, "n", 16384, 431),
    VALUE(Limit.LINE + "x:", "v", 16384, 431),
    SPACE_BEFORE_VALUE(Limit.LINE + "x:", " ", 16384, 431),
    FIELDS(Limit.LINE, "x:\r\n", 404, 431),
    LONG_FIELDS(Limit.LINE, "x:" + "v".repeat(997) + "\r\n", 16384, 431),
    CHUNK_DIGITS(Limit.CHUNKED, "0", 16, 400),
    SPACE_BEHIND_CHUNK_SIZE(Limit.CHUNKED + "1", " ", 4096, 400),
    CHUNK_EXTENSION(Limit.CHUNKED + "1;", "e", 4096, 400),
    CHUNK_EXTENSIONS(Limit.CHUNKED, "1;extension\r\n.\r\n", 4096 / 9 * 16, 400),
    CHUNKS(Limit.CHUNKED, "1\r\n.\r\n", Limit.MOST * 6, 413),
    LARGE_CHUNKS(Limit.CHUNKED, "400\r\n" + ".".repeat(1024) + "\r\n", Limit.MOST * 2, 413),
    TRAILER_VALUE(Limit.CHUNKED + "0\r\nx:", "v", 16384, 431),
    TRAILERS(Limit.CHUNKED + "0\r\n", "x:\r\n", 404, 431);

    private static final String LINE = "GET / HTTP/1.1\r\n";
    private static final String CHUNKED = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    /** How many bytes of content a request may have. */
    static final int MOST = 20_000;
    /**
     * What a parser may hold at a time: a head or its trailers, twice as large when it grows; slices; content likewise.
     */
    static final int MOST_RETAINED = 2 * 33_000 + 8 * 1024 + 2 * MOST + 4096;

    private final String before;
    private final String forEver;
    private final int most;
    private final int status;

    /** @param most how many bytes of what goes on for ever may come before it is refused */
    Limit(String before, String forEver, int most, int status) {
        this.before = before;
        this.forEver = forEver;
        this.most = most;
        this.status = status;
    }

    /** Sends it in pieces until it is refused. */
    public void hold(ReferenceParser parser, int piece) {
        Connection connection = parser.connection(MOST);
        int enough = most + forEver.length() + piece;
        byte[] bytes = (before + forEver.repeat(enough / forEver.length() + 1)).getBytes(ISO_8859_1);
        for (int at = 0; at < bytes.length; at += piece) {
            byte[] input = java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece));
            Feed.Outcome outcome = Feed.of(connection, input);
            if (outcome.refused()) {
                check(outcome.end().startsWith(status + " "), "is refused with " + outcome.end());
                return;
            }
            check(outcome.requests().isEmpty(), "is a request");
            long retained = at / piece % 64 == 0 ? Retained.by(connection.parser()) : 0;
            check(retained <= MOST_RETAINED, "makes the parser hold " + retained + " bytes");
        }
        check(false, "is not refused after " + (bytes.length - before.length()) + " bytes");
    }

    private void check(boolean good, String what) {
        if (!good) {
            throw new AssertionError(this + " " + what);
        }
    }
}
