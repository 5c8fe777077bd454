import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/**
 * The content of another source in the coding gzip, made while it is sent. Nothing is compressed that is not sent, and
 * content of any length takes little memory.
 */
final class GzipSource implements BodySource {

    private static final int PIECE = 64 * 1024;

    private final BodySource content;
    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    private byte[] piece;                                       // null before the first piece, like `gzip`
    private GZIPOutputStream gzip;
    private BytesSource ready = new BytesSource(new byte[0]);   // compressed, but not taken yet
    private boolean finished;

    GzipSource(BodySource content) {
        this.content = content;
    }

    /** A piece of the content that is empty makes no compressed bytes: then there is no piece yet here, either. */
    @Override
    public int read(ByteBuffer out) throws Exception {
        int count = ready.read(out);
        if (count < 0 && !finished) {
            ready = new BytesSource(next());
            count = Math.max(0, ready.read(out));
        }
        return count;
    }

    /**
     * Returns the next compressed bytes. With them, the client can decode each piece of the content before the next one
     * is made. The last ones end the coding, and then the source is `finished`.
     */
    // task gzip
    private byte[] next() throws Exception {
        if (gzip == null) {
            piece = new byte[PIECE];
            gzip = new GZIPOutputStream(compressed, true);      // true: `flush` leaves nothing in the compressor.
        }
        int count = content.read(ByteBuffer.wrap(piece));
        if (count < 0) {
            gzip.finish();
            finished = true;
        } else {
            gzip.write(piece, 0, count);
            gzip.flush();
        }
        byte[] bytes = compressed.toByteArray();
        compressed.reset();
        return bytes;
    }

    /** Closes the content, and frees the memory of the compressor, which is not on the heap. */
    // task gzip
    @Override
    public void close() {
        content.close();
        try {
            if (gzip != null) {
                gzip.close();
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);        // It writes to memory.
        }
    }
}
