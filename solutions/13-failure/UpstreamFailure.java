/** Thrown if another server has failed: a 502, or a 504 if it was late. */
final class UpstreamFailure extends HttpException {

    private static final long serialVersionUID = 1;

    private final boolean sent;
    private final boolean passing;
    private final long wait;

    /**
     * @param sent whether any byte of the request may have arrived there
     * @param passing whether it may go better soon
     * @param wait for how long that server wants no other call, in nanoseconds
     */
    UpstreamFailure(int status, String message, boolean sent, boolean passing, long wait) {
        super(status, message);
        this.sent = sent;
        this.passing = passing;
        this.wait = wait;
    }

    /** Returns the same for an exception of a client that knows no more than its status: 502 or 504. */
    static UpstreamFailure of(HttpException failure) {
        return failure instanceof UpstreamFailure known ? known
                : new UpstreamFailure(failure.status(), failure.getMessage(), true, true, 0);
    }

    boolean sent() {
        return sent;
    }

    boolean passing() {
        return passing;
    }

    long waitNanos() {
        return wait;
    }
}
