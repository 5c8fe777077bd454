package docs.studio.wire;

import docs.studio.wire.WireEvent.Kind;
import grader.clients.http.RawConnection;
import grader.core.console.UserError;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * A port of 127.0.0.1 in front of a server. It forwards every byte as it is, and the end of each side as it comes: a
 * FIN as a FIN, a reset as a reset. A side that does not read makes it stop reading from the other one. One thread
 * serves all connections.
 */
final class WireProxy implements AutoCloseable {

    /** Connections at one time; others wait in the kernel's queue. */
    static final int MOST_OPEN = 1_000;
    private static final int AT_ONCE = 64 << 10;
    private static final int BACKLOG = 128;
    private static final long PROBE_MILLIS = 20;

    /** One side of a connection. */
    private static final class End {

        final int number;
        final Side side;
        final SocketChannel channel;
        End other;
        ByteBuffer waiting;     // for this end, which does not take it; null: nothing
        boolean ended;          // it has sent its FIN
        boolean told;           // that the other one has ended

        End(int number, Side side, SocketChannel channel) {
            this.number = number;
            this.side = side;
            this.channel = channel;
        }
    }

    private final IntSupplier target;
    private final WireLog log;
    private final ServerSocketChannel acceptor;
    private final Selector selector;
    private final Selector errors;      // of ends that have ended: a reset may follow
    private final Set<End> open = new HashSet<>();
    private final ByteBuffer shared = ByteBuffer.allocateDirect(AT_ONCE);
    private final Thread thread;

    /**
     * Listens on a free port.
     *
     * @param target the port of the server now; 0: none runs
     */
    WireProxy(IntSupplier target, WireLog log) {
        this(0, target, log);
    }

    /** @param wanted where it listens, unless others do; 0: on a free port */
    WireProxy(int wanted, IntSupplier target, WireLog log) {
        this.target = target;
        this.log = log;
        try {
            selector = Selector.open();
            errors = Selector.open();
            acceptor = ServerSocketChannel.open();
            bind(wanted);
            acceptor.configureBlocking(false);
            acceptor.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException error) {
            throw UserError.of(error, "opening a port for the wire");
        }
        thread = Thread.ofPlatform().daemon().name("wire").start(this::run);
    }

    private void bind(int wanted) throws IOException {
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        try {
            acceptor.bind(new InetSocketAddress(here, wanted), BACKLOG);
        } catch (BindException taken) {
            acceptor.bind(new InetSocketAddress(here, 0), BACKLOG);
        }
    }

    int port() {
        return acceptor.socket().getLocalPort();
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select(this::ready, errors.keys().isEmpty() ? 0 : PROBE_MILLIS);
                errors.selectNow(this::failed);
                acceptor.register(selector, open.size() < 2 * MOST_OPEN ? SelectionKey.OP_ACCEPT : 0);
            }
        } catch (IOException | ClosedSelectorException closed) {
            // close() ends it
        }
        for (End end : open) {
            if (end.side == Side.CLIENT) {
                log.add(end.number, end.side, Kind.CUT, 0, null, "");
            }
            reset(end.channel);
        }
    }

    private void ready(SelectionKey key) {
        if (key.channel() == acceptor) {
            accept();
            return;
        }
        End end = (End) key.attachment();
        try {
            if (key.isValid() && key.isConnectable()) {
                end.channel.finishConnect();
                connected(end);
            }
            if (key.isValid() && key.isWritable()) {
                write(end);
            }
            if (key.isValid() && key.isReadable()) {
                read(end);
            }
        } catch (IOException error) {
            broken(end, error);
        }
    }

    private void accept() {
        SocketChannel client = null;
        try {
            client = acceptor.accept();
            if (client == null) {
                return;
            }
            client.configureBlocking(false);
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            int number = log.open(((InetSocketAddress) client.getRemoteAddress()).getPort());
            join(new End(number, Side.CLIENT, client));
        } catch (IOException error) {
            reset(client);
        }
    }

    private void join(End client) throws IOException {
        int port = target.getAsInt();
        if (port == 0) {
            failed(client, "no server runs");
            return;
        }
        End server = new End(client.number, Side.SERVER, SocketChannel.open());
        server.other = client;
        client.other = server;
        open.add(client);
        open.add(server);
        server.channel.configureBlocking(false);
        server.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        client.channel.register(selector, 0, client);
        try {
            boolean now = server.channel.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            server.channel.register(selector, now ? 0 : SelectionKey.OP_CONNECT, server);
            if (now) {
                connected(server);
            }
        } catch (IOException error) {
            broken(server, error);
        }
    }

    private void connected(End server) throws IOException {
        if (server.channel.getLocalAddress().equals(server.channel.getRemoteAddress())) {
            throw new ConnectException("Connection refused");      // TCP has connected it with itself
        }
        log.add(server.number, Side.SERVER, Kind.CONNECTED, 0, null, "");
        want(server);
        want(server.other);
    }

    private void read(End from) throws IOException {
        shared.clear();
        int count = from.channel.read(shared);
        if (count < 0) {
            from.ended = true;
            log.add(from.number, from.side, Kind.FIN, 0, null, "");
            from.channel.register(errors, SelectionKey.OP_CONNECT, from);
            tellEnd(from);
        } else if (count > 0) {
            shared.flip();
            log.add(from.number, from.side, Kind.BYTES, count, bytes(count), "");
            forward(from.other);
        }
        want(from);
    }

    /** Writes what was read, and lets the rest wait. */
    private void forward(End to) throws IOException {
        try {
            to.channel.write(shared);
        } catch (IOException error) {
            broken(to, error);
            return;
        }
        if (shared.hasRemaining()) {
            to.waiting = ByteBuffer.allocate(shared.remaining()).put(shared).flip();
            log.add(to.number, to.side, Kind.FULL, to.waiting.remaining(), null, "");
            want(to);
        }
    }

    private void write(End to) throws IOException {
        if (to.waiting != null) {
            to.channel.write(to.waiting);
            if (to.waiting.hasRemaining()) {
                return;
            }
            to.waiting = null;
            log.add(to.number, to.side, Kind.RESUMED, 0, null, "");
        }
        tellEnd(to.other);
        want(to);
        want(to.other);
    }

    /** Passes a FIN on, after all bytes before it. */
    private void tellEnd(End ended) throws IOException {
        End to = ended.other;
        if (ended.ended && to.waiting == null && !to.told) {
            to.told = true;
            to.channel.shutdownOutput();
        }
        if (ended.told && to.told) {
            log.add(ended.number, ended.side, Kind.CLOSED, 0, null, "");
            leave(ended);
            ended.channel.close();
            to.channel.close();
        }
    }

    /** Reads from an end while the other one takes what comes. */
    private void want(End end) {
        SelectionKey key = end.channel.keyFor(selector);
        if (key != null && key.isValid() && end.channel.isConnected()) {
            boolean joined = end.other.channel.isConnected();
            key.interestOps((joined && !end.ended && end.other.waiting == null ? SelectionKey.OP_READ : 0)
                    | (end.waiting == null ? 0 : SelectionKey.OP_WRITE));
        }
    }

    private void failed(SelectionKey key) {
        if (key.isValid()) {
            broken((End) key.attachment(), new IOException("Connection reset"));
        }
    }

    /** An end has been reset, or was never there. What it had sent before is still forwarded. */
    private void broken(End end, IOException error) {
        if (!open.contains(end)) {
            return;
        }
        if (end.side == Side.SERVER && !end.channel.isConnected()) {
            failed(end.other, RawConnection.isReset(error) ? "reset" : String.valueOf(error.getMessage()));
            reset(end.channel);
            leave(end);
            return;
        }
        leave(end);
        if (!end.ended) {
            forwardLast(end);
        }
        log.add(end.number, end.side, Kind.RST, 0, null, "");
        reset(end.channel);
        reset(end.other.channel);
    }

    private void forwardLast(End end) {
        try {
            if (end.other.waiting != null) {
                end.other.channel.write(end.other.waiting);
            }
            boolean free = end.other.waiting == null || !end.other.waiting.hasRemaining();
            for (int count = 1; free && count > 0;) {
                shared.clear();
                count = end.channel.read(shared);
                if (count > 0) {
                    log.add(end.number, end.side, Kind.BYTES, count, bytes(count), "");
                    shared.flip();
                    end.other.channel.write(shared);
                }
            }
        } catch (IOException gone) {
            // that was all
        }
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        shared.get(0, bytes);
        return bytes;
    }

    private void failed(End client, String why) {
        log.add(client.number, Side.SERVER, Kind.FAILED, 0, null, why);
        reset(client.channel);
    }

    private void leave(End end) {
        open.remove(end);
        open.remove(end.other);
    }

    private static void reset(SocketChannel channel) {
        try (channel) {
            if (channel != null && channel.isOpen()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException gone) {
            // nothing is left to reset
        }
    }

    @Override
    public void close() {
        try (acceptor; errors; selector) {
            selector.wakeup();
        } catch (IOException gone) {
            // it is closed all the same
        }
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
