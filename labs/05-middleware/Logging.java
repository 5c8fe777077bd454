import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Writes one line a request, whatever became of it: `METHOD TARGET STATUS BYTES MILLIS REQUEST-ID`.
 *
 * <p>It stands outside all layers that answer by themselves, so it sees their answers, too. What a token was never gets
 * here. Page: docs/pages/lab05.adoc.
 *
 * @param nanos the clock of the times at the stops, such as System::nanoTime
 */
record Logging(AccessLog log, LongSupplier nanos) implements Middleware {

    private static final String UNKNOWN = "-";
    /** Nothing of the body is sent with these (RFC 9110 §15.3.5, §15.3.6, §15.4.5). */
    private static final Set<Integer> WITHOUT_CONTENT = Set.of(204, 205, 304);

    /**
     * Passes the request on, and lets {@link #logged} write a {@link #line} about it when the response comes. TARGET is
     * {@link Head#rawTarget}, as it came. BYTES are those of the body that is sent: none for HEAD (RFC 9110 §9.3.2).
     */
    // task access-log
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        Todo.report("access-log");
        return next.handle(request);
    }

    /**
     * The response; `writer` gets the length of its body: at once if the body is there, but where it is made while it
     * is sent, when that is over. If no log is wanted, never.
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
     * The six items with a space between them.
     *
     * @param start what the clock showed when all of the request had come; MILLIS are the whole milliseconds since
     * @param id null if it is not known: then `-` stands for it
     */
    // task access-log
    private String line(String method, String target, int status, long bytes, long start, String id) {
        throw new Todo("access-log");
    }
}
