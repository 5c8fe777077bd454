import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Plain connections to a server that sends, for each byte, the number of the connection. */
final class SocketFactory implements ConnectionFactory<Socket, IOException>, AutoCloseable {

    private static final int LONG_MILLIS = 60_000;

    final CountDownLatch opens = new CountDownLatch(1);
    final AtomicInteger closed = new AtomicInteger();       // by the client
    volatile boolean resets = true;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private volatile Socket latest;

    SocketFactory() throws IOException {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                for (int number = 1; true; number++) {
                    serve(listener.accept(), number);
                }
            } catch (IOException end) {
                // The scenario has ended.
            }
        });
    }

    private void serve(Socket client, int number) {
        latest = client;
        Thread.ofPlatform().daemon().start(() -> {
            try (client) {
                while (client.getInputStream().read() >= 0) {
                    client.getOutputStream().write(number);
                }
                closed.incrementAndGet();
            } catch (IOException end) {
                // The scenario has closed it.
            }
        });
    }

    /** As a server that no longer waits for requests. */
    void closeLatest() throws IOException {
        latest.close();
    }

    static int ask(Lease<Socket> lease) throws IOException {
        lease.connection().getOutputStream().write('?');
        return lease.connection().getInputStream().read();
    }

    /** It is opened once `opens` allows it. */
    @Override
    public Socket open() throws IOException, InterruptedException {
        opens.await();
        Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
        socket.setSoTimeout(LONG_MILLIS);
        return socket;
    }

    /** Whether the server has neither closed it nor sent what no one has asked for. */
    @Override
    public boolean isValid(Socket socket) throws IOException {
        socket.setSoTimeout(1);
        try {
            socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException nothing) {
            socket.setSoTimeout(LONG_MILLIS);
            return true;
        }
    }

    @Override
    public boolean isOpen(Socket socket) {
        return !socket.isClosed();
    }

    @Override
    public void reset(Socket socket) {
        if (!resets) {
            throw new IllegalStateException("this scenario resets none");
        }
    }

    @Override
    public IOException timeout(long nanos) {
        return new IOException("none is free");
    }

    @Override
    public IOException silent(long nanos) {
        return new IOException("the peer is silent");
    }

    @Override
    public IOException closed() {
        return new IOException("the pool is closed");
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
