package docs.studio.lab;

import java.time.Duration;

/** Wakes those who wait for something to change. What it is they look for themselves. */
final class Changes {

    private long count;

    /** Something has changed. */
    synchronized void happened() {
        count++;
        notifyAll();
    }

    /** How many changes there have been. */
    synchronized long count() {
        return count;
    }

    /** Waits until there are others than those counted before, or the time is over. Returns the count. */
    synchronized long await(long before, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long millis = limit.toMillis(); count == before && millis > 0;) {
            wait(millis);
            millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        }
        return count;
    }
}
