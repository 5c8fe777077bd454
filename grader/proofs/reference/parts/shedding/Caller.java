package parts;

import java.util.function.LongBinaryOperator;

/** Asks at a time whether a request that has waited for so long waited too long: 1, or 0. */
public final class Caller implements LongBinaryOperator {

    private long now;
    private final QueueDelay delay;

    public Caller(long target) {
        delay = new QueueDelay(target, () -> now);
    }

    @Override
    public long applyAsLong(long time, long wait) {
        now = time;
        return delay.isTooLong(wait) ? 1 : 0;
    }
}
