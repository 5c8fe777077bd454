package docs.studio.process;

import java.time.Duration;

/** Wakes those who wait for something to change. What it is they look for themselves. */
public final class Changes {

    private long count;

    /** Something has changed. */
    public synchronized void happened() {
        count++;
        notifyAll();
    }

    /** How many changes there have been. */
    public synchronized long count() {
        return count;
    }

    /** Waits until there are others than those counted before, or the time is over. Returns the count. */
    public synchronized long await(long before, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long millis = limit.toMillis(); count == before && millis > 0;) {
            wait(millis);
            millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        }
        return count;
    }
}
