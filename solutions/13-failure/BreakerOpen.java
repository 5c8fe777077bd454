import java.util.concurrent.TimeUnit;

/** Thrown in place of a call that a {@link Breaker} does not let through: a 503 with `Retry-After`. */
final class BreakerOpen extends HttpException {

    private static final long serialVersionUID = 1;

    /** @param nanos until a call may be possible */
    BreakerOpen(String name, long nanos) {
        super(503, name + " has failed too often: it is not asked for a while",
                (int) Math.max(1, Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1))));
    }
}
