import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Part of a file, or all of it, read while it is sent. It takes no more memory than the buffer that it is read into.
 *
 * <p>The file is opened for the first piece: a response that is never sent, such as the one for HEAD, does not open it.
 */
final class FileSource implements BodySource {

    private final Path file;
    private final long start;
    private final long length;
    private long sent;                  // bytes that were read so far
    private FileChannel channel;        // null before the first piece

    /** @param start the position of the first byte in the file */
    FileSource(Path file, long start, long length) {
        this.file = file;
        this.start = start;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    /** Returns a part of this content. @param from the number of bytes before it */
    FileSource part(long from, long length) {
        return new FileSource(file, start + from, length);
    }

    /**
     * Puts the next bytes into `out`: `sent` bytes after `start`, and no byte after the end of this part. Opens the
     * file first if that has not been done ({@link #open}).
     *
     * @throws EOFException if the file has become too short: the content would end too early
     */
    // task files
    @Override
    public int read(ByteBuffer out) throws IOException {
        throw new Todo("files");
    }

    /** The path is a real one. If a link has taken the place of the file since, opening fails. */
    private FileChannel open() throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    /** Closes the file if it is open. A failure to do so is printed: nothing else can be done about it. */
    // task files
    @Override
    public void close() {
        Todo.report("files");
    }
}
