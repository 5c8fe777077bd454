import java.io.IOException;
import java.util.function.Function;

/**
 * An event loop whose handlers may wait: they run on virtual threads.
 *
 * <p>The loop reads and parses. When a connection has work, a virtual thread takes it over, works, writes the
 * responses, and returns it to the loop through a queue. Until then the loop leaves the connection alone. Page:
 * docs/pages/lab08.adoc.
 */
final class HybridLoop extends EventLoop {

    private int started;        // threads, in this turn

    /** @param protocols creates the protocol for a connection from its client */
    HybridLoop(Function<Peer, Protocol> protocols, Clock clock) throws IOException {
        super(protocols, clock);
    }

    /**
     * Returns a builder for a virtual thread. It shares its platform threads with the handlers, so no kernel switches
     * between the loop and its handlers. The price: handlers that compute without ever waiting hold up the loop, too,
     * if there are as many of them as processors.
     */
    @Override
    Thread.Builder threads() {
        return Thread.ofVirtual();
    }

    /** Gives the threads that a turn has started a chance before the loop waits again. */
    @Override
    void turn() throws IOException {
        super.turn();
        if (started > 0) {
            started = 0;
            Thread.yield();
        }
    }

    /**
     * Hands the connection over to a virtual thread, counted as `started`, and returns false. Until that thread passes
     * the connection back ({@link #execute}), it owns the protocol ({@link HandlerTask}), and the loop only watches the
     * deadline. Then the connection is the loop's again: it goes on, or it fails if the task has failed
     * ({@link HandlerTask#requireSuccess}). A connection that lacks memory for any of this must fail as the loop's:
     * once the thread has started, nothing may fail.
     */
    // task hybrid
    @Override
    boolean work(LoopConnection connection) {
        throw new Todo("hybrid");
    }

    /** Only looks at a connection that belongs to another thread ({@link #look}). Else does what a loop does. */
    // task hybrid
    @Override
    void onReady(LoopConnection connection) {
        throw new Todo("hybrid");
    }

    /** Cancels the work for a client that has reset its connection. The next sweep may interrupt it again. */
    private void look(LoopConnection connection) {
        if (connection.isReset()) {
            connection.task().cancel();
            awaitUntil(Long.MIN_VALUE);
        }
    }

    /** Interrupts a handler that is late. */
    @Override
    void sweep(LoopConnection connection, long now) {
        HandlerTask task = connection.task();
        if (task == null) {
            super.sweep(connection, now);
        } else {
            awaitUntil(task.interruptIfLate(now));
        }
    }

    /** Handlers run on threads of their own: `abort` interrupts each of them. */
    @Override
    void interrupt(Thread loop) {}

    @Override
    void abort(LoopConnection connection) {
        HandlerTask task = connection.task();
        if (task == null) {
            super.abort(connection);
        } else {
            connection.abort();     // It ends when the thread passes it back.
            task.interrupt();
        }
    }
}
