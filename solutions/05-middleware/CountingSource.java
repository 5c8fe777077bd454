import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** A source that reports, when it is closed, how many bytes were read from it. */
final class CountingSource implements BodySource {

    private final BodySource source;
    private final LongConsumer onClose;
    private long count;

    CountingSource(BodySource source, LongConsumer onClose) {
        this.source = source;
        this.onClose = onClose;
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
        onClose.accept(count);
    }
}
