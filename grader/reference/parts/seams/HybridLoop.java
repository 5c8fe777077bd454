import java.io.IOException;
import java.net.InetAddress;
import java.util.function.Function;

/**
 * An event loop whose handlers may wait: each runs on a virtual thread of its own.
 *
 * <p>The loop reads and parses. When a connection has work, a virtual thread takes it over, works, writes the
 * responses, and returns it to the loop through a queue. Until then the loop leaves the connection alone.
 */
final class HybridLoop extends EventLoop {

    private int started;        // threads, in this turn

    HybridLoop(Function<InetAddress, Protocol> protocols, Clock clock) throws IOException {
        super(protocols, clock);
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

    @Override
    boolean work(LoopConnection connection) {
        Work work = new Work(connection);
        connection.setWork(work);
        awaitUntil(connection.protocol().deadline());
        started++;
        Thread.startVirtualThread(() -> {
            work.run();
            execute(() -> {
                connection.setWork(null);
                handle(connection, work::requireSuccess);
            });
        });
        return false;
    }

    /** Looks away from a connection that belongs to another thread. */
    @Override
    void onReady(LoopConnection connection) {
        if (connection.work() != null) {
            connection.observe(0);
        } else {
            super.onReady(connection);
        }
    }

    @Override
    void sweep(LoopConnection connection, long now) {
        Work work = connection.work();
        if (work == null) {
            super.sweep(connection, now);
        } else {
            awaitUntil(work.interruptIfLate(now));
        }
    }

    @Override
    void abort(LoopConnection connection) {
        if (connection.work() == null) {
            super.abort(connection);
        } else {
            connection.abort();     // It ends when the thread returns it.
        }
    }
}
