import java.util.Set;

/**
 * A thread that ends waits that are too long: reads of idle connections, writes, and work. One thread serves all
 * connections, because a separate timeout for each read would cost more.
 */
final class Watchdog {

    private static final int PERIOD_MILLIS = 50;

    private final Clock clock;
    private final Set<SocketDriver> drivers;
    private Thread thread;

    /** @param drivers the drivers of the connections that are open now; the set may change at any time */
    Watchdog(Clock clock, Set<SocketDriver> drivers) {
        this.clock = clock;
        this.drivers = drivers;
    }

    void start() {
        thread = Thread.ofPlatform().daemon().name("watchdog").start(this::run);
    }

    void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PERIOD_MILLIS);
                long now = clock.now();
                drivers.forEach(driver -> endIfExpired(driver, now));
            }
        } catch (InterruptedException stop) {
            // The watchdog was closed.
        }
    }

    /** Checks one driver. A fault or a lack of memory does not affect the time limits of other connections. */
    private static void endIfExpired(SocketDriver driver, long now) {
        try {
            driver.endIfExpired(now);
        } catch (RuntimeException | Error fault) {
            fault.printStackTrace();
        }
    }
}
