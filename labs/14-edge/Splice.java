import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;

/**
 * Copies bytes between two connections, both ways at the same time. Each direction has a thread, which reads no more
 * before it has written what it has read.
 */
final class Splice {

    private static final int MIN_BUFFER = 1024;
    private static final int MAX_BUFFER = 64 * 1024;

    private final Transport client;
    private final Transport backend;
    private final int idleMillis;
    private volatile long moved = System.nanoTime();        // when bytes have come last, or an end
    private Throwable failure;      // the first one; null if there is none; guarded by this object's lock
    private boolean over;           // guarded by the same lock

    private Splice(Transport client, Transport backend, int idleMillis) {
        this.client = client;
        this.backend = backend;
        this.idleMillis = idleMillis;
    }

    /** Copies for as long as both sides like to be silent: see the other method. */
    static void both(Transport client, Transport backend) throws IOException {
        both(client, backend, Integer.MAX_VALUE);
    }

    /**
     * Copies until both directions have ended. The end of input of one side is passed on to the other side, whose own
     * bytes still go through. If one side fails, both are reset. A side that does not read holds up the other one, and
     * nothing else. Closes neither.
     *
     * <p>An interrupt ends both connections. If another thread closes or resets one of them, the other one is reset, at
     * the latest a moment later ({@link SpliceWatch}). When this method returns, however it ends, none of its threads
     * uses the connections any more.
     *
     * @param idleMillis both are reset if no byte moves for so long
     * @throws IOException if not all bytes of both directions went through
     */
    static void both(Transport client, Transport backend, int idleMillis) throws IOException {
        Splice splice = new Splice(client, backend, idleMillis);
        SpliceWatch.add(splice);
        try {
            Thread responses = Thread.ofVirtual().name("splice").start(() -> splice.run(backend, client));
            splice.run(client, backend);
            splice.join(responses);
        } catch (RuntimeException | Error noThread) {
            splice.fail(noThread);
        } finally {
            SpliceWatch.remove(splice);
        }
        splice.end();
    }

    /** Runs one direction. Throws nothing. */
    private void run(Transport from, Transport to) {
        try {
            copy(from, to);
        } catch (IOException | RuntimeException | Error fault) {
            fail(fault);
        }
    }

    /**
     * Passes on all bytes from one side to the other, each as soon as it comes, and then the end. Notes when they have
     * `moved`. The buffer is as large as what comes needs ({@link #fitting}): a silent connection takes little memory.
     */
    // task layer4
    private void copy(Transport from, Transport to) throws IOException {
        throw new Todo("layer4");
    }

    /** Returns the buffer for the next read: a larger one if it was filled, a smaller one if much of it was empty. */
    private static byte[] fitting(byte[] buffer, int count) {
        if (count == buffer.length && count < MAX_BUFFER) {
            return new byte[2 * buffer.length];
        }
        return count < buffer.length / 8 && buffer.length > MIN_BUFFER ? new byte[buffer.length / 2] : buffer;
    }

    /** Waits until the other direction has ended, too. An interrupt makes that soon, and is left for the caller. */
    private void join(Thread other) {
        boolean interrupted = false;
        while (other.isAlive()) {
            try {
                other.join();
            } catch (InterruptedException stop) {
                interrupted = true;
                fail(stop);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Ends both directions because of a failure, the first of which counts: resets both sides, so that neither takes
     * what it got for all there is. A thread that reads or writes then fails, too. After the end, this does nothing:
     * the connections are no longer this object's.
     */
    // task layer4
    private synchronized void fail(Throwable fault) {
        Todo.report("layer4");
        failure = fault;
    }

    /** Ends both directions if one side was closed, or if no byte has moved for too long. Another thread calls this. */
    void check(long now) {
        if (!client.ends().isOpen() || !backend.ends().isOpen()) {
            fail(new ClosedChannelException());
        } else if ((now - moved) / 1_000_000 >= idleMillis) {
            fail(new SocketTimeoutException("no byte has moved for " + idleMillis + " ms"));
        }
    }

    private synchronized void end() throws IOException {
        over = true;
        switch (failure) {
            case null -> {}
            case IOException broken -> throw broken;
            case RuntimeException fault -> throw fault;
            case Error fault -> throw fault;
            default -> throw new IOException(failure);      // an InterruptedException
        }
    }
}
