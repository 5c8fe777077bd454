package grader.bench.server;

import grader.bench.load.Tally;
import org.HdrHistogram.Histogram;

/** Times of answers at a rate that was the same for all: those of all rounds together. */
public final class OpenLoop {

    private static final double MILLION = 1e6;
    /** This share of the requests must be answered in time: the last responses of a round come after its end. */
    private static final double CLEARLY = 0.9;

    /** Requests a second that were sent, or were to be. */
    final double asked;

    private final Histogram times = new Histogram(3);
    private long answers;
    private long nanos;

    OpenLoop(double asked) {
        this.asked = asked;
    }

    void add(Tally tally) {
        answers += tally.answers();
        nanos += tally.nanos();
        times.add(tally.times());
    }

    public boolean isMeasured() {
        return answers > 0;
    }

    /** Answers a second. */
    double rate() {
        return answers * 1e9 / nanos;
    }

    boolean isBehind() {
        return rate() < CLEARLY * asked;
    }

    /** In milliseconds: half of all requests were answered in this time. */
    public double p50() {
        return times.getValueAtPercentile(50) / MILLION;
    }

    public double p99() {
        return times.getValueAtPercentile(99) / MILLION;
    }
}
