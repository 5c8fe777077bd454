import java.util.function.LongSupplier;

/**
 * A layer that writes one line per request, whatever its outcome: `METHOD TARGET STATUS BYTES MILLIS REQUEST-ID`.
 *
 * <p>It is outside all layers that can respond on their own, so it sees their responses, too. Tokens never get into the
 * log. Page: docs/pages/lab05.adoc.
 *
 * @param nanos the clock that measures the times at the stops, such as System::nanoTime
 */
record Logging(AccessLog log, LongSupplier nanos) implements Middleware {

    private static final String UNKNOWN = "-";

    /**
     * Passes the request on. When its response has ended ({@link RequestContext#whenEnded}), writes a line about it.
     * TARGET is {@link Head#rawTarget}, as received. BYTES is the number of body bytes that were sent; MILLIS counts
     * from the moment at which the whole request had arrived. An id that is not known is a `-`.
     */
    // task access-log
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        Todo.report("access-log");
        return next.handle(request);
    }

    /**
     * Returns the six items, separated by single spaces.
     *
     * @param start the time on the clock when the whole request had arrived; MILLIS is the number of whole milliseconds
     *        since then
     * @param id the request id; null if it is unknown, and then the line has `-` instead
     */
    // task access-log
    private String line(String method, String target, int status, long bytes, long start, String id) {
        throw new Todo("access-log");
    }
}
