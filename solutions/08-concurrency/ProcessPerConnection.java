import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * An engine that starts a process for each connection.
 *
 * <p>The child speaks HTTP on its standard input and output ({@link StdioConnection}), as programs of CGI and inetd do.
 * It shares no memory with other connections: whatever goes wrong in it goes wrong for one client. This process only
 * copies bytes: to the child, a reset by the client is an end of input. Page: docs/pages/lab08.adoc.
 */
final class ProcessPerConnection extends BlockingEngine {

    private static final String REMOTE_ADDR = "REMOTE_ADDR";
    private static final int BUFFER = 8 * 1024;
    private static final Lack NO_PROCESS = new Lack("no process for a connection, which was closed");

    private final List<String> command;
    private final int count;
    private final Map<Process, Socket> clients = new ConcurrentHashMap<>();     // by their children
    private final Set<Socket> begun = ConcurrentHashMap.newKeySet();            // clients that have sent something
    private volatile boolean draining;

    /**
     * @param command starts a child
     * @param count how many children there may be at the same time
     */
    ProcessPerConnection(Function<Peer, Protocol> protocols, Clock clock, List<String> command, int count) {
        super(protocols, clock);
        this.command = command;
        this.count = count;
    }

    @Override
    public int maxConnections(int limit) {
        return Math.min(limit, count);
    }

    /** A thread that waits for a pipe keeps its carrier, so two silent children would stop all virtual threads. */
    @Override
    Thread.Builder threads() {
        return Thread.ofPlatform().daemon();
    }

    @Override
    void converse(AcceptedSocket connection) throws IOException {
        converse(connection.socket());
    }

    /**
     * Connects the client with a child of its own: the client's bytes are the child's standard input, and the child's
     * standard output goes to the client. No child outlives its connection.
     *
     * <p>Exit code 0 means that the child has sent everything. The client may then finish sending, for at most
     * {@link ConnectionLimits#LINGER} milliseconds. Any other code is a failure that the client must see as a reset
     * ({@link SocketDriver#reset}), even if it does not read ({@link #resetAfterFailure}).
     */
    // task process
    private void converse(Socket socket) throws IOException {
        try (socket) {
            Process child = startChild(socket.getInetAddress());
            try {
                resetAfterFailure(child, socket);
                Thread input = threads().start(() -> copyInput(socket, child));
                child.getInputStream().transferTo(socket.getOutputStream());
                if (child.waitFor() == 0) {
                    socket.shutdownOutput();
                    input.join(ConnectionLimits.LINGER);
                } else {
                    SocketDriver.reset(socket);
                }
            } catch (InterruptedException stop) {
                // The server no longer needs this connection.
            } finally {
                endChild(child);
            }
        }
    }

    /** Starts a child. As in CGI (RFC 3875 §4.1.8), REMOTE_ADDR tells it the address of its client. */
    private Process startChild(InetAddress client) throws IOException {
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().put(REMOTE_ADDR, client.getHostAddress());
        try {
            return withLog(program.start());
        } catch (IOException noProcess) {
            NO_PROCESS.report(noProcess);
            throw noProcess;
        }
    }

    private Process withLog(Process child) {
        try {
            threads().start(() -> copyLog(child));
            return child;
        } catch (RuntimeException | Error noThread) {
            child.destroyForcibly();
            throw noThread;
        }
    }

    /** Returns the client of this process, which is a child. Its port is not known. */
    static Peer client() throws UnknownHostException {
        return new Peer(new InetSocketAddress(InetAddress.getByName(System.getenv(REMOTE_ADDR)), 0), 0);
    }

    private void endChild(Process child) {
        child.destroyForcibly();
        begun.remove(clients.remove(child));
    }

    /**
     * Resets the connection as soon as the child fails, even while this thread waits for a client that does not read.
     */
    private void resetAfterFailure(Process child, Socket socket) {
        clients.put(child, socket);
        child.onExit().thenAccept(ended -> {
            if (ended.exitValue() != 0) {
                SocketDriver.reset(socket);
            }
        });
    }

    /** Copies what the client sends until it sends no more or {@link #drain} is called, then tells the child. */
    // task process
    private void copyInput(Socket socket, Process child) {
        if (draining) {
            shutdownInput(socket);
        }
        try (OutputStream input = child.getOutputStream()) {
            InputStream client = socket.getInputStream();
            byte[] buffer = new byte[BUFFER];
            for (int count = client.read(buffer); count >= 0; count = client.read(buffer)) {
                begun.add(socket);
                pass(buffer, count, input);
            }
        } catch (IOException gone) {
            // The client or the child left first.
        }
    }

    /**
     * From now on, each connection ends as soon as it is idle: its child serves what it has got by then, and ends.
     * Returns immediately.
     */
    @Override
    public void drain() {
        draining = true;
        clients.values()
                .stream()
                .filter(socket -> !socket.isOutputShutdown())
                .forEach(ProcessPerConnection::shutdownInput);
    }

    @Override
    public int idleConnections() {
        return (int) clients.values().stream().filter(this::isIdle).count();
    }

    /** What the child knows of its requests is not known here. When its last response is complete, it half-closes. */
    private boolean isIdle(Socket socket) {
        return socket.isOutputShutdown() || !begun.contains(socket);
    }

    private static void shutdownInput(Socket socket) {
        try {
            socket.shutdownInput();
        } catch (IOException gone) {
            // The client left first.
        }
    }

    /**
     * Passes bytes on to the child. A child that has ended reads no more; its client may still finish what it sends.
     */
    private static void pass(byte[] bytes, int count, OutputStream input) {
        try {
            input.write(bytes, 0, count);
            input.flush();
        } catch (IOException ended) {
            // These bytes get no response.
        }
    }

    /** Copies the child's standard error, where its access log goes, to this server's standard output. */
    private static void copyLog(Process child) {
        try (InputStream log = child.getErrorStream()) {
            log.transferTo(System.out);
        } catch (IOException ended) {
            // The child ended.
        }
    }

    /**
     * When this method returns, all connections are closed, and those with a request in progress were reset; their
     * children are killed.
     */
    @Override
    public void abort() {
        super.abort();
        clients.forEach((child, socket) -> {
            if (isIdle(socket)) {
                Sockets.close(socket);
            } else {
                SocketDriver.reset(socket);
            }
            child.destroyForcibly();
        });
    }
}
