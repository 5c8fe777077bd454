import java.util.function.LongSupplier;

/**
 * Writes one line a request, whatever became of it: `METHOD TARGET STATUS BYTES MILLIS REQUEST-ID`.
 *
 * <p>It stands outside all layers that answer by themselves, so it sees their answers, too. What a token was never gets here.
 * Page: docs/pages/lab05.adoc.
 *
 * @param nanos a clock, such as System::nanoTime
 */
record Logging(AccessLog log, LongSupplier nanos) implements Middleware {

    private static final String UNKNOWN = "-";

    /**
     * Passes the request on, and logs a {@link #line} about it when the response comes. TARGET is {@link Head#text}, as it came.
     * BYTES are those of the body that is sent: none for HEAD (RFC 9110 §9.3.2). The response goes out as it is.
     */
    // task access-log
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        throw new Todo("access-log");
    }

    /** Nobody knows method and target of what was no request. Its id is {@link RequestId#ofRefusal}. Given. */
    @Override
    public Response refuse(HttpError refusal, Handler next) {
        long start = nanos.getAsLong();
        Response response = next.refuse(refusal);
        log.line(line(UNKNOWN, UNKNOWN, response.status(), response.body().length, start, RequestId.ofRefusal()));
        return response;
    }

    /**
     * The six items with a space between them.
     *
     * @param start what the clock showed when the request came in; MILLIS are the whole milliseconds since
     * @param id    null if it is not known: then `-` stands for it
     */
    // task access-log
    private String line(String method, String target, int status, int bytes, long start, String id) {
        throw new Todo("access-log");
    }
}
