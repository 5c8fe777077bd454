import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The lines that wait to be written. Many threads add lines, and one takes them. None of them ever waits for another.
 * Page: docs/pages/lab12.adoc.
 */
final class LogQueue {

    /** A line, which is made only when it is written. */
    interface Line {

        /** Puts the text of the line, without a line feed. */
        void putInto(TextBuffer out);
    }

    private final int capacity;
    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();

    /** @param capacity how many lines may wait */
    LogQueue(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Adds a line. If there is no room, a line is dropped, and counted ({@link #drop}). Which one is up to you: the
     * newest, so that the beginning of the trouble is in the log, or the oldest, so that its end is.
     *
     * @return whether this line waits now
     */
    // task access-log, until then: drop(1); return false;
    boolean offer(Line line) {
        if (count.incrementAndGet() > capacity) {
            count.decrementAndGet();
            drop(1);
            return false;
        }
        return lines.add(line);
    }

    /** Takes the line that has waited longest; null if none waits. */
    // task access-log, until then: return null;
    Line poll() {
        Line line = lines.poll();
        if (line != null) {
            count.decrementAndGet();
        }
        return line;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Returns how many lines wait now, about. */
    int waiting() {
        return Math.min(count.get(), capacity);
    }

    /** Counts lines that will not be written. */
    void drop(int number) {
        dropped.add(number);
    }

    /** Returns how many lines were dropped. */
    long dropped() {
        return dropped.sum();
    }

    /** Puts out how many lines wait, at most how many, and how many were dropped. */
    void expose(MetricsWriter out) {
        out.gauge("log_lines_waiting", waiting(), "Lines of the access log that wait to be written.");
        out.gauge("log_lines_limit", capacity, "The same at most.");
        out.counter("log_lines_dropped", dropped(), "Lines of the access log that are lost.");
    }
}
