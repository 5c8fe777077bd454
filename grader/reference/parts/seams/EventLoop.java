import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * An engine with one thread for all connections.
 *
 * <p>The thread waits until any socket is ready, does what that connection wants, and never waits for anything else. So
 * a connection costs an object instead of a thread. The price: while a handler works, all other clients wait.
 */
class EventLoop implements Engine {

    /** How many buffers a connection may write in one turn, so that a long response does not hold up others. */
    private static final int MAX_WRITES = 16;
    private static final int MAX_ACCEPTS = 64;
    private static final int PAUSE_MILLIS = 100;
    private static final int INPUT_BYTES = 64 * 1024;

    /** Something that happens to a connection. */
    interface Event {
        void occur() throws IOException;
    }

    private final Function<InetAddress, Protocol> protocols;
    private final Clock clock;
    private final Selector selector;
    private final ByteBuffer input = ByteBuffer.allocate(INPUT_BYTES);      // one for all connections
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();    // from other threads
    private ServerSocketChannel listener;
    private SelectionKey accepting;
    private ConnectionCounters counters;
    private int maxConnections;
    private int open;
    private long acceptAgain = Protocol.NEVER;      // after an accept that failed
    private long nextDeadline = Protocol.NEVER;     // the first of all deadlines, or earlier
    private boolean draining;

    /** @param protocols creates the protocol for a connection from the address of its client */
    EventLoop(Function<InetAddress, Protocol> protocols, Clock clock) throws IOException {
        this.protocols = protocols;
        this.clock = clock;
        this.selector = Selector.open();
    }

    @Override
    public Thread start(Endpoint endpoint) throws IOException {
        counters = endpoint.counters();
        maxConnections = endpoint.maxConnections();
        listener = endpoint.listener().socket().getChannel();
        listener.configureBlocking(false);
        accepting = listener.register(selector, SelectionKey.OP_ACCEPT);
        return Thread.ofVirtual().name("loop").start(this::run);
    }

    /** Runs until the listener is closed and all connections are over. */
    private void run() {
        while (listener.isOpen() || open > 0) {
            try {
                turn();
            } catch (IOException | RuntimeException | Error fault) {
                fault.printStackTrace();        // The other connections go on.
            }
        }
        close();
    }

    private void close() {
        try {
            selector.close();
        } catch (IOException error) {
            error.printStackTrace();
        }
    }

    /** Waits for events of sockets, of other threads and of the clock, and handles them. */
    void turn() throws IOException {
        selector.select(this::onReady, nextDeadline == Protocol.NEVER ? 0 : Math.max(1, nextDeadline - clock.now()));
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        if (nextDeadline <= clock.now()) {
            sweep();
        }
    }

    private void onReady(SelectionKey key) {
        if (key == accepting) {
            accept();
        } else {
            onReady((LoopConnection) key.attachment());
        }
    }

    /** Called when the socket of `connection` is ready. */
    void onReady(LoopConnection connection) {
        handle(connection, () -> connection.read(input));
    }

    /** Accepts the clients that wait, up to a bound, as long as there is room. */
    private void accept() {
        try {
            SocketChannel channel = listener.accept();
            for (int i = 1; channel != null; i++) {
                open(channel);
                channel = i < MAX_ACCEPTS && open < maxConnections ? listener.accept() : null;
            }
        } catch (IOException error) {
            if (listener.isOpen()) {
                System.err.println("cannot accept (" + error.getMessage() + "): next try in " + PAUSE_MILLIS + " ms");
                acceptAgain = clock.now() + PAUSE_MILLIS;
                awaitUntil(acceptAgain);
            }
        }
        observeListener();
    }

    /**
     * Observes the listener only while a connection could be accepted: not without room, and not for a moment after an
     * error. Most often, no descriptor is free then. The clients wait in the kernel's queue, so the selector would
     * report them again immediately, and the loop would spin.
     */
    private void observeListener() {
        if (accepting.isValid()) {
            boolean can = open < maxConnections && acceptAgain == Protocol.NEVER;
            accepting.interestOps(can ? SelectionKey.OP_ACCEPT : 0);
        }
    }

    private void open(SocketChannel channel) throws IOException {
        counters.add(ConnectionCounters.Counter.ACCEPTED, 1);
        counters.add(ConnectionCounters.Counter.SERVING, 1);
        counters.opened();
        open++;
        LoopConnection connection;
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Protocol protocol = protocols.apply(channel.socket().getInetAddress());
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            connection = new LoopConnection(channel, key, protocol);
            key.attach(connection);
        } catch (IOException | RuntimeException | Error fault) {
            channel.close();
            over();
            if (fault instanceof IOException) {
                return;     // The client left first.
            }
            throw fault;
        }
        handle(connection, () -> {});
    }

    /**
     * Handles an event, then does what the connection wants. An error ends this connection, and no other.
     */
    final void handle(LoopConnection connection, Event event) {
        try {
            event.occur();
            advance(connection);
        } catch (IOException gone) {
            end(connection, connection::reset);
        } catch (RuntimeException | Error fault) {
            fault.printStackTrace();
            end(connection, connection::reset);
        }
    }

    /** Does what the connection wants until it has to wait for its client, or has had its turn. */
    private void advance(LoopConnection connection) throws IOException {
        int writes = 0;
        while (true) {
            switch (connection.protocol().wants()) {
                case WORK -> {
                    if (!work(connection)) {
                        return;
                    }
                }
                case WRITE -> {
                    writes++;
                    if (!connection.write() || writes == MAX_WRITES) {
                        await(connection, SelectionKey.OP_WRITE);
                        return;
                    }
                }
                case READ -> {
                    if (draining && connection.protocol().isIdle()) {
                        end(connection, () -> connection.close(input));
                    } else {
                        await(connection, SelectionKey.OP_READ);
                    }
                    return;
                }
                case LINGER -> {
                    connection.halfClose();
                    await(connection, SelectionKey.OP_READ);
                    return;
                }
                case CLOSE -> {
                    end(connection, () -> connection.close(input));
                    return;
                }
                case RESET -> {
                    end(connection, connection::reset);
                    return;
                }
            }
        }
    }

    /**
     * Lets the connection work. Returns whether the work is done. Otherwise, the connection belongs to another thread,
     * until that thread passes it to {@link #execute}.
     */
    boolean work(LoopConnection connection) {
        connection.protocol().work();
        return true;
    }

    private void await(LoopConnection connection, int operation) {
        connection.observe(operation);
        awaitUntil(connection.protocol().deadline());
    }

    /** Makes sure that the loop wakes up at `deadline`. */
    final void awaitUntil(long deadline) {
        nextDeadline = Math.min(nextDeadline, deadline);
    }

    /** Handles all deadlines that have passed, and finds the next one. */
    private void sweep() {
        long now = clock.now();
        if (acceptAgain <= now) {
            acceptAgain = Protocol.NEVER;
            observeListener();
        }
        nextDeadline = acceptAgain;
        connections().forEach(connection -> sweep(connection, now));
    }

    /** Handles the deadline of one connection. */
    void sweep(LoopConnection connection, long now) {
        if (connection.protocol().deadline() <= now) {
            handle(connection, connection::onDeadline);
        } else {
            awaitUntil(connection.protocol().deadline());
        }
    }

    /** Returns the open connections. */
    private List<LoopConnection> connections() {
        return !selector.isOpen() ? List.of()
                : selector.keys()
                        .stream()
                        .filter(SelectionKey::isValid)
                        .map(key -> (LoopConnection) key.attachment())
                        .filter(Objects::nonNull)
                        .toList();
    }

    private void end(LoopConnection connection, Event ending) {
        try {
            ending.occur();
        } catch (IOException gone) {
            // The client left first.
        } catch (RuntimeException | Error fault) {
            fault.printStackTrace();
        } finally {
            over();
        }
    }

    private void over() {
        open--;
        counters.add(ConnectionCounters.Counter.SERVING, -1);
        counters.closed();
        observeListener();
    }

    /** Lets the loop's thread run `task`. Other threads call this and all methods below. */
    final void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    @Override
    public int idleConnections() {
        return (int) connections().stream().filter(connection -> connection.protocol().isIdle()).count();
    }

    @Override
    public void drain() {
        execute(() -> {
            draining = true;
            connections().forEach(this::onReady);       // What an idle client has already sent counts.
        });
    }

    @Override
    public void abort() {
        execute(() -> connections().forEach(this::abort));
    }

    void abort(LoopConnection connection) {
        end(connection, connection::reset);
    }
}
