import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An engine with one thread for all connections.
 *
 * <p>The thread waits until any socket is ready, does what that connection wants, and never waits for anything else. So
 * a connection costs objects instead of a thread. The {@link ExecutionStrategy} says where connections work. As the
 * thread may be late, it tells a protocol when its bytes have arrived ({@link Protocol#arrived}); lab 12 measures that
 * wait. Page: docs/pages/lab08.adoc.
 */
final class EventLoop implements Engine {

    private static final int INPUT_BYTES = 64 * 1024;
    /** The time between two sweeps, at least. */
    private static final int PERIOD_MILLIS = 50;
    /** How long other threads wait for the loop's thread: a handler may keep it for as long as it works. */
    private static final int MAX_WAIT_MILLIS = 2_000;

    /** Something that happens to a connection. */
    interface Event {
        void occur() throws IOException;
    }

    /**
     * Where connections work: on the loop's own thread ({@link LoopDriver#workHere}), while all other clients wait, or
     * on threads of their own ({@link LoopDriver#handOver}), so that handlers may wait.
     */
    interface ExecutionStrategy {
        /**
         * Lets a connection work. Returns whether the work is done. Otherwise, the connection belongs to another
         * thread, until that thread passes it back to the loop.
         *
         * @throws IOException instead if the connection was closed meanwhile
         */
        boolean work(LoopDriver connection) throws IOException;
    }

    private final Function<Peer, Protocol> protocols;
    private final Clock clock;
    private final Thread.Builder threads;
    private final ExecutionStrategy strategy;
    private final Selector selector;
    private final Set<SelectionKey> keys;
    private final ByteBuffer input = ByteBuffer.allocate(INPUT_BYTES);      // one for all connections
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();    // from other threads
    private final Set<LoopDriver> tunnels = ConcurrentHashMap.newKeySet();
    private LoopListener listener;
    private Thread thread;
    private final LoopTurns turns;
    private long lastSweep;
    private long nextDeadline = Protocol.NEVER;     // when to sweep next
    private boolean handedOver;                     // a connection to a new thread, in this turn
    private boolean shaken;                         // an error may have ended a change of the selector, or a sweep
    private boolean draining;

    /**
     * @param protocols creates the protocol for a connection from its client
     * @param threads builds the loop's thread
     */
    EventLoop(Function<Peer, Protocol> protocols, Clock clock, Thread.Builder threads, ExecutionStrategy strategy)
            throws IOException {
        this.protocols = protocols;
        this.clock = clock;
        this.threads = threads;
        this.strategy = strategy;
        this.turns = new LoopTurns(clock.nanos());
        this.selector = Selector.open();
        selector.wakeup();      // The first time, this needs memory, which may be lacking when it matters.
        this.keys = selector.keys();
    }

    @Override
    public Thread start(Endpoint endpoint) throws IOException {
        listener = new LoopListener(endpoint, selector, clock);
        thread = threads.name("loop").start(this::run);
        return thread;
    }

    /** Runs until the listener is closed and all connections are over. */
    private void run() {
        while (listener.isInUse()) {
            try {
                if (shaken) {
                    observeAgain();
                    shaken = false;
                }
                if (turns.begin()) {
                    pass();
                    turns.begin();
                }
                turn();
                if (handedOver) {
                    handedOver = false;
                    Thread.yield();     // The new threads go first, before the loop waits again.
                }
            } catch (IOException | RuntimeException | Error fault) {
                Faults.report(fault);
                selector.wakeup();      // The turn may have left tasks.
                shaken = true;
            }
        }
        close();
    }

    /**
     * Tells the selector again what each key waits for, and sweeps soon. A selector that lacks memory for a change
     * forgets it, and its key is not ready any more, whatever happens.
     */
    private void observeAgain() {
        awaitUntil(Long.MIN_VALUE);
        for (SelectionKey key : keys) {
            if (key.isValid()) {
                int operations = key.interestOps();
                try {
                    key.interestOps(0);
                } finally {
                    key.interestOps(operations);
                }
            }
        }
    }

    private void close() {
        try {
            selector.close();
        } catch (IOException error) {
            Faults.report(error);
        }
    }

    /**
     * Does one round of the loop's work: ready sockets, tasks of other threads, deadlines that have passed. Waits only
     * if there is none of these, and until `nextDeadline` at most. Each ready key is handled once
     * ({@link #onReady(SelectionKey)}), and each task in the queue runs once; a task that is added meanwhile waits for
     * the next turn. Bytes that arrive during a turn are not late, so deadlines come last ({@link #sweep(long)}), and
     * the time at which the turn began decides.
     */
    // task loop
    private void turn() throws IOException {
        Todo.report("loop");
        java.util.concurrent.locks.LockSupport.park();
    }

    private void onReady(SelectionKey key) {
        turns.ready();
        if (listener.owns(key)) {
            listener.accept(this::open);
            awaitUntil(listener.deadline());
        } else {
            ((LoopDriver) key.attachment()).onReady();
        }
    }

    /**
     * Begins the connection of a client that was accepted now, if there is room ({@link LoopListener#admit}). From now
     * on, its driver hears of its input and its deadline. Nothing on its channel blocks, and no small response waits
     * for an acknowledgment. A client for which that fails is refused ({@link LoopListener#refuse}), and no other one
     * notices.
     */
    // task loop
    private void open(SocketChannel channel) {
        throw new Todo("loop");
    }

    /** As {@link ExecutionStrategy#work}. */
    boolean work(LoopDriver connection) throws IOException {
        boolean done = strategy.work(connection);
        handedOver |= !done;
        return done;
    }

    /** Returns the times of its turns. */
    LoopTurns turns() {
        return turns;
    }

    /** Returns the buffer for what a connection reads, until another one reads. */
    ByteBuffer input() {
        return input;
    }

    /** Returns whether the server shuts down gracefully: idle connections must end. */
    boolean isDraining() {
        return draining;
    }

    /** Remembers a connection that is a tunnel's from now on: only `abort` ends it. */
    void tunnelBegins(LoopDriver connection) {
        tunnels.add(connection);
    }

    void tunnelEnds(LoopDriver connection) {
        tunnels.remove(connection);
    }

    /** Reports that a connection is over. */
    void over() {
        listener.over();
    }

    /**
     * Makes sure that the next sweep is not later than `deadline`. It is at least {@link #PERIOD_MILLIS} after the last
     * one: looking at 10,000 connections for each of their deadlines would cost more than serving them.
     */
    // task deadlines
    void awaitUntil(long deadline) {
        Todo.report("deadlines");
    }

    /**
     * Handles the deadlines that have passed at `now`, of the listener and of all connections. Afterward,
     * `nextDeadline` is the earliest of the others.
     */
    // task deadlines
    private void sweep(long now) {
        Todo.report("deadlines");
    }

    /** Returns the open connections. */
    private List<LoopDriver> connections() {
        return keys.stream()
                .filter(SelectionKey::isValid)
                .map(key -> (LoopDriver) key.attachment())
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Lets the loop's thread run `task`. A task that got lost could be a connection that never comes back, so a lack of
     * memory only delays it. Other threads call this and all methods below.
     */
    void execute(Runnable task) {
        while (!isAdded(task)) {
            Thread.yield();
        }
        selector.wakeup();
    }

    private boolean isAdded(Runnable task) {
        try {
            return tasks.add(task);
        } catch (OutOfMemoryError full) {
            return false;
        }
    }

    @Override
    public int idleConnections() {
        return (int) connections().stream().filter(LoopDriver::isIdle).count();
    }

    /**
     * From now on, each connection ends as soon as it is idle. A request that its client has already sent still gets
     * its response. Returns immediately.
     */
    @Override
    public void drain() {
        execute(() -> {
            draining = true;
            connections().stream()
                    .filter(connection -> !connection.isAway())
                    .forEach(LoopDriver::onReady);       // What an idle client has already sent counts.
        });
    }

    /**
     * When this method returns, the kernel refuses new clients. Those that waited there have been accepted, as far as
     * there is room. A handler that keeps the loop's thread delays that, but not for long.
     */
    @Override
    public void stopAccepting(Listener socket) {
        executeAndWait(() -> listener.close(this::pass, this::open));
    }

    /**
     * When this method returns, all connections and tunnels are closed, and those with a request in progress were
     * reset, even while a handler keeps the loop's thread. Handlers are interrupted.
     */
    @Override
    public void abort() {
        // This thread resets what is not idle: the loop's may be with a handler.
        List<LoopDriver> open = new ArrayList<>(connections());
        open.addAll(tunnels);
        open.forEach(LoopDriver::resetIfBusy);
        thread.interrupt();
        executeAndWait(() -> Stream.concat(open.stream(), connections().stream()).forEach(LoopDriver::abort));
    }

    /** Handles what is ready, without waiting. The selector also closes what was canceled or closed. */
    private void pass() throws IOException {
        selector.selectNow(this::onReady);
        if (!tasks.isEmpty()) {
            selector.wakeup();      // The one for these tasks may be over.
        }
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
