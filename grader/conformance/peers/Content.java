package grader.conformance.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** What lab 07's routes answer: the same in each server. */
final class Content {

    static final String TEXT = "text/plain; charset=utf-8";
    static final String LATIN = "text/plain; charset=iso-8859-1";
    static final String JSON = "application/json";
    static final String BYTES = "application/octet-stream";
    static final String HELLO = "Hello, world\n";
    static final String BEGINNING = "so far all is well\n";

    /** So much is handed over at once; what is longer is streamed. */
    static final int PART = 64 * 1024;

    private static final byte[] LETTERS = new byte[PART];
    private static final AtomicLong IDS = new AtomicLong();
    private static final Set<Long> STATUSES = Set.of(200L, 204L, 205L, 304L, 404L, 410L, 503L);

    static {
        Arrays.fill(LETTERS, (byte) 'x');
    }

    private Content() {}

    /** A small object, made for each request. */
    static String json() {
        return "{\"id\":" + IDS.incrementAndGet() + ",\"name\":\"Ada\",\"tags\":[\"a\",\"b\",\"c\"],\"ok\":true}\n";
    }

    /** At most {@link #PART} letters. */
    static byte[] letters(long count) {
        return count == PART ? LETTERS : Arrays.copyOf(LETTERS, (int) count);
    }

    static void letters(long count, OutputStream out) throws IOException {
        for (long left = count; left > 0; left -= PART) {
            out.write(LETTERS, 0, (int) Math.min(left, PART));
        }
    }

    static InputStream letterStream(long count) {
        return new InputStream() {

            private long left = count;

            @Override
            public int read() {
                return read(new byte[1], 0, 1) < 0 ? -1 : 'x';
            }

            @Override
            public int read(byte[] into, int from, int room) {
                int part = (int) Math.min(left, room);
                Arrays.fill(into, from, from + part, (byte) 'x');
                left -= part;
                return part == 0 && room > 0 ? -1 : part;
            }

            /** Netty reads no more at once than this says. */
            @Override
            public int available() {
                return (int) Math.min(left, PART);
            }
        };
    }

    static void rows(long count, OutputStream out) throws IOException {
        rowStream(count).transferTo(out);
    }

    /** A JSON array, made while it is read. */
    static InputStream rowStream(long count) {
        return new InputStream() {

            private long made;
            private byte[] text = "[".getBytes(US_ASCII);
            private int taken;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0];
            }

            @Override
            public int read(byte[] into, int from, int room) {
                int at = from;
                while (at < from + room && hasMore()) {
                    int part = Math.min(from + room - at, text.length - taken);
                    System.arraycopy(text, taken, into, at, part);
                    taken += part;
                    at += part;
                }
                return at == from && room > 0 ? -1 : at - from;
            }

            @Override
            public int available() {
                return text.length - taken;
            }

            private boolean hasMore() {
                if (taken == text.length && made <= count) {
                    made++;
                    taken = 0;
                    text = (made > count ? "]\n"
                            : (made == 1 ? "" : ",") + "{\"id\":" + made + ",\"name\":\"row " + made + "\"}")
                            .getBytes(US_ASCII);
                }
                return taken < text.length;
            }
        };
    }

    /** What `?value=V` in a query asks for, decoded; empty if nothing does. */
    static String value(String query) {
        return query != null && query.startsWith("value=")
                ? URLDecoder.decode(query.substring("value=".length()), UTF_8)
                : "";
    }

    static boolean hasStatus(long status) {
        return STATUSES.contains(status);
    }

    /** Whether a response of this status may have content (RFC 9110 §6.4.1, §15.3.6). */
    static boolean mayHaveContent(long status) {
        return status != 204 && status != 205 && status != 304;
    }
}
