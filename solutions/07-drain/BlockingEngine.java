import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * A virtual thread for each connection: it may wait wherever it likes, as waiting costs it no thread of the machine.
 * Given.
 *
 * <p>Lab 08 builds other engines. None of them has to know more of HTTP than this one: nothing.
 */
final class BlockingEngine implements Server.Engine {

    private final Function<InetAddress, Protocol> protocols;
    private final Clock clock;
    private final Watchdog watchdog;

    /** @param protocols makes one for a client, by its address */
    BlockingEngine(Function<InetAddress, Protocol> protocols, Clock clock) {
        this.protocols = protocols;
        this.clock = clock;
        this.watchdog = new Watchdog(clock);
    }

    @Override
    public void start(AcceptQueue queue, int maxConnections, ConnectionCounters counters) {
        watchdog.start();
        Semaphore room = new Semaphore(maxConnections);
        Thread.ofVirtual().name("engine").start(() -> {
            try {
                while (true) {
                    room.acquire();
                    Socket socket = queue.take();
                    Thread.ofVirtual().start(() -> {
                        try {
                            serve(socket, counters);
                        } finally {
                            room.release();
                            queue.done();
                        }
                    });
                }
            } catch (InterruptedException stop) {
                // Whoever interrupts it wants it to end.
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
            // The client left first, or was given up.
        } finally {
            counters.add(ConnectionCounters.Counter.SERVING, -1);
        }
    }

    /** Whatever goes wrong in a protocol costs this connection, and no other. */
    private void drive(Socket socket, Protocol protocol) throws IOException {
        try {
            SocketDriver link = new SocketDriver(socket, protocol, clock);
            watchdog.watch(link);
            try {
                link.drive();
            } finally {
                watchdog.forget(link);
            }
        } catch (RuntimeException | Error fault) {
            fault.printStackTrace();
            socket.setSoLinger(true, 0);        // A reset: what was sent must not look complete.
        }
    }
}
