package parts;

import grader.bench.breakers.BreakerCalls;
import java.util.concurrent.TimeUnit;

public final class Caller implements BreakerCalls {

    private final Breaker breaker = new Breaker(new BreakerSettings(WINDOW, RATE,
            TimeUnit.MILLISECONDS.toNanos(OPEN_MILLIS), TimeUnit.MILLISECONDS.toNanos(SLOW_MILLIS)), System::nanoTime);

    @Override
    public boolean call(boolean fails) {
        Breaker.Permit permit = breaker.tryAcquire();
        if (permit == null) {
            return false;
        }
        if (fails) {
            permit.failed();
        } else {
            permit.succeeded();
        }
        return true;
    }
}
