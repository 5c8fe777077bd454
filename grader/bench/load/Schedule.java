package grader.bench.load;

import java.util.function.LongConsumer;

/**
 * When each connection's next requests are due, at a rate that no server decides: all are spread evenly over the time.
 */
final class Schedule {

    private final long start;
    private final long end;      // after the start
    private final double every;
    private final double[] due;  // after the start

    /**
     * All times are nanoseconds as of System.nanoTime().
     *
     * @param end from then on nothing is due any more
     * @param rate of batches of requests a second, of all lanes together
     * @param lanes how many
     */
    Schedule(long start, long end, double rate, int lanes) {
        this.start = start;
        this.every = 1e9 * lanes / rate;
        this.end = end - start;
        this.due = new double[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            due[lane] = every * lane / lanes;
        }
    }

    boolean isDue(int lane, long now) {
        return due[lane] < end && due[lane] <= now - start;
    }

    /** When the batch was due that is sent now. The next one is due thereafter. */
    long take(int lane) {
        long when = start + (long) due[lane];
        due[lane] += every;
        return when;
    }

    /** Whether anything is due that has not been sent. */
    boolean owes(long now) {
        for (int lane = 0; lane < due.length; lane++) {
            if (isDue(lane, now)) {
                return true;
            }
        }
        return false;
    }

    /** Gives the time that each batch has waited which was due, and has not been sent. */
    void overdue(long now, LongConsumer waited) {
        for (int lane = 0; lane < due.length; lane++) {
            while (isDue(lane, now)) {
                waited.accept(now - take(lane));
            }
        }
    }
}
