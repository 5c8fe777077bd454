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
                checkAll(clock.now());
            }
        } catch (InterruptedException stop) {
            // The watchdog was closed.
        }
    }

    /** A lack of memory ends this check, but not the thread. */
    private void checkAll(long now) {
        try {
            drivers.forEach(driver -> check(driver, now));
        } catch (RuntimeException | Error fault) {
            Faults.report(fault);
        }
    }

    /** A fault in one driver does not affect the time limits of other connections. */
    private static void check(SocketDriver driver, long now) {
        try {
            driver.endIfExpired(now);
        } catch (RuntimeException | Error fault) {
            Faults.report(fault);
        }
    }
}
