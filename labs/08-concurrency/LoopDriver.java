import java.io.IOException;
import java.nio.channels.SelectionKey;

/**
 * What an {@link EventLoop} does with one connection. As lab 07's {@link SocketDriver} does, it does what the protocol
 * wants on its socket, but never waits there.
 *
 * <p>One thread at a time owns the connection: the loop's, which calls all methods here, or, while the connection is
 * away, the thread that works for it.
 */
final class LoopDriver {

    /** How many buffers a connection may write in one turn, so that a long response does not hold up others. */
    private static final int MAX_WRITES = 64;

    private final EventLoop loop;
    private final LoopConnection connection;
    private HandlerTask task;           // null if the connection is the loop's
    private boolean tunneled;           // the connection is a tunnel's
    private boolean over;
    private long handled;               // when the loop was done with the last event, as {@link LoopTurns#now}
    private volatile boolean idle;      // no request is in progress; other threads cannot ask the protocol

    LoopDriver(EventLoop loop, LoopConnection connection) {
        this.loop = loop;
        this.connection = connection;
    }

    /** Returns whether no request is in progress. Other threads call this method, too. */
    boolean isIdle() {
        return idle;
    }

    /** Returns whether another thread works for this connection. */
    boolean isAway() {
        return task != null;
    }

    /** Called when the socket is ready. */
    void onReady() {
        if (isAway()) {
            cancelIfReset();
        } else {
            connection.protocol().arrived(loop.turns().arrived(handled));
            handle(() -> connection.read(loop.input()));
        }
    }

    /**
     * Called when the socket is ready while another thread works. Leaves what the client has sent. If the client has
     * reset the connection, cancels the task; the next sweep, which is due at once, may interrupt it again.
     */
    // task hybrid
    private void cancelIfReset() {
        throw new Todo("hybrid");
    }

    /**
     * Lets an event happen, then does what the protocol wants ({@link #advance}). Meanwhile the connection is not
     * `idle`; afterward, `handled` is the time ({@link LoopTurns#now}). After an exception the connection ends with a
     * reset, and no other one notices: an `IOException` says that the client has left, all else is a fault to report
     * ({@link Faults}).
     */
    // task loop
    void handle(EventLoop.Event event) {
        throw new Todo("loop");
    }

    /**
     * Does what the protocol wants, until its client ({@link #await}) or another thread ({@link EventLoop#work}) has to
     * take the next step, or until the connection is over ({@link #end}). No connection keeps the loop for itself:
     * after {@link #MAX_WRITES} buffers it waits until it may write more. A connection that lingers is half-closed.
     * While the server shuts down gracefully ({@link EventLoop#isDraining}, from lab 11 on), an idle connection is read
     * again; if nothing was there, its deadline has come ({@link LoopConnection#onDeadline}).
     */
    // task loop
    private void advance() throws IOException {
        throw new Todo("loop");
    }

    /** Works on the loop's thread. Meanwhile nothing notices a client that resets the connection. Returns true. */
    boolean workHere() throws IOException {
        connection.requireOpen();       // `abort` may have closed it during the last work.
        try {
            connection.protocol().work();
        } finally {
            Thread.interrupted();       // A handler may have left its thread interrupted; `select` would not wait then.
        }
        return true;
    }

    /**
     * Hands the connection over to a virtual thread, and returns false. Until that thread passes the connection back,
     * it owns the protocol, and the loop only watches the deadline. Then the connection is the loop's again: it goes
     * on, or fails if its work has failed. If memory runs out, the connection must fail while the loop still owns it:
     * once the thread has started, nothing may fail.
     */
    // task hybrid
    boolean handOver() {
        throw new Todo("hybrid");
    }

    /** Waits until the socket is ready for `operation`, or the connection is late. */
    private void await(int operation) {
        idle = connection.protocol().isIdle() || connection.protocol().wants() == Protocol.Wants.LINGER;
        connection.observe(operation);
        loop.awaitUntil(connection.protocol().deadline());
    }

    /**
     * Handles the deadline if it has passed at `now` ({@link LoopConnection#onDeadline}). If not, the loop will look
     * again by then. While another thread works for the connection, its task knows how late it is
     * ({@link HandlerTask#interruptIfLate}).
     */
    // task deadlines
    void sweep(long now) {
        Todo.report("deadlines");
    }

    /** Resets the socket, unless the connection is idle. Other threads call this method. */
    void resetIfBusy() {
        if (!idle) {
            connection.abort();
        }
    }

    /** Ends the connection, whatever it is doing. If another thread works for it, it ends when it comes back. */
    void abort() {
        if (tunneled) {
            connection.abort();
        } else if (isAway()) {
            connection.abort();
            task.cancel();
        } else {
            end(idle ? this::close : connection::reset);
        }
    }

    /** Ends the connection, once. */
    private void end(EventLoop.Event ending) {
        if (over) {
            return;
        }
        over = true;
        try {
            ending.occur();
        } catch (IOException gone) {
            // The client left first.
        } catch (RuntimeException | Error fault) {
            Faults.report(fault);
        } finally {
            if (!tunneled) {
                loop.over();
            }
        }
    }

    private void close() throws IOException {
        Tunnel tunnel = connection.protocol().tunnel();
        if (tunnel == null) {
            connection.close(loop.input());
        } else {
            tunnel(tunnel);
        }
    }

    /** Lets a tunnel have the connection, on a virtual thread. The loop only knows that it is open. */
    private void tunnel(Tunnel tunnel) throws IOException {
        try {
            Transport client = connection.detach();
            loop.tunnelBegins(this);
            Thread.ofVirtual().name("tunnel").start(() -> run(tunnel, client));
            tunneled = true;
        } finally {
            if (!tunneled) {
                loop.tunnelEnds(this);
                connection.reset();
            }
        }
    }

    private void run(Tunnel tunnel, Transport client) {
        try (client) {
            tunnel.run(client);
        } catch (IOException gone) {
            // One of the two has left.
        } catch (RuntimeException | Error fault) {
            Faults.report(fault);
        } finally {
            connection.protocol().closed();
            loop.execute(() -> {
                loop.tunnelEnds(this);
                loop.over();
            });
        }
    }
}
