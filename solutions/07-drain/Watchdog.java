import java.util.Set;

/**
 * Ends what waits for too long: reads of idle connections, writes, and work. One thread for all connections, as a time
 * limit of its own for each read would cost more.
 */
final class Watchdog {

    private static final int PERIOD_MILLIS = 50;

    private final Clock clock;
    private final Set<SocketDriver> drivers;
    private Thread thread;

    /** @param drivers those of the connections that are open now; it may change at any time */
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
            // It was closed.
        }
    }

    /** A fault, or lack of memory, ends no time limit of others. */
    private static void endIfExpired(SocketDriver driver, long now) {
        try {
            driver.endIfExpired(now);
        } catch (RuntimeException | Error fault) {
            fault.printStackTrace();
        }
    }
}
