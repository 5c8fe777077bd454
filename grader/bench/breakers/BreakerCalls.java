package grader.bench.breakers;

/** Calls through a breaker that looks back at {@link #WINDOW} calls, and opens when {@link #RATE} percent failed. */
public interface BreakerCalls {

    int WINDOW = 20;
    int LEAST = 10;
    int RATE = 50;
    long OPEN_MILLIS = 60_000;
    long SLOW_MILLIS = 1_000;

    /**
     * Makes a call that does nothing.
     *
     * @param fails whether it fails
     * @return whether the breaker let it through
     */
    boolean call(boolean fails);
}
