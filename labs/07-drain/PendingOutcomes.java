// Given: nothing in this file is for you to write.
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * The responses of a connection that have begun to be sent, until it is known how each has ended: as an {@link Outcome}
 * of its request.
 */
final class PendingOutcomes {

    private record Complete(RequestContext request, long bytes) {}

    private final Queue<Complete> complete = new ArrayDeque<>(1);   // responses whose last byte is in the output
    private RequestContext current;     // the request whose response is being put into the output; null if there is
                                        // none
    private long bytes;                 // of its content, so far
    private final LongSupplier nanos;   // null if times are not needed
    private long since;                 // when the output was there to be written, in clock nanoseconds

    /** @param nanos a clock, such as System::nanoTime; null if times are not needed */
    PendingOutcomes(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Notes that the response to `request` is next. */
    void begin(RequestContext request) {
        request.reached(RequestStage.DRAIN);
        current = request;
        bytes = 0;
    }

    /** Notes that more content of the current response is in the output. */
    void add(int count) {
        bytes += count;
    }

    /** Notes that all of the current response is in the output. */
    void complete() {
        if (current != null) {
            complete.add(new Complete(current, bytes));
            current = null;
        }
    }

    /** Notes that output is there, and waits until the kernel takes it: until its client has taken what was before. */
    void ready() {
        if (nanos != null) {
            since = nanos.getAsLong();
        }
    }

    /** Notes that the kernel has taken some of the output. All responses in it have waited for that. */
    void taken() {
        if (nanos != null) {
            long now = nanos.getAsLong();
            for (Complete each : complete) {
                each.request().waitedForClient(now - since);
            }
            if (current != null) {
                current.waitedForClient(now - since);
            }
            since = now;
        }
    }

    /** Notes that the kernel has all of the output. */
    void sent() {
        while (!complete.isEmpty()) {
            Complete next = complete.remove();
            next.request().ended(new Outcome(next.bytes(), null));
        }
    }

    /** Notes that nothing more of the current response will be sent. */
    void breakOff(Outcome.Cause cause) {
        if (current != null) {
            RequestContext request = current;
            current = null;
            request.ended(new Outcome(bytes, cause));
        }
    }

    /** Notes that nothing more will be sent, not even what is in the output. */
    void breakOffAll(Outcome.Cause cause) {
        while (!complete.isEmpty()) {
            Complete next = complete.remove();
            next.request().ended(new Outcome(next.bytes(), cause));
        }
        breakOff(cause);
    }
}
