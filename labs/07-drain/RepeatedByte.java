// Given: nothing in this file is for you to write.
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The letter `x`, repeated. The content takes no more memory than the buffer that it is written to. */
final class RepeatedByte implements BodySource {

    private final long length;
    private long remaining;

    /** @param length the length to report: `count`, or {@link BodySource#UNKNOWN} */
    RepeatedByte(long count, long length) {
        this.remaining = count;
        this.length = length;
    }

    @Override
    public int read(ByteBuffer out) {
        int count = (int) Math.min(remaining, out.remaining());
        int from = out.arrayOffset() + out.position();
        Arrays.fill(out.array(), from, from + count, (byte) 'x');
        out.position(out.position() + count);
        remaining -= count;
        return count == 0 ? -1 : count;
    }

    @Override
    public long length() {
        return length;
    }
}
