package grader.bench.load;

import org.HdrHistogram.Histogram;

/**
 * What a load came to.
 *
 * @param answers in all
 * @param failed requests without a right response, since the load has begun
 * @param ended connections that were to be kept, and that the server has ended, since the load has begun
 * @param nanos that it took; at a given rate, from the first response to the last
 * @param busy the part of that time for which the load's own thread had a processor: near 1 it was the load that could
 *        do no more
 * @param times of answers, in nanoseconds, where they were asked for at a rate
 */
public record Tally(long answers, long failed, long ended, long nanos, double busy, Histogram times) {

    public double rate() {
        return answers * 1e9 / nanos;
    }
}
