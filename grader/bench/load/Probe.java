package grader.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that waits: it reads answers whole, and looks at what is in them. */
public final class Probe implements AutoCloseable {

    private static final int PATIENCE = 5_000;
    private static final long PAUSE = 100_000;
    private static final int MOST = 64 * 1024;
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length:\\s*(\\d+)\\s*$");

    private static final Pattern DATE = Pattern.compile("(?im)^date:\\s*\\S");

    /** @param head with all its lines, without the empty one */
    record Answer(int status, String head, String content) {

        boolean hasDate() {
            return DATE.matcher(head).find();
        }
    }

    private final Socket socket;
    private final InputStream in;

    Probe(InetSocketAddress server) throws IOException {
        socket = new Socket();
        try {
            socket.connect(server, PATIENCE);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException error) {
            socket.close();
            throw error;
        }
    }

    /**
     * Asks for `/` until there is an answer: a server may say that it listens a moment before it does. Only a
     * connection that is refused is tried again.
     *
     * @throws IOException in words, if the server has ended, or what it answers cannot be understood
     */
    public static void awaitAnswer(InetSocketAddress server, Duration most, BooleanSupplier alive) throws IOException {
        for (long start = System.nanoTime();; LockSupport.parkNanos(PAUSE)) {
            try (Probe probe = new Probe(server)) {
                probe.send(Scenario.S1.bytes());
                probe.answer();
                return;
            } catch (ConnectException refused) {
                if (!alive.getAsBoolean() || System.nanoTime() - start > most.toNanos()) {
                    throw new IOException("connections are refused where it listens", refused);
                }
            }
        }
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** @throws IOException in words, if none comes, or one whose end nobody can know */
    Answer answer() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.lastIndexOf("\r\n\r\n") != head.length() - 4) {
            head.append((char) next(head.isEmpty()));
            if (head.length() > MOST) {
                throw new IOException("a head of more than " + MOST + " bytes");
            }
        }
        int status =
                head.length() > 12 && head.substring(9, 12).matches("\\d{3}") ? Integer.parseInt(head.substring(9, 12))
                        : 0;
        Matcher length = LENGTH.matcher(head);
        if (!length.find()) {
            throw new IOException("it answers '" + head.toString().lines().findFirst().orElse("")
                    + "' without Content-Length, and nobody can tell its end");
        }
        byte[] content = in.readNBytes(Integer.parseInt(length.group(1)));
        return new Answer(status, head.toString(), new String(content, ISO_8859_1));
    }

    private int next(boolean first) throws IOException {
        try {
            int next = in.read();
            if (next < 0) {
                throw new EOFException(
                        first ? "no answer, but the connection's end" : "the connection ends inside a head");
            }
            return next;
        } catch (SocketTimeoutException silence) {
            throw new IOException("no answer within " + PATIENCE / 1000 + " s", silence);
        }
    }

    /** Whether the server ends the connection within these milliseconds, and sends nothing more. */
    boolean ends(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } finally {
            socket.setSoTimeout(PATIENCE);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
