// Given: nothing in this file is for you to write.
import java.util.ArrayDeque;
import java.util.Queue;

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

    /** Notes that the kernel has all of the output. */
    void sent() {
        while (!complete.isEmpty()) {
            Complete next = complete.remove();
            next.request().ended(new Outcome(next.bytes(), true));
        }
    }

    /** Notes that nothing more of the current response will be sent. */
    void breakOff() {
        if (current != null) {
            RequestContext request = current;
            current = null;
            request.ended(new Outcome(bytes, false));
        }
    }

    /** Notes that nothing more will be sent, not even what is in the output. */
    void breakOffAll() {
        while (!complete.isEmpty()) {
            Complete next = complete.remove();
            next.request().ended(new Outcome(next.bytes(), false));
        }
        breakOff();
    }
}
