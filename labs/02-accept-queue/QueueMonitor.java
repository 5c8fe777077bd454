// Given: nothing in this file is for you to write.
import java.util.OptionalInt;

/**
 * Draws the two queues and the workers as they fill, for `--watch-queue`.
 *
 * <p>On a terminal it redraws the picture in place. Elsewhere it writes a line whenever a number changes.
 *
 * @param capacity how many connections may wait in `queue` while all `workers` are busy
 */
record QueueMonitor(KernelQueue kernel, AcceptQueue queue, int capacity, ConnectionCounters counters, int workers) {

    private static final int PERIOD_MILLIS = 100;
    private static final int WIDTH = 32;

    void start() {
        Thread.ofPlatform().daemon().name("picture").start(this::run);
    }

    private void run() {
        String last = "";
        boolean terminal = System.console() != null && System.console().isTerminal();
        try {
            while (true) {
                try {
                    String now = terminal ? lines() : line();
                    if (!now.equals(last)) {
                        IO.print((terminal && !last.isEmpty() ? "\033[4A" : "") + now);      // moves up four lines
                        last = now;
                    }
                } catch (RuntimeException | Error fault) {
                    Faults.report(fault);       // The next picture may succeed.
                }
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException stop) {
            // An interrupt ends the monitor.
        }
    }

    private String line() {
        return "kernel %s of %s, hand-off %s of %s, workers %s of %s, accepted %s, rejected %s%n".formatted(
                text(kernel.depth()), text(kernel.limit()), queue.depth(), capacity, serving(), workers,
                counters.value(ConnectionCounters.Counter.ACCEPTED),
                counters.value(ConnectionCounters.Counter.REJECTED));
    }

    private String lines() {
        return row("kernel", kernel.depth().orElse(0), kernel.limit().orElse(0), "complete, and not accepted yet")
                + row("hand-off", queue.depth(), capacity, "accepted, waiting for a worker")
                + row("workers", serving(), workers, "being served")
                + "\033[K%10s %s, rejected %s%n".formatted("accepted",
                        counters.value(ConnectionCounters.Counter.ACCEPTED),
                        counters.value(ConnectionCounters.Counter.REJECTED));
    }

    private int serving() {
        return counters.value(ConnectionCounters.Counter.SERVING);
    }

    /** Returns a bar of at most {@link #WIDTH} characters, then the numbers. Clears the rest of the line. */
    private static String row(String name, int now, int limit, String meaning) {
        int room = Math.clamp(limit, 0, WIDTH);
        int full = limit == 0 ? Math.min(now, WIDTH) : Math.min((int) Math.ceil((double) now * room / limit), room);
        return "\033[K%10s %s%s %s of %s  %s%n".formatted(name, "█".repeat(full), "░".repeat(Math.max(0, room - full)),
                now, limit, meaning);
    }

    private static String text(OptionalInt number) {
        return number.isPresent() ? String.valueOf(number.getAsInt()) : "?";
    }
}
