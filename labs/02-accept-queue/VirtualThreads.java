// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** What virtual threads need from the JDK. */
final class VirtualThreads {

    private VirtualThreads() {}

    /**
     * Lets a virtual thread wait for a socket. The first time, the JDK opens descriptors for that. If clients have
     * taken them all by then, it never tries again, and no virtual thread can wait for a socket. So a server whose
     * virtual threads do calls this method before it accepts clients.
     *
     * @throws IOException if it fails
     */
    static void prepare() throws IOException {
        try (ServerSocket silent = Sockets.open()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            silent.setSoTimeout(1);
            FutureTask<Socket> wait = new FutureTask<>(silent::accept);
            Thread.ofVirtual().start(wait);
            wait.get();
        } catch (ExecutionException | InterruptedException end) {
            if (!(end.getCause() instanceof SocketTimeoutException)) {
                throw new IOException("no virtual thread can wait for a socket", end);
            }
        }
    }
}
