// Given: nothing in this file is for you to write.
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;

/**
 * The content of another source, through a cache: only if the cache does not have it, the other source is read, and
 * that by one of all requests for it. Nothing is read, and no other request waited for, before the first byte of this
 * source is read. All of the content is in memory.
 */
final class CachedSource implements BodySource {

    private static final int PIECE = 64 * 1024;

    private final Cache cache;
    private final String key;
    private BodySource source;      // null when it is not needed any more
    private BytesSource content;    // null before the first byte is read

    /** @param key the same for the same content only */
    CachedSource(Cache cache, String key, BodySource source) {
        this.cache = cache;
        this.key = key;
        this.source = source;
    }

    @Override
    public int read(ByteBuffer out) throws Exception {
        if (content == null) {
            content = new BytesSource(cache.get(key, this::all).value());
            close();        // A client that reads slowly needs no open file.
        }
        return content.read(out);
    }

    /** @throws InterruptedException also if it is the source that notices: for the cache, this is no failure to load */
    private byte[] all() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        try {
            while (source.read(piece) >= 0) {
                all.write(piece.array(), 0, piece.position());
                piece.clear();
            }
        } catch (ClosedByInterruptException interrupted) {
            throw new InterruptedException();
        }
        return all.toByteArray();
    }

    @Override
    public void close() {
        if (source != null) {
            source.close();
            source = null;
        }
    }
}
