import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends what waits for too long: a read or a write that blocks has no time limit of its own. One thread for all
 * connections. Given.
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
                links.forEach(link -> link.endIfLate(now));
            }
        } catch (InterruptedException stop) {
            // Whoever interrupts it wants it to end.
        }
    }
}
