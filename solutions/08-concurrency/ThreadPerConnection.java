import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/**
 * An engine that starts a thread for each connection. The thread ends with its connection.
 *
 * <p>The code is the same for both kinds of threads. What differs is what a thread costs. Page: docs/pages/lab08.adoc.
 */
final class ThreadPerConnection extends BlockingEngine {

    private final ThreadFactory threads;

    /**
     * @param protocols creates the protocol for a connection from its client
     * @param threads creates the thread for a connection, not started yet
     */
    ThreadPerConnection(Function<Peer, Protocol> protocols, Clock clock, ThreadFactory threads) {
        super(protocols, clock);
        this.threads = threads;
    }

    /** Returns a factory for platform threads: threads of the kernel. They do not keep the process alive. */
    // task thread
    static ThreadFactory platformThreads() {
        return Thread.ofPlatform().daemon().name("connection-", 1).factory();
    }

    /**
     * Returns a factory for virtual threads: the JDK's own, which occupy a thread of the kernel only while they run.
     */
    // task virtual
    static ThreadFactory virtualThreads() {
        return Thread.ofVirtual().name("connection-", 1).factory();
    }

    @Override
    List<Thread> startTakers(Endpoint endpoint) {
        return List.of(Thread.ofPlatform().daemon().name("taker").start(() -> take(endpoint)));
    }

    /**
     * Serves each connection in the endpoint's queue on a new thread from `threads`, until this thread is interrupted.
     * At most {@link Endpoint#maxConnections} of these threads run at the same time; the next connection waits until
     * one of them ends.
     *
     * <p>When the kernel has no more threads, `Thread.start` throws an `OutOfMemoryError`. Whatever it throws, only
     * this connection is lost ({@link #refuse}).
     */
    // task thread, until then: return;
    private void take(Endpoint endpoint) {
        Semaphore permits = new Semaphore(endpoint.maxConnections());
        try {
            while (true) {
                permits.acquire();
                AcceptedSocket connection = endpoint.queue().take();
                try {
                    threads.newThread(() -> {
                        serve(connection, endpoint);
                        permits.release();
                    }).start();
                } catch (RuntimeException | Error noThread) {
                    permits.release();
                    refuse(connection, endpoint, noThread);
                }
            }
        } catch (InterruptedException stop) {
            // The server no longer needs this engine.
        }
    }
}
