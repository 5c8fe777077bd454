// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** An input that begins with bytes that were read before. Its end closes nothing. */
final class InputAfter extends InputStream {

    private final ByteBuffer read;
    private final InputStream rest;

    InputAfter(ByteBuffer read, InputStream rest) {
        this.read = read;
        this.rest = rest;
    }

    @Override
    public int read() throws IOException {
        return read.hasRemaining() ? read.get() & 0xFF : rest.read();
    }

    @Override
    public int read(byte[] bytes, int start, int length) throws IOException {
        if (!read.hasRemaining()) {
            return rest.read(bytes, start, length);
        }
        int count = Math.min(length, read.remaining());
        read.get(bytes, start, count);
        return count;
    }

    @Override
    public int available() throws IOException {
        return read.remaining() + rest.available();
    }

    @Override
    public void close() throws IOException {
        rest.close();
    }
}
