import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * A virtual thread for each connection: it may wait wherever it likes, as waiting costs it no thread of the machine.
 *
 * <p>Lab 08 builds other engines. None of them needs to know more of HTTP than this one: nothing.
 */
final class BlockingEngine implements Engine {

    private final Function<InetAddress, Protocol> protocols;
    private final Clock clock;
    private final Set<SocketDriver> drivers = ConcurrentHashMap.newKeySet();
    private final Watchdog watchdog;
    private Thread taker;
    private volatile boolean draining;

    /** @param protocols makes one for a client, by its address */
    BlockingEngine(Function<InetAddress, Protocol> protocols, Clock clock) {
        this.protocols = protocols;
        this.clock = clock;
        this.watchdog = new Watchdog(clock, drivers);
    }

    @Override
    public void start(AcceptQueue queue, int maxConnections, ConnectionCounters counters) {
        watchdog.start();
        Semaphore permits = new Semaphore(maxConnections);
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
                // The server has no more use for this engine.
            }
        });
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
            // The client left first, or was late.
        } finally {
            counters.add(ConnectionCounters.Counter.SERVING, -1);
        }
    }

    /** Whatever goes wrong in a protocol costs this connection, and no other. */
    private void drive(Socket socket, Protocol protocol) throws IOException {
        try {
            SocketDriver driver = new SocketDriver(socket, protocol, clock);
            drivers.add(driver);
            try {
                if (draining) {
                    driver.drain();     // Those that began before are told by `drain`.
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
    public int idle() {
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
