import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Part of an open file, or all of it, read while it is sent. It takes no more memory than the buffer that it is read
 * into. The file is open from the time at which its response was made, so the response is about the bytes that it
 * sends.
 */
final class FileSource implements BodySource {

    private final OpenFile file;
    private final long start;
    private final long length;
    private long sent;                  // bytes that were read so far

    /** @param start the position of the first byte in the file */
    FileSource(OpenFile file, long start, long length) {
        this.file = file;
        this.start = start;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    OpenFile file() {
        return file;
    }

    /** Returns a part of this content, to be used in its place. @param from the number of bytes before it */
    FileSource part(long from, long length) {
        return new FileSource(file, start + from, length);
    }

    /**
     * Puts the next bytes of this part into `out`, as many as one read of the file returns, and none after the end of
     * the part.
     *
     * @throws EOFException if the file has become too short: the content would end too early
     */
    // task files
    @Override
    public int read(ByteBuffer out) throws IOException {
        if (sent == length) {
            return -1;
        }
        ByteBuffer piece = out.slice(out.position(), (int) Math.min(out.remaining(), length - sent));
        int count = file.channel().read(piece, start + sent);
        if (count < 0) {
            throw new EOFException(file.path() + " has become shorter while it was sent");
        }
        out.position(out.position() + count);
        sent += count;
        return count;
    }

    /** Closes the file, whether all of it was sent, a part or nothing. */
    // task files, until then: return;
    @Override
    public void close() {
        file.close();
    }
}
