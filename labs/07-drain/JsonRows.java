import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * A JSON array of any number of rows, made while it is sent: `[{"id":1,"name":"row 1"},…]` and a line feed.
 *
 * <p>A million rows take as much memory as one. The client has the first row before the last one is made. Page:
 * docs/pages/lab07.adoc.
 */
final class JsonRows implements BodySource {

    private final long count;
    private long produced;
    private ByteBuffer text = ByteBuffer.wrap("[".getBytes(US_ASCII));      // text that was made but did not fit yet
    private boolean closed;

    JsonRows(long count) {
        this.count = count;
    }

    /**
     * Fills `out` with what comes next of the array, as long as there is room and something left to send. A row that
     * does not fit goes on at the next call.
     */
    // task stream
    @Override
    public int read(ByteBuffer out) {
        throw new Todo("stream");
    }

    /** Returns the next row, with a comma before each but the first; after the last row, the end of the array. */
    private String next() {
        if (produced == count) {
            closed = true;
            return "]\n";
        }
        produced++;
        return (produced == 1 ? "" : ",") + "{\"id\":" + produced + ",\"name\":\"row " + produced + "\"}";
    }
}
