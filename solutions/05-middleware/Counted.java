import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** A source that tells, when it is closed, how many bytes it has given. Given. */
final class Counted implements Source {

    private final Source source;
    private final LongConsumer told;
    private long count;

    Counted(Source source, LongConsumer told) {
        this.source = source;
        this.told = told;
    }

    @Override
    public int read(ByteBuffer out) throws Exception {
        int size = source.read(out);
        count += Math.max(size, 0);
        return size;
    }

    @Override
    public long length() {
        return source.length();
    }

    @Override
    public void close() {
        source.close();
        told.accept(count);
    }
}
