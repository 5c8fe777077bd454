package grader.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * Counts answers in the bytes that come, however they are split. It knows what a measured answer needs: the first digit
 * of the status, and Content-Length. That servers answer rightly beyond that is checked before ({@link Check}).
 */
final class AnswerReader {

    private static final byte[] LENGTH = "content-length:".getBytes(US_ASCII);
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private long content;       // of this answer, still to come
    private long length;        // as the field says
    private boolean firstLine = true;
    private int column;
    private int matched;        // bytes of LENGTH that this line has begun with
    private long refused;

    /** @return how many answers have come to their end in these bytes */
    int read(ByteBuffer in) {
        int ended = 0;
        while (in.hasRemaining()) {
            if (content > 0) {
                int part = (int) Math.min(content, in.remaining());
                in.position(in.position() + part);
                content -= part;
                ended += content == 0 ? 1 : 0;
            } else if (endsHead(in.get())) {
                content = length;
                length = 0;
                firstLine = true;
                ended += content == 0 ? 1 : 0;
            }
        }
        return ended;
    }

    /** How many answers had a status that is not 2xx, since it was asked last. */
    long takeRefused() {
        long since = refused;
        refused = 0;
        return since;
    }

    private boolean endsHead(byte next) {
        if (next == '\n') {
            boolean empty = column == 0;
            column = 0;
            matched = 0;
            firstLine = false;
            return empty;
        }
        if (next != '\r') {
            if (firstLine) {
                refused += column == STATUS_AT && next != '2' ? 1 : 0;
            } else if (matched == LENGTH.length) {
                length = next >= '0' && next <= '9' ? 10 * length + next - '0' : length;
            } else if (matched == column && (next | 0x20) == (LENGTH[column] | 0x20)) {
                matched++;
            }
            column++;
        }
        return false;
    }
}
