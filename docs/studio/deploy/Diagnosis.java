package docs.studio.deploy;

import java.time.Duration;

/**
 * Which order of the drain would have prevented that a request failed.
 *
 * @param probe how long it is between two probes of the balancer
 * @param delay what `--drain-delay` is
 */
public record Diagnosis(Duration probe, Duration delay) {

    /** A sentence about a request that failed. */
    public String of(Attempt failed) {
        InstanceLife life = failed.life();
        if (life == null) {
            return "all instances were out at the same time: at least one has to serve while another one is replaced";
        }
        if (failed.wasKilled()) {
            return "kill -9 has ended it: no order of a drain prevents that, so the client repeats the request";
        }
        if (life.signaled() == 0 || failed.ended() < life.signaled()) {
            return beforeSignal(failed);
        }
        return switch (failed.outcome()) {
            case REFUSED -> refused(failed, life);
            case UNAVAILABLE, WRONG -> "its handler lacked something that was closed already: close what requests need "
                    + "after the last response, in reverse order (task release)";
            case SILENT -> "the instance took the request and never served it: workers end after the last response "
                    + "(tasks stop-accepting and finish)";
            case CUT -> inProgress("its response had begun");
            default -> ended(failed, life);
        };
    }

    private static String beforeSignal(Attempt failed) {
        return failed.outcome() == Attempt.Outcome.REFUSED
                ? "/ready was a 200 before the port was open: be ready in the phase serve, not before (task ready-live)"
                : "no signal had come: no order of the drain is the cause";
    }

    private String refused(Attempt failed, InstanceLife life) {
        String closed = "the listener was closed " + seen(failed, life);
        if (delay.compareTo(probe.multipliedBy(2)) <= 0) {
            return closed + ": --drain-delay (" + delay.toMillis() + " ms) must be longer than two probes ("
                    + probe.multipliedBy(2).toMillis() + " ms)";
        }
        return millis(failed.ended() - life.signaled()) < delay.toMillis()
                ? closed + ": close it after --drain-delay (" + delay.toMillis()
                        + " ms), not before (task stop-accepting)"
                : closed + ": /ready must be a 503 from the signal on, while the delay passes (task ready-live)";
    }

    private static String seen(Attempt failed, InstanceLife life) {
        long early = millis(life.out() - failed.ended());
        return life.out() != 0 && early >= 0
                ? early + " ms before the balancer had seen that the instance was not ready"
                : "and the balancer had not seen that the instance was not ready";
    }

    private static String ended(Attempt failed, InstanceLife life) {
        if (failed.isLong()) {
            return inProgress("the request was in progress");
        }
        if (failed.lastResponse() == 0) {
            return "the client was connected, and its connection was closed before it was served: serve the queue, "
                    + "and then close the port (task stop-accepting)";
        }
        return failed.lastResponse() > life.signaled()
                ? "the last response on this connection came " + millis(failed.lastResponse() - life.signaled())
                        + " ms after SIGTERM, and did not say Connection: close: so its client sent another request "
                        + "(task finish)"
                : "the connection was kept, and was closed before its client had heard of the end: close idle "
                        + "connections after the delay (tasks stop-accepting and finish)";
    }

    private static String inProgress(String what) {
        return what + " when the server closed the connection: finish what has begun, for as long as --drain-timeout "
                + "allows (tasks finish and deadline)";
    }

    private static long millis(long nanos) {
        return Math.floorDiv(nanos, 1_000_000);
    }
}
