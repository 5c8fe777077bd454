package grader.proofs.reference.shedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongBinaryOperator;

/**
 * A server with one worker and a queue without an end, first come, first served. All times are in nanoseconds.
 *
 * @param work for each request that is handled
 * @param refusal the same for each that is turned away
 */
record QueueModel(long work, long refusal) {

    /**
     * What became of the requests.
     *
     * @param waits of those that were handled, in order of length
     * @param busy which part of the time the worker has worked for requests that it handled
     */
    record Result(List<Long> waits, int shed, double busy) {

        long longest() {
            return waits.getLast();
        }

        long percentile(int percent) {
            return waits.get(Math.min(waits.size() - 1, waits.size() * percent / 100));
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT,
                    "handled %s, shed %s, busy %.3f, median wait %.1f ms, 99th %.1f ms, longest %.1f ms",
                    waits.size(), shed, busy, percentile(50) / 1e6, percentile(99) / 1e6, longest() / 1e6);
        }
    }

    /**
     * The times at which requests come.
     *
     * @param period between two; 0: all come at once, `length` of them
     * @param random for periods of random lengths; null: all are equal
     */
    static List<Long> arrivals(long length, double period, Random random) {
        List<Long> arrivals = new ArrayList<>();
        double at = 0;
        while (period == 0 ? arrivals.size() < length : at < length) {
            arrivals.add((long) at);
            at += random == null ? period : -Math.log(1 - random.nextDouble()) * period;
        }
        return arrivals;
    }

    /** @param tooLong whether, at a time, a request has waited too long: 1, or 0 */
    Result run(LongBinaryOperator tooLong, List<Long> arrivals) {
        List<Long> waits = new ArrayList<>();
        long free = arrivals.getFirst();        // when the worker takes the next request
        for (long arrival : arrivals) {
            free = Math.max(free, arrival);
            if (tooLong.applyAsLong(free, free - arrival) == 0) {
                waits.add(free - arrival);
                free += work;
            } else {
                free += refusal;
            }
        }
        double busy = (double) waits.size() * work / (free - arrivals.getFirst());
        int shed = arrivals.size() - waits.size();
        return new Result(waits.stream().sorted().toList(), shed, busy);
    }
}
