import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends what waits for too long: reads of idle connections, and writes. One thread for all connections, as a time limit
 * of its own for each read would cost more. Given.
 */
final class Watchdog {

    private static final int PERIOD_MILLIS = 50;

    private final Clock clock;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();

    Watchdog(Clock clock) {
        this.clock = clock;
    }

    void start() {
        Thread.ofPlatform().daemon().name("watchdog").start(this::run);
    }

    void watch(Link link) {
        links.add(link);
    }

    void forget(Link link) {
        links.remove(link);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(PERIOD_MILLIS);
                long now = clock.now();
                links.forEach(link -> endIfLate(link, now));
            }
        } catch (InterruptedException stop) {
            // Its interrupt ends it.
        }
    }

    /** A fault, or lack of memory, ends no time limit of others. */
    private static void endIfLate(Link link, long now) {
        try {
            link.endIfLate(now);
        } catch (RuntimeException | Error fault) {
            fault.printStackTrace();
        }
    }
}
