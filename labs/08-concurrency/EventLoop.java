import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An engine with one thread for all connections.
 *
 * <p>The thread waits until any socket is ready, does what that connection wants, and never waits for anything else. So
 * a connection costs an object instead of a thread. The price: while a handler works, all other clients wait. Page:
 * docs/pages/lab08.adoc.
 */
class EventLoop implements Engine {

    /** How many buffers a connection may write in one turn, so that a long response does not hold up others. */
    private static final int MAX_WRITES = 64;
    /** The time between two sweeps, at least. */
    private static final int PERIOD_MILLIS = 50;
    private static final int INPUT_BYTES = 64 * 1024;
    /** How long other threads wait for the loop's thread: a handler may keep it for as long as it works. */
    private static final int MAX_WAIT_MILLIS = 2_000;

    /** Something that happens to a connection. */
    interface Event {
        void occur() throws IOException;
    }

    private final Function<Peer, Protocol> protocols;
    private final Clock clock;
    private final Selector selector;
    private final Set<SelectionKey> keys;
    private final ByteBuffer input = ByteBuffer.allocate(INPUT_BYTES);      // one for all connections
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();    // from other threads
    private LoopListener listener;
    private Thread thread;
    private ConnectionCounters counters;
    private OverloadHandler overload;
    private long lastSweep;
    private long nextDeadline = Protocol.NEVER;     // when to sweep next
    private boolean draining;

    /** @param protocols creates the protocol for a connection from its client */
    EventLoop(Function<Peer, Protocol> protocols, Clock clock) throws IOException {
        this.protocols = protocols;
        this.clock = clock;
        this.selector = Selector.open();
        this.keys = selector.keys();
    }

    @Override
    public final Thread start(Endpoint endpoint) throws IOException {
        counters = endpoint.counters();
        overload = endpoint.overload();
        listener = new LoopListener(endpoint, selector, clock);
        thread = threads().name("loop").start(this::run);
        return thread;
    }

    /** Returns a builder for the thread of the loop. */
    Thread.Builder threads() {
        return Thread.ofPlatform().daemon();
    }

    /** Runs until the listener is closed and all connections are over. */
    private void run() {
        while (listener.isInUse()) {
            try {
                turn();
            } catch (IOException | RuntimeException | Error fault) {
                Faults.report(fault);
            }
        }
        close();
    }

    private void close() {
        try {
            selector.close();
        } catch (IOException error) {
            Faults.report(error);
        }
    }

    /**
     * Handles what sockets, other threads and the clock have for the loop. Waits only if there is nothing, and not
     * longer than until `nextDeadline`. Each ready key is handled once ({@link #onReady(SelectionKey)}), and each task
     * that is there runs once; a task that is added meanwhile waits for the next turn. What a client has sent during a
     * turn is not late, so deadlines come last ({@link #sweep(long)}), as of the time at which the turn began.
     */
    // task loop
    void turn() throws IOException {
        Todo.report("loop");
        java.util.concurrent.locks.LockSupport.park();
    }

    private void onReady(SelectionKey key) {
        if (listener.owns(key)) {
            listener.accept(this::open);
            awaitUntil(listener.deadline());
        } else {
            onReady((LoopConnection) key.attachment());
        }
    }

    /** Called when the socket of `connection` is ready. */
    void onReady(LoopConnection connection) {
        handle(connection, () -> connection.read(input));
    }

    private void open(SocketChannel channel) {
        long now = System.nanoTime();
        counters.add(ConnectionCounters.Counter.ACCEPTED, 1);
        counters.opened();
        if (listener.isOverloaded()) {
            reject(channel, now);
            return;
        }
        counters.add(ConnectionCounters.Counter.SERVING, 1);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            Protocol protocol = protocols.apply(new Peer((InetSocketAddress) channel.getRemoteAddress(), now));
            LoopConnection connection = new LoopConnection(channel, key, protocol);
            key.attach(connection);
            handle(connection, () -> {});
        } catch (IOException | RuntimeException | Error fault) {
            refuse(channel, fault);
        }
    }

    private void reject(SocketChannel channel, long now) {
        listener.closed();
        try {
            overload.handle(new AcceptedSocket(channel.socket(), now));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();     // It waits only if its policy is WAIT.
        }
    }

    private void refuse(SocketChannel channel, Throwable fault) {
        try {
            channel.close();
        } catch (IOException gone) {
            // The client left first.
        } finally {
            over();
        }
        if (!(fault instanceof IOException)) {      // Otherwise the client left first.
            Faults.report(fault);
        }
    }

    /** Handles an event, then does what the connection wants. An error ends this connection, and no other. */
    final void handle(LoopConnection connection, Event event) {
        connection.setIdle(false);
        try {
            event.occur();
            advance(connection);
        } catch (IOException gone) {
            end(connection, connection::reset);
        } catch (RuntimeException | Error fault) {
            end(connection, connection::reset);
            Faults.report(fault);
        }
    }

    /**
     * Does what the connection wants, until the next step is its client's ({@link #await}) or another thread's
     * ({@link #work}), or until it is over ({@link #end}). No connection keeps the loop for itself: after
     * {@link #MAX_WRITES} buffers it waits until it may write more. A connection that lingers is half-closed. While the
     * server shuts down gracefully (`draining`, from lab 11 on), an idle connection is read again, and ends if nothing
     * was there.
     */
    // task loop
    private void advance(LoopConnection connection) throws IOException {
        throw new Todo("loop");
    }

    /**
     * Lets the connection work. Returns whether the work is done. Otherwise, the connection belongs to another thread,
     * until that thread passes it to {@link #execute}. While this thread works, nothing else notices that the client
     * has reset the connection.
     */
    boolean work(LoopConnection connection) {
        try {
            connection.protocol().work();
        } finally {
            Thread.interrupted();       // A handler may have left its thread interrupted; `select` would not wait then.
        }
        return true;
    }

    /** Waits until the socket is ready for `operation`, or the connection is late. */
    private void await(LoopConnection connection, int operation) {
        Protocol protocol = connection.protocol();
        connection.setIdle(protocol.isIdle() || protocol.wants() == Protocol.Wants.LINGER);
        connection.observe(operation);
        awaitUntil(protocol.deadline());
    }

    /**
     * Makes sure that the next sweep is not later than `deadline`. It is at least {@link #PERIOD_MILLIS} after the last
     * one: looking at 10,000 connections for each of their deadlines would cost more than serving them.
     */
    // task deadlines
    final void awaitUntil(long deadline) {
        Todo.report("deadlines");
    }

    /**
     * Handles the deadlines that have passed at `now`: of the listener ({@link LoopListener#resume}) and of each
     * connection ({@link #sweep(LoopConnection, long)}). The others are awaited: of them, the earliest is the
     * `nextDeadline`.
     */
    // task deadlines
    private void sweep(long now) {
        Todo.report("deadlines");
    }

    /** Handles the deadline of a connection, or awaits it. */
    void sweep(LoopConnection connection, long now) {
        if (connection.protocol().deadline() <= now) {
            handle(connection, connection::onDeadline);
        } else {
            awaitUntil(connection.protocol().deadline());
        }
    }

    /** Returns the open connections. */
    private List<LoopConnection> connections() {
        return keys.stream()
                .filter(SelectionKey::isValid)
                .map(key -> (LoopConnection) key.attachment())
                .filter(Objects::nonNull)
                .toList();
    }

    /** Ends a connection, once. */
    private void end(LoopConnection connection, Event ending) {
        if (!connection.markOver()) {
            return;
        }
        try {
            ending.occur();
        } catch (IOException gone) {
            // The client left first.
        } catch (RuntimeException | Error fault) {
            Faults.report(fault);
        } finally {
            over();
        }
    }

    private void over() {
        counters.add(ConnectionCounters.Counter.SERVING, -1);
        counters.closed();
        listener.closed();
    }

    /** Lets the loop's thread run `task`. Other threads call this and all methods below. */
    final void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    @Override
    public int idleConnections() {
        return (int) connections().stream().filter(LoopConnection::isIdle).count();
    }

    @Override
    public void drain() {
        execute(() -> {
            draining = true;
            connections().stream()
                    .filter(connection -> connection.task() == null)
                    .forEach(this::onReady);       // What an idle client has already sent counts.
        });
    }

    @Override
    public void stopAccepting(Listener socket) {
        executeAndWait(() -> listener.close(this::pass, this::open));
    }

    /** A handler may keep the loop's thread: first this thread closes the sockets, and interrupts that handler. */
    @Override
    public void abort() {
        List<LoopConnection> open = connections();
        open.stream().filter(connection -> !connection.isIdle()).forEach(LoopConnection::abort);
        interrupt(thread);
        executeAndWait(() -> Stream.concat(open.stream(), connections().stream()).forEach(this::abort));
    }

    /** Interrupts a handler that runs on the loop's thread. */
    void interrupt(Thread loop) {
        loop.interrupt();
    }

    void abort(LoopConnection connection) {
        end(connection, connection.isIdle() ? () -> connection.close(input) : connection::reset);
    }

    /** Lets the selector close what was canceled or closed. */
    private void pass() throws IOException {
        selector.selectNow(this::onReady);
    }

    /** Lets the loop's thread run `task`, and waits until that is done, if a handler does not keep it for long. */
    private void executeAndWait(Event task) {
        CountDownLatch done = new CountDownLatch(1);
        execute(() -> {
            Thread.interrupted();       // An interrupt was for a handler.
            try {
                task.occur();
                pass();
            } catch (IOException error) {
                Faults.report(error);
            } finally {
                done.countDown();
            }
        });
        try {
            for (int i = 0; i < MAX_WAIT_MILLIS / PERIOD_MILLIS && thread.isAlive(); i++) {
                if (done.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
