import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * A check of a backend: a request that only asks whether it can serve.
 *
 * @param path what is requested, such as `/ready`
 * @param timeout how long a check may take, in nanoseconds
 */
record HealthCheck(String path, long timeout) {

    private static final int MOST_BYTES = 16 * 1024;       // of a response; more is not read
    private static final long REST_NANOS = 100_000_000;    // for what comes after the status line

    /**
     * Returns whether a backend responds to `GET path` with a status of 2xx in time, measured from the beginning of the
     * check to the end of the status line. Whatever happens, the connection is closed afterward. An interrupt of the
     * thread ends the check, and stays pending.
     */
    // task health, until then: return true;
    boolean passes(HostPort backend) {
        long end = System.nanoTime() + timeout;
        try (SocketChannel channel = backend.connect(millisUntil(end))) {
            Socket socket = channel.socket();
            socket.getOutputStream().write(request(backend));
            String line = statusLine(socket, end);
            skipRest(socket, Math.min(end, System.nanoTime() + REST_NANOS));
            return line.matches("HTTP/1\\.[01] 2[0-9]{2}( .*)?");
        } catch (IOException failure) {
            return false;
        }
    }

    private byte[] request(HostPort backend) {
        return ("GET " + path + " HTTP/1.1\r\nHost: " + backend + "\r\nUser-Agent: health-check\r\n"
                + "Connection: close\r\n\r\n").getBytes(US_ASCII);
    }

    /** Reads the first line, without its end. @throws IOException if it does not come in time, or is too long */
    // task health
    private static String statusLine(Socket socket, long end) throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (line.length() < MOST_BYTES) {
            socket.setSoTimeout(millisUntil(end));
            int next = in.read();
            if (next == '\n') {
                return line.toString().stripTrailing();
            }
            if (next < 0) {
                break;
            }
            line.append((char) next);
        }
        throw new IOException("the status line is not complete");
    }

    /** Reads a short rest of the response: with unread bytes, a close would be a reset, which servers may log. */
    private static void skipRest(Socket socket, long end) {
        try {
            byte[] bytes = new byte[MOST_BYTES];
            int count = 0;
            for (int all = 0; count >= 0 && all < MOST_BYTES; all += count) {
                socket.setSoTimeout(millisUntil(end));
                count = socket.getInputStream().read(bytes);
            }
        } catch (IOException late) {
            // The status line has said all.
        }
    }

    /** Returns the milliseconds until a time of System.nanoTime, at least 1: to a socket, 0 is no limit. */
    private static int millisUntil(long end) throws SocketTimeoutException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("the check has taken too long");
        }
        return Math.clamp(TimeUnit.NANOSECONDS.toMillis(left), 1, Integer.MAX_VALUE);
    }
}
