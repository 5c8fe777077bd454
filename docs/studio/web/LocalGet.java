package docs.studio.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/**
 * A GET to a server on 127.0.0.1, on a connection of its own: a kept one would occupy a worker.
 *
 * @param body empty if there was none
 * @param serverTiming the field of that name; null if there is none
 */
public record LocalGet(int status, byte[] body, String serverTiming) {

    private static final int MOST_BYTES = 1 << 20;
    private static final int PIECE = 1 << 13;

    /**
     * Waits for the whole response. It follows no redirect and uses no proxy.
     *
     * @param target a path, maybe with a query
     * @throws IOException if the server says nothing for as long as `limit`, if the content is not complete by then, or
     *         if it has more than 1 MiB
     */
    public static LocalGet of(int port, String target, Duration limit) throws IOException {
        return of(port, target, limit, false);
    }

    /** @param keeps whether it leaves the connection open as browsers do, and closes it after the response */
    public static LocalGet of(int port, String target, Duration limit, boolean keeps) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + target)
                .toURL()
                .openConnection(Proxy.NO_PROXY);
        connection.setRequestProperty("Connection", keeps ? "keep-alive" : "close");
        connection.setRequestProperty("Accept", "text/plain");
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) limit.toMillis());
        connection.setReadTimeout((int) limit.toMillis());
        try {
            int status = connection.getResponseCode();
            InputStream content = status < 400 ? connection.getInputStream() : connection.getErrorStream();
            return new LocalGet(status, body(content, end), connection.getHeaderField("Server-Timing"));
        } finally {
            connection.disconnect();
        }
    }

    private static byte[] body(InputStream in, long end) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        int count = in == null ? -1 : in.read(piece);
        while (count >= 0) {
            all.write(piece, 0, count);
            if (all.size() > MOST_BYTES) {
                throw new IOException("the response has more than " + MOST_BYTES + " bytes");
            }
            if (System.nanoTime() - end > 0) {
                throw new SocketTimeoutException("the response is not complete");
            }
            count = in.read(piece);
        }
        return all.toByteArray();
    }
}
