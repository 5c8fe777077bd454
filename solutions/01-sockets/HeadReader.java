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
        long deadline = System.nanoTime() + timeout * 1_000_000L;
        byte[] bytes = new byte[LIMIT];
        int length = 0;
        while (length < LIMIT) {
            int count = readSome(connection, bytes, length, deadline);
            if (count < 0) {
                throw new EOFException("the client left in the middle of a head");
            }
            length += count;
            if (hasEmptyLine(bytes, length)) {
                return RequestLine.parse(bytes, length);
            }
        }
        throw new HttpException(431, "a request head may have 8 KiB");
    }

    /** Whether the first `length` bytes hold an empty line. A line ends in LF, with or without CR before it. */
    // task read-head
    static boolean hasEmptyLine(byte[] bytes, int length) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                boolean empty = i == start || i == start + 1 && bytes[start] == '\r';
                if (empty) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
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
