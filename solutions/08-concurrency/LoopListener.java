import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/**
 * The listening socket of an {@link EventLoop}, for which a new client is one more event. Counts the connections, and
 * rejects those for which there is no room.
 */
final class LoopListener {

    private static final int MAX_ACCEPTS = 64;
    private static final int PAUSE_MILLIS = 1_000;

    private final ServerSocketChannel channel;
    private final SelectionKey key;
    private final int served;           // connections at most
    private final int maxConnections;   // more than that if those without room are accepted, and rejected
    private final OverloadHandler overload;
    private final ConnectionCounters counters;
    private final Clock clock;
    private int open;                               // connections
    private long pausedUntil = Protocol.NEVER;      // after an accept that failed

    LoopListener(Endpoint endpoint, Selector selector, Clock clock) throws IOException {
        this.channel = endpoint.listener().socket().getChannel();
        this.served = endpoint.maxConnections();
        this.overload = endpoint.overload();
        this.maxConnections = overload.policy() == OverloadHandler.Policy.REJECT ? Integer.MAX_VALUE : served;
        this.counters = endpoint.counters();
        this.clock = clock;
        channel.configureBlocking(false);
        this.key = channel.register(selector, SelectionKey.OP_ACCEPT);
    }

    boolean owns(SelectionKey ready) {
        return ready == key;
    }

    /** Returns whether the listener or a connection is open. */
    boolean isInUse() {
        return channel.isOpen() || open > 0;
    }

    /**
     * Accepts waiting clients, at most {@value #MAX_ACCEPTS} of them and only as long as there is room, and passes
     * each, already counted as open, to `opener`. If an accept fails while the listener is open, reports that on
     * standard error and pauses.
     */
    // task loop, until then: key.interestOps(0);
    void accept(Consumer<SocketChannel> opener) {
        try {
            SocketChannel client = next();
            for (int i = 1; client != null; i++) {
                open++;
                opener.accept(client);
                client = i < MAX_ACCEPTS ? next() : null;
            }
        } catch (IOException | RuntimeException | Error error) {
            if (channel.isOpen()) {
                System.err.println("cannot accept (" + error.getMessage() + "): next try in " + PAUSE_MILLIS + " ms");
                pausedUntil = clock.now() + PAUSE_MILLIS;
            }
        }
        observe();
    }

    /**
     * Closes the socket, after the clients that still wait have been accepted as far as there is room: the kernel
     * resets the others. A registered channel would stay open in the kernel until the next pass of its selector, so
     * `deregister` is called between canceling the key and closing.
     */
    void close(EventLoop.Event deregister, Consumer<SocketChannel> opener) throws IOException {
        try (channel) {
            key.cancel();
            deregister.occur();
            for (SocketChannel client = next(); client != null; client = next()) {
                open++;
                opener.accept(client);
            }
        }
    }

    /** Returns a client that waits; null if there is none, or no room for it. */
    private SocketChannel next() throws IOException {
        if (!channel.isOpen() || open >= maxConnections) {
            return null;
        }
        Faults.requireMemory();
        return channel.accept();
    }

    /**
     * Observes the listener while it could accept a connection, and not otherwise: the clients that wait in the
     * kernel's queue would be reported in each turn, and the loop would spin. Another thread may have closed the
     * listener.
     */
    // task loop
    private void observe() {
        boolean can = open < maxConnections && pausedUntil == Protocol.NEVER;
        try {
            key.interestOps(can ? SelectionKey.OP_ACCEPT : 0);
        } catch (CancelledKeyException closed) {
            // No more clients are accepted.
        }
    }

    /**
     * Counts a client that has just been accepted, at `now`. Returns whether there is room for it. If so, `refuse` or
     * `over` must follow; if not, it is rejected.
     */
    // task loop
    boolean admit(SocketChannel client, long now) {
        counters.add(ConnectionCounters.Counter.ACCEPTED, 1);
        counters.opened();
        if (open <= served) {
            counters.add(ConnectionCounters.Counter.SERVING, 1);
            return true;
        }
        closed();
        try {
            overload.handle(new AcceptedSocket(client.socket(), now));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();     // It waits only if its policy is WAIT.
        }
        return false;
    }

    /** Closes a client that cannot be served, and says why, unless the client left first. */
    void refuse(SocketChannel client, Throwable fault) {
        try {
            client.close();
        } catch (IOException gone) {
            // The client left first.
        } finally {
            over();
        }
        if (!(fault instanceof IOException)) {
            Faults.report(fault);
        }
    }

    /** Reports that a connection that was admitted is over. */
    void over() {
        counters.add(ConnectionCounters.Counter.SERVING, -1);
        counters.closed();
        closed();
    }

    /** There is room for another connection, and a free descriptor. */
    private void closed() {
        open--;
        pausedUntil = Protocol.NEVER;
        observe();
    }

    /** Returns the end of the pause, or {@link Protocol#NEVER}. */
    long deadline() {
        return pausedUntil;
    }

    /** Ends the pause if it is over at `now`: clients are accepted again. */
    // task deadlines, until then: return;
    void resume(long now) {
        if (pausedUntil <= now) {
            pausedUntil = Protocol.NEVER;
            observe();
        }
    }
}
