package grader.bench.overload;

import grader.bench.load.Arrivals;
import grader.bench.load.Goodput;
import grader.bench.load.Load;
import grader.bench.load.ResponseCheck;
import grader.bench.load.Scenario;
import grader.bench.load.Tally;
import grader.bench.server.Running;
import grader.core.console.UserError;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures one server at a time.
 *
 * @param patience after how long a client gives up
 * @param time how long a load counts; before that, it takes half as long to fill the queue
 */
record OverloadRun(Duration patience, Duration time) {

    private static final Scenario SCENARIO = Scenario.O1;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    /** Twice what a server can do also warms up what it does with too many requests. */
    private static final double TOO_MUCH = 2;
    /** A machine that is busy may look like an overload now and then. */
    private static final double MOST_FAILED = 0.05;
    /** A queue of requests whose clients have left takes a while. */
    private static final Duration SETTLES = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /**
     * Warms a server up, and measures its capacity: with twice as many clients as it has threads, so that these never
     * wait for the load.
     *
     * @throws UserError if it does other work than the others, or fails
     */
    Curve prepare(Running server) {
        Optional<String> wrong = ResponseCheck.wrong(server.address(), SCENARIO);
        if (wrong.isPresent()) {
            throw new UserError("it cannot be compared: " + wrong.get(), "try GET /slow/50 by hand");
        }
        Curve curve = new Curve(capacity(server));
        arrivals(server).at(TOO_MUCH * curve.capacity(), 0, WARM_UP.toNanos());
        settle(server);
        return curve;
    }

    private double capacity(Running server) {
        try (Load load = new Load(server.address(), SCENARIO)) {
            Tally before = load.closed(WARM_UP.toNanos(), () -> false);
            Tally tally = load.closed(time.toNanos(), () -> false);
            long failed = tally.failed() - before.failed();
            if (failed > tally.answers() * MOST_FAILED) {
                throw new UserError("without an overload, it failed " + failed + " of " + tally.answers()
                        + " requests", "try GET /slow/50 by hand");
            }
            return (tally.answers() - failed) * 1e9 / tally.nanos();
        }
    }

    /** Offers so many times its capacity to a server, and waits until that has recovered. */
    Goodput measure(Running server, Curve curve, double load) {
        Goodput goodput = arrivals(server).at(load * curve.capacity(), time.toNanos() / 2, time.toNanos());
        settle(server);
        return goodput;
    }

    private Arrivals arrivals(Running server) {
        return new Arrivals(server.address(), SCENARIO, patience.toNanos());
    }

    /**
     * Waits until the same request succeeds again. Its client is patient, so as a rule one is enough: where requests
     * are served in order, all that came before it are over then.
     */
    private static void settle(Running server) {
        Arrivals patient = new Arrivals(server.address(), SCENARIO, SETTLES.toNanos());
        long start = System.nanoTime();
        while (patient.at(1, 0, 1).good() == 0) {
            if (System.nanoTime() - start > SETTLES.toNanos()) {
                throw new UserError("it did not recover from an overload within " + SETTLES.toSeconds() + " s",
                        "try GET /slow/50 by hand");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
