import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * One thread for all connections, which also does their work: a proof that the protocol needs no other engine. For
 * tests; lab 08 builds a better one.
 */
final class SelectorLoop implements Engine {

    private static final int MAX_TURNS = 16;        // for one connection, before it is the others' turn
    private static final int LINGER_MILLIS = 2_000;

    private final Function<InetAddress, Protocol> protocols;
    private final Clock clock;
    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocate(64 * 1024);
    private final Queue<AcceptedSocket> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<Connection> again = new ConcurrentLinkedQueue<>();
    private AcceptQueue queue;
    private ConnectionCounters counters;
    private volatile boolean draining;

    SelectorLoop(Function<InetAddress, Protocol> protocols, Clock clock) throws IOException {
        this.protocols = protocols;
        this.clock = clock;
        this.selector = Selector.open();
    }

    private static final class Connection {

        final SocketChannel channel;
        final Protocol protocol;
        SelectionKey key;
        boolean lingering;
        long lingerEnd;             // of a connection that wants CLOSE while the client's bytes are unread
        volatile boolean idle;

        Connection(SocketChannel channel, Protocol protocol) {
            this.channel = channel;
            this.protocol = protocol;
        }

        long deadline() {
            return lingerEnd > 0 ? lingerEnd : protocol.deadline();
        }
    }

    @Override
    public void start(AcceptQueue queue, int maxConnections, ConnectionCounters counters) {
        this.queue = queue;
        this.counters = counters;
        Thread.ofPlatform().daemon().name("feeder").start(() -> {
            try {
                while (true) {
                    accepted.add(queue.take());
                    selector.wakeup();
                }
            } catch (InterruptedException stop) {
                // The server has no more use for this engine.
            }
        });
        Thread.ofPlatform().daemon().name("loop").start(() -> {
            try {
                while (true) {
                    turn();
                }
            } catch (IOException | ClosedSelectorException closed) {
                // It was aborted.
            }
        });
    }

    private void turn() throws IOException {
        if (again.isEmpty()) {
            selector.select(untilNextDeadline());
        } else {
            selector.selectNow();
        }
        for (AcceptedSocket next = accepted.poll(); next != null; next = accepted.poll()) {
            register(next);
        }
        List<Connection> ready = selector.selectedKeys().stream().map(key -> (Connection) key.attachment()).toList();
        selector.selectedKeys().clear();
        List<Connection> rest = List.copyOf(again);
        again.clear();
        ready.forEach(connection -> drive(connection));
        rest.forEach(connection -> drive(connection));
        expire();
    }

    private long untilNextDeadline() {
        long next = selector.keys()
                .stream()
                .mapToLong(key -> ((Connection) key.attachment()).deadline())
                .min()
                .orElse(Protocol.NEVER);
        return next == Protocol.NEVER ? 0 : Math.max(1, next - clock.now());
    }

    private void register(AcceptedSocket next) throws IOException {
        SocketChannel channel = next.socket().getChannel();
        counters.add(ConnectionCounters.Counter.SERVING, 1);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
        Connection connection = new Connection(channel, protocols.apply(next.socket().getInetAddress()));
        connection.key = channel.register(selector, SelectionKey.OP_READ, connection);
        again.add(connection);
    }

    private void expire() {
        long now = clock.now();
        for (SelectionKey key : List.copyOf(selector.keys())) {
            Connection connection = (Connection) key.attachment();
            if (connection.lingerEnd > 0 && now >= connection.lingerEnd) {
                end(connection);
            } else if (connection.lingerEnd == 0 && key.isValid()
                    && (now >= connection.deadline() || draining && connection.protocol.isIdle())) {
                connection.protocol.onDeadline();
                drive(connection);
            }
        }
    }

    private void drive(Connection connection) {
        if (!connection.key.isValid()) {
            return;
        }
        try {
            int turns = 0;
            while (turns < MAX_TURNS && step(connection)) {
                turns++;
            }
            if (turns == MAX_TURNS) {
                again.add(connection);
            }
            connection.idle = connection.protocol.isIdle();
            return;
        } catch (IOException gone) {
            // The client left first, or it is over.
        } catch (RuntimeException | Error fault) {
            fault.printStackTrace();
            abort(connection);
        }
        end(connection);
    }

    /** Returns whether it can go on without waiting. @throws IOException if the connection is over */
    private boolean step(Connection connection) throws IOException {
        Protocol protocol = connection.protocol;
        switch (protocol.wants()) {
            case WORK -> protocol.work();
            case WRITE -> {
                ByteBuffer output = protocol.output();
                connection.channel.write(output);
                boolean full = output.hasRemaining();
                protocol.sent();
                return !full || waitFor(SelectionKey.OP_WRITE, connection);
            }
            case READ -> {
                int count = connection.channel.read(in.clear());
                if (count == 0) {
                    return waitFor(SelectionKey.OP_READ, connection);
                } else if (count < 0) {
                    protocol.endOfInput();
                } else {
                    protocol.receive(in.flip());
                }
            }
            case LINGER -> {
                return linger(connection);
            }
            case CLOSE -> {
                if (connection.lingerEnd == 0) {
                    connection.lingerEnd = clock.now() + LINGER_MILLIS;
                    if (connection.channel.read(in.clear()) <= 0) {
                        throw new IOException("nothing of the client is unread");
                    }
                }
                return linger(connection);
            }
            case RESET -> {
                abort(connection);
                throw new IOException("reset");
            }
        }
        return true;
    }

    private boolean linger(Connection connection) throws IOException {
        if (!connection.lingering) {
            connection.lingering = true;
            connection.channel.shutdownOutput();
        }
        int count = connection.channel.read(in.clear());
        if (count < 0) {
            throw new IOException("the client has ended");
        }
        return count > 0 || waitFor(SelectionKey.OP_READ, connection);
    }

    private static boolean waitFor(int operation, Connection connection) {
        connection.key.interestOps(operation);
        return false;
    }

    private static void abort(Connection connection) {
        try {
            connection.channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException gone) {
            // The client left first.
        }
    }

    private void end(Connection connection) {
        if (!connection.channel.isOpen()) {
            return;
        }
        try {
            connection.channel.close();
        } catch (IOException gone) {
            // The client left first.
        }
        again.remove(connection);
        connection.idle = false;
        connection.protocol.closed();
        counters.add(ConnectionCounters.Counter.SERVING, -1);
        counters.closed();
        queue.done();
    }

    @Override
    public int idleConnections() {
        return (int) selector.keys().stream().filter(key -> ((Connection) key.attachment()).idle).count();
    }

    @Override
    public void drain() {
        draining = true;
        selector.wakeup();
    }

    @Override
    public void abort() {
        try {
            selector.close();
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
