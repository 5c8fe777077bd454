package grader.bench.breakers;

import grader.bench.harness.LabPart;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.List;

/** A breaker that is measured. All have the same settings. */
enum BreakerContestant {

    RESILIENCE4J("resilience4j"),
    OWN("lab 13's breaker"),
    NONE("no breaker");

    private static final class Failure extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Failure() {
            super("a call failed", null, false, false);
        }
    }

    private static final Failure FAILURE = new Failure();

    /** As its own decorators call it. */
    private record Resilience4j(CircuitBreaker breaker) implements BreakerCalls {
        @Override
        public boolean call(boolean fails) {
            if (!breaker.tryAcquirePermission()) {
                return false;
            }
            long start = breaker.getCurrentTimestamp();
            long time = breaker.getCurrentTimestamp() - start;
            if (fails) {
                breaker.onError(time, breaker.getTimestampUnit(), FAILURE);
            } else {
                breaker.onSuccess(time, breaker.getTimestampUnit());
            }
            return true;
        }
    }

    private final String words;

    BreakerContestant(String words) {
        this.words = words;
    }

    /** A new one, closed. */
    BreakerCalls make() {
        return switch (this) {
            case RESILIENCE4J -> resilience4j();
            case OWN -> LabPart.caller(BreakerCalls.class, List.of());
            case NONE -> fails -> true;
        };
    }

    private static BreakerCalls resilience4j() {
        return new Resilience4j(CircuitBreaker.of("bench", CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(BreakerCalls.WINDOW)
                .minimumNumberOfCalls(BreakerCalls.LEAST)
                .failureRateThreshold(BreakerCalls.RATE)
                .slowCallRateThreshold(BreakerCalls.RATE)
                .slowCallDurationThreshold(Duration.ofMillis(BreakerCalls.SLOW_MILLIS))
                .waitDurationInOpenState(Duration.ofMillis(BreakerCalls.OPEN_MILLIS))
                .permittedNumberOfCallsInHalfOpenState(1)
                .build()));
    }

    @Override
    public String toString() {
        return words;
    }
}
