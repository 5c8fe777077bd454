import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends what waits for too long: reads of idle connections, and writes. One thread for all connections, as a time limit
 * of its own for each read would cost more. Given.
 */
final class Watchdog {

    private static final int PERIOD_MILLIS = 50;

    private final Clock clock;
    private final Set<SocketDriver> drivers = ConcurrentHashMap.newKeySet();

    Watchdog(Clock clock) {
        this.clock = clock;
    }

    void start() {
        Thread.ofPlatform().daemon().name("watchdog").start(this::run);
    }

    void watch(SocketDriver link) {
        drivers.add(link);
    }

    void forget(SocketDriver link) {
        drivers.remove(link);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PERIOD_MILLIS);
                long now = clock.now();
                drivers.forEach(link -> endIfExpired(link, now));
            }
        } catch (InterruptedException stop) {
            // Its interrupt ends it.
        }
    }

    /** A fault, or lack of memory, ends no time limit of others. */
    private static void endIfExpired(SocketDriver link, long now) {
        try {
            link.endIfExpired(now);
        } catch (RuntimeException | Error fault) {
            fault.printStackTrace();
        }
    }
}
