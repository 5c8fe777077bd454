package docs.studio.servers;

import grader.clients.http.ByteSource;
import grader.clients.http.Response;
import grader.clients.http.ResponseReader;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A connection to a server, for one request after another. It repeats nothing: what is lost is seen to be lost. */
public final class LoadConnection implements ByteSource, AutoCloseable {

    /** How a request is lost. */
    public enum Loss { REFUSED, RESET, CLOSED, SILENT }

    /** No response, and why. */
    public static final class Lost extends Exception {

        private static final long serialVersionUID = 1;

        private final Loss how;

        Lost(Loss how, String why) {
            super(why, null, false, false);
            this.how = how;
        }

        public Loss how() {
            return how;
        }
    }

    private static final int PIECE = 16 * 1024;
    private static final int MOST_BYTES = 1 << 20;

    private final Socket socket;
    private final StringBuilder bytes = new StringBuilder();
    private long end;       // a time of System.nanoTime
    private Lost lost;      // null: nothing yet
    private boolean ended;
    private int requests;
    private long lastUsed = System.nanoTime();

    private LoadConnection(Socket socket) {
        this.socket = socket;
    }

    /** Connects to a port of 127.0.0.1. */
    public static LoadConnection open(int port, Duration limit) throws Lost {
        return open(port, limit, plain -> plain);
    }

    /** Connects, and shakes hands. */
    public static LoadConnection open(SSLContext context, int port, Duration limit) throws Lost {
        return open(port, limit, plain -> {
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
            socket.startHandshake();
            return socket;
        });
    }

    private interface Layer {
        Socket over(Socket plain) throws IOException;
    }

    private static LoadConnection open(int port, Duration limit, Layer layer) throws Lost {
        Socket plain = new Socket();
        long begin = System.nanoTime();
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout((int) limit.toMillis());
            plain.connect(new InetSocketAddress("127.0.0.1", port), (int) limit.toMillis());
            return new LoadConnection(layer.over(plain));
        } catch (IOException failed) {
            close(plain);
            throw new Lost(loss(failed), "no connection after " + (System.nanoTime() - begin) / 1_000_000 + " ms: "
                    + failed.getMessage());
        }
    }

    private static Loss loss(IOException failed) {
        return switch (failed) {
            case ConnectException refused -> Loss.REFUSED;
            case SocketTimeoutException silent -> Loss.SILENT;
            case EOFException closed -> Loss.CLOSED;
            default -> Loss.RESET;
        };
    }

    /** The certificate that the server has shown, over TLS. */
    public X509Certificate certificate() throws IOException {
        return (X509Certificate) ((SSLSocket) socket).getSession().getPeerCertificates()[0];
    }

    /** How many requests it has had. */
    public int requests() {
        return requests;
    }

    /** How long ago the last response was. */
    public Duration idle() {
        return Duration.ofNanos(System.nanoTime() - lastUsed);
    }

    /**
     * Sends a request without content, and returns its response, which may not be whole.
     *
     * @param fields lines such as `A: b`, each with its end
     * @throws Lost if no response has begun in time
     */
    public Response exchange(String method, String target, String fields, Duration limit) throws Lost {
        return exchange(method, target, fields, "", Duration.ZERO, limit);
    }

    /**
     * Sends a request, and returns its response, which may not be whole.
     *
     * @param content is sent in ten pieces if it takes time
     * @param time what sending the content takes
     */
    public Response exchange(String method, String target, String fields, String content, Duration time,
            Duration limit) throws Lost {
        requests++;
        end = System.nanoTime() + limit.toNanos();
        String length = content.isEmpty() ? "" : "Content-Length: " + content.length() + "\r\n";
        try {
            write(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + length + "\r\n");
            write(content, time);
        } catch (IOException refused) {
            lost = new Lost(Loss.RESET, "the request could not be sent: " + refused.getMessage());
        }
        Response response = new ResponseReader(this).last(method, ignored -> {}).orElse(null);
        if (response == null) {
            throw lost != null ? lost
                    : new Lost(Loss.CLOSED, "the server has closed the connection without a response");
        }
        lastUsed = System.nanoTime();
        return response;
    }

    private void write(String content, Duration time) throws IOException {
        int pieces = time.isZero() ? 1 : 10;
        int piece = Math.ceilDiv(content.length(), pieces);
        for (int from = 0; from < content.length(); from += piece) {
            pause(time.dividedBy(pieces));
            write(content.substring(from, Math.min(content.length(), from + piece)));
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public StringBuilder bytes() {
        return bytes;
    }

    @Override
    public boolean more() {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (lost != null) {
            return false;
        }
        if (millis <= 0 || bytes.length() > MOST_BYTES) {
            lost = new Lost(Loss.SILENT, "no whole response came in time");
            return false;
        }
        try {
            socket.setSoTimeout((int) Math.max(1, millis));
            byte[] piece = new byte[PIECE];
            int count = socket.getInputStream().read(piece);
            ended = count < 0;
            bytes.append(new String(piece, 0, Math.max(0, count), StandardCharsets.ISO_8859_1));
            return !ended;
        } catch (IOException failed) {
            lost = new Lost(loss(failed), "the connection has failed: " + failed.getMessage());
            return false;
        }
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    /** Reads up to so many bytes, as slowly as it is called; false at the end. */
    public boolean readSome(int most) throws IOException {
        return socket.getInputStream().readNBytes(most).length == most;
    }

    /** Sends a request whose response is read with {@link #readSome}. */
    public void send(String target) throws IOException {
        write("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    @Override
    public void close() {
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // the server was first
        }
    }
}
