import java.nio.ByteBuffer;

/** Some or all of a {@link SharedContent}, for one client. */
final class SharedSource implements BodySource {

    private final SharedContent content;
    private final long count;           // of the bytes it has; UNKNOWN: all of the content
    private final boolean counted;
    private long position;
    private long left;
    private boolean closed;

    /**
     * @param first the number of its first byte
     * @param count how many bytes it has; UNKNOWN for all from there on
     */
    SharedSource(SharedContent content, long first, long count) {
        this.content = content;
        this.position = first;
        this.count = count;
        this.left = count == UNKNOWN ? Long.MAX_VALUE : count;
        this.counted = content.retain();
    }

    @Override
    public int read(ByteBuffer out) throws Exception {
        if (left == 0) {
            return -1;
        }
        ByteBuffer room = out.slice(out.position(), (int) Math.min(out.remaining(), left));
        int some = content.read(position, room);
        out.position(out.position() + room.position());
        position += room.position();
        left -= room.position();
        return some;
    }

    @Override
    public long length() {
        return count == UNKNOWN ? content.length() : count;
    }

    @Override
    public void close() {
        if (counted && !closed) {
            closed = true;
            content.release();
        }
    }
}
