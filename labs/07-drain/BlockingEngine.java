// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * An engine with one virtual thread per connection. The thread may block anywhere, because a virtual thread that waits
 * does not occupy a platform thread.
 *
 * <p>Lab 08 builds other engines. They need to know as much about HTTP as this one: nothing.
 */
final class BlockingEngine implements Engine {

    private final Function<InetAddress, Protocol> protocols;
    private final Clock clock;
    private final Set<SocketDriver> drivers = ConcurrentHashMap.newKeySet();
    private final Watchdog watchdog;
    private Thread taker;
    private volatile boolean draining;

    /** @param protocols creates the protocol for a connection from the address of its client */
    BlockingEngine(Function<InetAddress, Protocol> protocols, Clock clock) {
        this.protocols = protocols;
        this.clock = clock;
        this.watchdog = new Watchdog(clock, drivers);
    }

    @Override
    public Thread start(Endpoint endpoint) {
        watchdog.start();
        AcceptQueue queue = endpoint.queue();
        ConnectionCounters counters = endpoint.counters();
        Semaphore permits = new Semaphore(endpoint.maxConnections());
        taker = Thread.ofVirtual().name("engine").start(() -> {
            try {
                while (true) {
                    permits.acquire();
                    AcceptedSocket connection = queue.take();
                    Thread.ofVirtual().start(() -> {
                        try {
                            serve(connection.socket(), counters);
                        } finally {
                            permits.release();
                            queue.done();
                            counters.closed();
                        }
                    });
                }
            } catch (InterruptedException stop) {
                // The server no longer needs this engine.
            }
        });
        return endpoint.startAcceptor();
    }

    private void serve(Socket socket, ConnectionCounters counters) {
        counters.add(ConnectionCounters.Counter.SERVING, 1);
        try (socket) {
            Protocol protocol = protocols.apply(socket.getInetAddress());
            try (socket) {
                drive(socket, protocol);
            } finally {
                protocol.closed();
            }
        } catch (IOException gone) {
            // The client left first, or missed its deadline.
        } finally {
            counters.add(ConnectionCounters.Counter.SERVING, -1);
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
                driver.run();
            } finally {
                drivers.remove(driver);
            }
        } catch (RuntimeException | Error fault) {
            fault.printStackTrace();
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
        taker.interrupt();
        watchdog.close();
        drivers.forEach(SocketDriver::abort);
    }
}
