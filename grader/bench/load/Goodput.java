package grader.bench.load;

import org.HdrHistogram.Histogram;

/**
 * What became of requests that came at a rate of their own. A response is good if its status is 2xx and it was complete
 * while its client still waited: a later response has cost the server as much, and is of no use to the client.
 */
public final class Goodput {

    private static final double MILLION = 1e6;
    private static final int DIGITS = 3;

    private final long patience;
    private final long nanos;
    private final Histogram times = new Histogram(DIGITS);      // of those that were not turned away
    private final Histogram lags = new Histogram(DIGITS);
    private long good;
    private long refused;
    private long late;
    private long broken;
    private long unsent;

    /**
     * @param patience how many nanoseconds a client waits for its response
     * @param nanos for how many the requests came
     */
    public Goodput(long patience, long nanos) {
        this.patience = patience;
        this.nanos = nanos;
    }

    /**
     * Counts a request that got a whole response.
     *
     * @param success whether its status is 2xx
     * @param time in nanoseconds since the request was due
     */
    public void responded(boolean success, long time) {
        if (time > patience) {
            gaveUp();
        } else if (success) {
            good++;
            times.recordValue(time);
        } else {
            refused++;
        }
    }

    /** Counts a request whose client gave up. The server did not turn it away, so its time counts: the patience. */
    public void gaveUp() {
        late++;
        times.recordValue(patience);
    }

    /** Counts a request whose connection was refused, or ended before the whole response. */
    public void broke() {
        broken++;
    }

    /** Counts a request that the load did not send: it had too many connections, or no processor in time. */
    public void notSent() {
        unsent++;
    }

    /** Notes how many nanoseconds after it was due it was a request's turn: the load's fault, not the server's. */
    public void sentAfter(long lag) {
        lags.recordValue(Math.max(0, lag));
    }

    public long good() {
        return good;
    }

    public long refused() {
        return refused;
    }

    public long late() {
        return late;
    }

    public long broken() {
        return broken;
    }

    public long unsent() {
        return unsent;
    }

    /** Returns how many requests were due. */
    public long due() {
        return good + refused + late + broken + unsent;
    }

    /** Returns the good responses per second. */
    public double rate() {
        return good * 1e9 / nanos;
    }

    /** Returns the times of the requests that were not turned away, in nanoseconds. */
    public Histogram times() {
        return times;
    }

    /** Returns within how many milliseconds the load came to 99 % of the requests that were due. */
    public double lagMillis() {
        return lags.getValueAtPercentile(99) / MILLION;
    }
}
