import java.util.Set;
import java.util.function.LongConsumer;
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
    /** The statuses of responses that are sent without their body (RFC 9110 §15.3.5, §15.3.6, §15.4.5). */
    private static final Set<Integer> WITHOUT_CONTENT = Set.of(204, 205, 304);

    /**
     * Passes the request on, and has {@link #logged} write a {@link #line} about it when the response comes. TARGET is
     * {@link Head#rawTarget}, as received. BYTES is the number of body bytes that are sent: 0 for HEAD (RFC 9110
     * §9.3.2).
     */
    // task access-log, until then: return next.handle(request);
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        long start = request.context().time(RequestStage.MIDDLEWARE);
        Response response = next.handle(request);
        String method = request.head().method();
        return logged(response, length -> {
            long bytes = method.equals("HEAD") ? 0 : length;
            log.write(
                    line(method, request.head().rawTarget(), response.status(), bytes, start,
                            request.attribute(RequestId.ID)));
        });
    }

    /**
     * Returns the response, and passes the length of its body to `writer`. If the body is complete, that happens
     * immediately. If the body is produced while it is sent, that happens at its end. If the log is off, it never
     * happens.
     */
    private Response logged(Response response, LongConsumer writer) {
        if (log.isOff()) {
            return response;
        }
        if (response.source() != null) {
            return response.withSource(new CountingSource(response.source(), writer));
        }
        writer.accept(WITHOUT_CONTENT.contains(response.status()) ? 0 : response.body().length);
        return response;
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
        long millis = (nanos.getAsLong() - start) / 1_000_000;
        return method + " " + target + " " + status + " " + bytes + " " + millis + " " + (id == null ? UNKNOWN : id);
    }
}
