import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Reads one request head: every line up to the empty line.
 *
 * <p>TCP delivers a stream, not messages. A head may arrive in one piece, byte by byte, or together with the bytes
 * after it. This class reads what has arrived, looks for the empty line, and reads more only while it is missing.
 * Scaffolding: lab 03 replaces it with a real parser.
 */
final class HeadReader {

    /** The maximum length of a head, in bytes. */
    static final int LIMIT = 8 * 1024;

    private HeadReader() {}

    /**
     * Reads a head from `connection` within `timeout` milliseconds, however many reads it takes.
     *
     * @throws HttpException 431 over {@link #LIMIT}, 408 after the timeout, 400 if the first line is malformed
     * @throws EOFException if the stream ends before the empty line
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
        throw new HttpException(431, "the request head is longer than 8 KiB");
    }

    /** Returns whether the first `length` bytes hold an empty line. A line ends in LF or in CR LF. */
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
     * Reads what has arrived, and stores it after the first `length` bytes. Waits for the first byte until `deadline`,
     * a value of `System.nanoTime()`. Returns the number of bytes read, or -1 at the end of the stream.
     *
     * @throws HttpException 408 after the deadline ({@link #timedOut}), even if bytes have arrived
     */
    // task read-head
    private static int readSome(Socket connection, byte[] bytes, int length, long deadline) throws IOException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {      // A socket timeout of 0 would wait forever.
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
