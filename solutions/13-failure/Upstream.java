import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Another server that this one needs. A call ends in time, is not even made while the server fails, and is repeated if
 * that may help. Page: docs/pages/lab13.adoc.
 */
final class Upstream {

    /** What asks the other server. */
    interface Call<T> {

        /**
         * Returns the response. A call whose time is over ({@link RequestContext#remaining}) ends with an exception.
         *
         * @throws HttpException 502 or 504 if the other server failed; others do not count as failures
         */
        T make() throws InterruptedException;
    }

    private static final long MILLISECOND = 1_000_000;      // in nanoseconds

    private final String name;
    private final long timeout;
    private final Breaker breaker;
    private final Retries retries;
    private final LongAdder repeated = new LongAdder();

    private Upstream(String name, long timeout, Breaker breaker, Retries retries) {
        this.name = name;
        this.timeout = timeout;
        this.breaker = breaker;
        this.retries = retries;
    }

    static Flags flags(Flags flags) {
        return Retries.flags(BreakerSettings.flags(flags.withNumber("upstream-timeout", 2_000, 1, Integer.MAX_VALUE,
                "how long each call of another server may take, in milliseconds")));
    }

    /** @param name for people, such as `pricing` */
    static Upstream from(Flags flags, String name) {
        return new Upstream(name, TimeUnit.MILLISECONDS.toNanos(flags.number("upstream-timeout")),
                new Breaker(BreakerSettings.from(flags), System::nanoTime), Retries.from(flags));
    }

    String name() {
        return name;
    }

    Breaker breaker() {
        return breaker;
    }

    /** Returns how many calls were repetitions. */
    long repeated() {
        return repeated.sum();
    }

    /**
     * Makes a call, and repeats it if that may help and cannot harm, as the retries allow. All of it takes at most what
     * the current request has left.
     *
     * @param idempotent whether the call may arrive more than once without harm (RFC 9110 §9.2.2)
     * @throws BreakerOpen if the breaker does not let the call through
     */
    // task retry, until then: return attempt(call);
    <T> T call(boolean idempotent, Call<T> call) throws InterruptedException {
        retries.budget().called();
        for (int attempt = 1;; attempt++) {
            try {
                return attempt(call);
            } catch (UpstreamFailure failure) {
                long wait = retries.delay(attempt, failure, idempotent, RequestContext.current().remaining());
                if (wait < 0) {
                    throw failure;
                }
                TimeUnit.NANOSECONDS.sleep(wait);
                repeated.increment();
            }
        }
    }

    /**
     * Makes a call once, if the breaker lets it through, and tells the breaker how it ended: its permit
     *
     * <ul><li>succeeded, if there is a response, even a 404; <li>failed, if it is a 502 or 504, and its request has
     * time left; <li>was cancelled, if the client is gone; <li>expired, whatever else has ended the call.</ul>
     *
     * @throws UpstreamFailure in place of a 502 or 504 ({@link UpstreamFailure#of})
     */
    // task breaker, until then: return within(call);
    private <T> T attempt(Call<T> call) throws InterruptedException {
        Breaker.Permit permit = breaker.tryAcquire();
        if (permit == null) {
            throw new BreakerOpen(name, breaker.retryAfter());
        }
        RequestContext request = RequestContext.current();
        try {
            T response = within(call);
            permit.succeeded();
            return response;
        } catch (HttpException answer) {
            if (answer.status() != 502 && answer.status() != 504) {
                permit.succeeded();
                throw answer;
            }
            if (hasTime(request)) {
                permit.failed();
            }
            throw UpstreamFailure.of(answer);
        } finally {
            if (request.isCancelled()) {
                permit.cancelled();
            } else {
                permit.expired();
            }
        }
    }

    /**
     * Makes a call that has at most `timeout` nanoseconds.
     *
     * @throws UpstreamFailure 504 if it was late and the request has time left
     */
    // task timeouts, until then: return call.make();
    private <T> T within(Call<T> call) throws InterruptedException {
        RequestContext request = RequestContext.current();
        long begun = System.nanoTime();
        try {
            return request.within(timeout, call::make);
        } catch (InterruptedException ended) {
            if (System.nanoTime() - begun < timeout - MILLISECOND || !hasTime(request)) {
                throw ended;
            }
            throw new UpstreamFailure(504, name + " did not respond in time", true, true, 0);
        }
    }

    /** Returns whether a request has time left. Deadlines are in whole milliseconds: less than one is none. */
    private static boolean hasTime(RequestContext request) {
        return request.remaining() >= MILLISECOND;
    }
}
