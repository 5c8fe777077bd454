package grader.proofs.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that answers nothing before it is told to. It counts the requests that wait on one connection; they have no
 * content.
 */
public final class HeldAnswers implements AutoCloseable {

    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(US_ASCII);
    private static final byte[] END = "\r\n\r\n".getBytes(US_ASCII);

    private final ServerSocket listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger seen = new AtomicInteger();
    private final int answers;

    /** @param answers how many it gives on a connection; then it is silent */
    public HeldAnswers(int answers) throws IOException {
        this.answers = answers;
        Thread.ofPlatform().daemon().start(this::accept);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    public void release() {
        released.countDown();
    }

    /** The most requests that have waited on one connection at once. */
    public int most() {
        return most.get();
    }

    /** How many requests have come, on all connections. */
    public int seen() {
        return seen.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    /**
     * What has come meanwhile counts before it answers: so two requests that are under way together are seen together.
     */
    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            byte[] bytes = new byte[64 * 1024];
            int matched = 0;
            int given = 0;
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                int waiting = 0;
                matched = count(bytes, count, matched);
                waiting += matched / END.length;
                released.await();
                while (in.available() > 0) {
                    matched = count(bytes, in.read(bytes), matched % END.length);
                    waiting += matched / END.length;
                }
                matched %= END.length;
                most.accumulateAndGet(waiting, Math::max);
                seen.addAndGet(waiting);
                for (; waiting > 0 && given < answers; waiting--, given++) {
                    socket.getOutputStream().write(ANSWER);
                }
            }
        } catch (IOException | InterruptedException gone) {
            // The load has closed it.
        }
    }

    /** @return four for each end of a head in these bytes, and how much of the next one there is */
    private static int count(byte[] bytes, int count, int matched) {
        int ends = 0;
        int at = matched;
        for (int i = 0; i < count; i++) {
            at = bytes[i] == END[at] ? at + 1 : bytes[i] == END[0] ? 1 : 0;
            if (at == END.length) {
                ends++;
                at = 0;
            }
        }
        return END.length * ends + at;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        release();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
