/**
 * A request whose response has ended: what the signals are made of. It holds the request, which may have content, so do
 * not keep it: {@link #summary} is for that.
 *
 * @param status of its response, even if that was broken off
 * @param time when the request began, in milliseconds since 1970
 * @param late whether its handler was interrupted, because it took too long
 */
record Ended(Request request, int status, Outcome outcome, RequestTimes times, long time, boolean late) {

    /** Returns whether the request got all of a response that is not an error. */
    boolean isSuccess() {
        return outcome.complete() && status < 400;
    }

    RequestSummary summary() {
        return RequestSummary.of(this);
    }
}
