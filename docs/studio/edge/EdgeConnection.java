package docs.studio.edge;

import grader.clients.http.ByteSource;
import grader.clients.http.Response;
import grader.clients.http.ResponseReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A connection to the edge over TLS, for one request after another. It repeats nothing: what is lost is seen to be
 * lost.
 */
final class EdgeConnection implements ByteSource, AutoCloseable {

    /** No response, and why. */
    static final class Lost extends Exception {

        private static final long serialVersionUID = 1;

        Lost(String why) {
            super(why, null, false, false);
        }
    }

    private static final int PIECE = 16 * 1024;
    private static final int MOST_BYTES = 1 << 20;

    private final SSLSocket socket;
    private final StringBuilder bytes = new StringBuilder();
    private long end;       // a time of System.nanoTime
    private String why = "";
    private boolean ended;
    private int requests;
    private long lastUsed = System.nanoTime();

    private EdgeConnection(SSLSocket socket) {
        this.socket = socket;
    }

    /** Connects, and shakes hands. */
    static EdgeConnection open(SSLContext context, int port, Duration limit) throws Lost {
        Socket plain = new Socket();
        long begin = System.nanoTime();
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout((int) limit.toMillis());
            plain.connect(new InetSocketAddress("127.0.0.1", port), (int) limit.toMillis());
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
            socket.startHandshake();
            return new EdgeConnection(socket);
        } catch (IOException failed) {
            close(plain);
            throw new Lost("no connection after " + (System.nanoTime() - begin) / 1_000_000 + " ms: "
                    + failed.getMessage());
        }
    }

    /** The certificate that the edge has shown. */
    X509Certificate certificate() throws IOException {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    /** How many requests it has had. */
    int requests() {
        return requests;
    }

    Duration idle() {
        return Duration.ofNanos(System.nanoTime() - lastUsed);
    }

    /**
     * Sends a request without content, and returns its response, which may not be whole.
     *
     * @param fields lines such as `A: b`, each with its end
     * @throws Lost if no response has begun in time
     */
    Response exchange(String method, String target, String fields, Duration limit) throws Lost {
        requests++;
        end = System.nanoTime() + limit.toNanos();
        String head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
        try {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException refused) {
            why = "the request could not be sent: " + refused.getMessage();
        }
        Response response = new ResponseReader(this).last(method, ignored -> {})
                .orElseThrow(
                        () -> new Lost(why.isEmpty() ? "the edge has closed the connection without a response" : why));
        lastUsed = System.nanoTime();
        return response;
    }

    @Override
    public StringBuilder bytes() {
        return bytes;
    }

    @Override
    public boolean more() {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (!why.isEmpty() || millis <= 0 || bytes.length() > MOST_BYTES) {
            why = why.isEmpty() ? "no whole response came in time" : why;
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
            why = "the connection has failed: " + failed.getMessage();
            return false;
        }
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    /** Reads up to so many bytes, as slowly as it is called; false at the end. */
    boolean readSome(int most) throws IOException {
        return socket.getInputStream().readNBytes(most).length == most;
    }

    /** Sends a request whose response is read with {@link #readSome}. */
    void send(String target) throws IOException {
        socket.getOutputStream()
                .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // the edge was first
        }
    }
}
