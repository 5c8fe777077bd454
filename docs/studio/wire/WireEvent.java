package docs.studio.wire;

import java.nio.charset.StandardCharsets;

/**
 * What happened on a connection.
 *
 * @param number of the event on its connection, from 0
 * @param nanos when, a time of `System.nanoTime`
 * @param side whose bytes, end or delay it is
 * @param start of BYTES, the place of the first among all that this side has sent; of others, how many came before
 * @param length of BYTES, how many came in one read; of FULL, how many wait for it
 * @param bytes null if they are no longer kept
 * @param words of FAILED, why; else empty
 */
record WireEvent(int number, long nanos, Side side, Kind kind, long start, int length, byte[] bytes, String words) {

    enum Kind {
        /** The client has connected, the server has been connected. */
        OPENED, CONNECTED,
        /** One read. */
        BYTES,
        /** The side sends no more; the other one may. */
        FIN,
        /** The side has broken the connection off. */
        RST,
        /** The server could not be connected. */
        FAILED,
        /** The side does not read; it reads again. */
        FULL, RESUMED,
        /** Both sides have sent their FIN. */
        CLOSED,
        /** The proxy has ended, and has reset both sides. */
        CUT,
        /** More happened than is noted. */
        UNNOTED
    }

    long end() {
        return start + length;
    }

    boolean isKept() {
        return kind == Kind.BYTES && bytes != null;
    }

    WireEvent withoutBytes() {
        return new WireEvent(number, nanos, side, kind, start, length, null, words);
    }

    /** The bytes as text, one char per byte; empty if they are not kept. */
    String text() {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
