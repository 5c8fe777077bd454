// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * An engine with one thread per connection: the thread may block anywhere. It is a virtual thread, because a virtual
 * thread that waits does not occupy a platform thread.
 *
 * <p>Lab 08 tries other threads, and other engines. They need to know as much about HTTP as this one: nothing.
 */
class BlockingEngine implements Engine {

    private static final Lack NO_THREAD = new Lack("no thread for a connection, which was closed");

    private final Function<Peer, Protocol> protocols;
    private final Clock clock;
    private final Set<SocketDriver> drivers = ConcurrentHashMap.newKeySet();
    private final Watchdog watchdog;
    private List<Thread> takers = List.of();
    private volatile boolean draining;
    private volatile boolean aborted;

    /** @param protocols creates the protocol for a connection from its client */
    BlockingEngine(Function<Peer, Protocol> protocols, Clock clock) {
        this.protocols = protocols;
        this.clock = clock;
        this.watchdog = new Watchdog(clock, drivers);
    }

    @Override
    public final Thread start(Endpoint endpoint) throws IOException {
        watchdog.start();
        takers = startTakers(endpoint);
        return endpoint.startAcceptor();
    }

    /**
     * Starts the threads that take connections from the endpoint's queue, until they are interrupted. Each connection
     * goes to {@link #serve}, at most {@link Endpoint#maxConnections} at the same time.
     */
    List<Thread> startTakers(Endpoint endpoint) throws IOException {
        VirtualThreads.prepare();
        Semaphore permits = new Semaphore(endpoint.maxConnections());
        return List.of(Thread.ofVirtual().name("engine").start(() -> {
            try {
                while (true) {
                    permits.acquire();
                    AcceptedSocket connection = endpoint.queue().take();
                    try {
                        threads().start(() -> {
                            serve(connection, endpoint);
                            permits.release();
                        });
                    } catch (RuntimeException | Error noThread) {
                        permits.release();
                        refuse(connection, endpoint, noThread);
                    }
                }
            } catch (InterruptedException stop) {
                // The server no longer needs this engine.
            }
        }));
    }

    /** Returns a builder for the threads that serve connections. */
    Thread.Builder threads() {
        return Thread.ofVirtual();
    }

    /** Closes a connection for which no thread could be started, and reports that to the endpoint. Throws nothing. */
    static void refuse(AcceptedSocket connection, Endpoint endpoint, Throwable noThread) {
        Sockets.close(connection.socket());
        endpoint.queue().done();
        endpoint.counters().closed();
        NO_THREAD.report(noThread);
    }

    /** Serves a connection until it ends, and reports that to the endpoint. Throws nothing. */
    final void serve(AcceptedSocket connection, Endpoint endpoint) {
        ConnectionCounters counters = endpoint.counters();
        counters.add(ConnectionCounters.Counter.SERVING, 1);
        try {
            converse(connection);
        } catch (IOException gone) {
            // The client left first, or missed its deadline.
        } catch (RuntimeException | Error fault) {
            Faults.report(fault);
        } finally {
            counters.add(ConnectionCounters.Counter.SERVING, -1);
            endpoint.queue().done();
            counters.closed();
        }
    }

    /** Answers the requests of a client until the connection ends, and closes the socket. */
    void converse(AcceptedSocket connection) throws IOException {
        Socket socket = connection.socket();
        try (socket) {
            Protocol protocol = protocols.apply(connection.peer());
            try (socket) {
                drive(socket, protocol);
            } finally {
                protocol.closed();
            }
        }
    }

    /** Runs the protocol. A fault in it ends this connection, and no other. */
    private void drive(Socket socket, Protocol protocol) throws IOException {
        try {
            SocketDriver driver = new SocketDriver(socket, protocol, clock);
            drivers.add(driver);
            try {
                if (draining) {
                    driver.drain();     // `drain` notifies the drivers that started before it.
                }
                if (aborted) {
                    driver.abort();
                }
                driver.run();
            } finally {
                drivers.remove(driver);
            }
        } catch (RuntimeException | Error fault) {
            Faults.report(fault);
            socket.setSoLinger(true, 0);        // A reset: what was sent must not look complete.
        }
    }

    @Override
    public int idleConnections() {
        return (int) drivers.stream().filter(SocketDriver::isIdle).count();
    }

    @Override
    public void drain() {
        draining = true;
        drivers.forEach(SocketDriver::drain);
    }

    @Override
    public void abort() {
        aborted = true;
        watchdog.close();
        drivers.forEach(SocketDriver::abort);
        takers.forEach(Thread::interrupt);      // Last: an interrupt in a write closes the socket without a reset.
    }
}
