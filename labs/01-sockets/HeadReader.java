import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Reads one request head: every line up to the empty one.
 *
 * <p>TCP delivers a stream, not messages: a head may come in one piece, byte by byte, or together with what follows it.
 * So this reads what there is, looks for the empty line, and reads on only while it is missing. Scaffolding: lab 03
 * puts a real parser in its place.
 */
final class HeadReader {

    /** The longest head that is read, in bytes. */
    static final int LIMIT = 8 * 1024;

    private HeadReader() {}

    /**
     * Reads a head from `connection` within `timeout` milliseconds, however many reads it takes.
     *
     * @throws HttpError 431 over {@link #LIMIT}, 408 after the timeout, 400 for a first line that is none
     * @throws EOFException if the client leaves before the empty line
     */
    // task read-head
    static RequestLine read(Socket connection, int timeout) throws IOException {
        throw new Todo("read-head");
    }

    /** Whether the first `length` bytes hold an empty line. A line ends in LF, with or without CR before it. */
    // task read-head
    static boolean hasEmptyLine(byte[] bytes, int length) {
        throw new Todo("read-head");
    }

    /**
     * Reads what there is, behind the first `length` bytes; waits for the first byte until `deadline`, which is a time
     * of `System.nanoTime()`. Returns the number of bytes, or -1 at the end of the stream.
     */
    private static int readSome(Socket connection, byte[] bytes, int length, long deadline) throws IOException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {      // A socket's timeout of 0 would mean: wait for ever.
            throw timedOut();
        }
        try {
            connection.setSoTimeout((int) millis);
            return connection.getInputStream().read(bytes, length, bytes.length - length);
        } catch (SocketTimeoutException silence) {
            throw timedOut();
        }
    }

    private static HttpException timedOut() {
        return new HttpException(408, "the request head took too long");
    }
}
