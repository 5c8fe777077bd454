import java.nio.ByteBuffer;

/**
 * The alphabet, again and again, at most so much of it at a time. An odd one gives nothing in between, and says that it
 * gave more.
 */
final class Letters implements BodySource {

    enum End {
        GOOD, BREAKS, EARLY, DIES, UNCLOSABLE, ODD
    }

    private final int count;
    private final int most;
    private final boolean sized;
    private final End end;
    private int made;
    private int paused = -1;

    Letters(int count, int most, boolean sized, End end) {
        this.count = count;
        this.most = Math.max(1, most);
        this.sized = sized;
        this.end = end;
    }

    @Override
    public int read(ByteBuffer out) {
        int before = made;
        if (end == End.ODD && paused != made) {
            paused = made;
            return 0;
        }
        while (made < count && made - before < most && out.hasRemaining()) {
            out.put((byte) ('a' + made++ % 26));
        }
        if (made > before) {
            return end == End.ODD ? made - before + 3 : made - before;
        }
        if (end == End.BREAKS) {
            throw new IllegalStateException("breaks off, as it was meant to");
        }
        if (end == End.DIES) {
            throw new AssertionError("dies, as it was meant to");
        }
        return -1;
    }

    @Override
    public long length() {
        return sized ? end == End.GOOD || end == End.ODD ? count : count + 5 : UNKNOWN;
    }

    @Override
    public void close() {
        if (end == End.UNCLOSABLE) {
            throw new IllegalStateException("cannot be closed, as it was meant to");
        }
    }

    boolean endsEarly() {
        return end == End.EARLY;
    }
}
