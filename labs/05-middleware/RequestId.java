import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The outermost layer. It gives each request an id that the client, the log, and all inner layers use to refer to it.
 *
 * <p>The id is an attribute of the request on its way in, and a field of the response on its way out. Page:
 * docs/pages/lab05.adoc.
 */
final class RequestId implements Middleware {

    /** The id of a request. */
    static final Attribute<String> ID = new Attribute<>("request-id");
    private static final String FIELD = "X-Request-Id";

    /**
     * Passes the request on with its id as the attribute {@link #ID}: the client's own if it is fit for logs (1 to 64
     * characters, each an ASCII letter or digit, `.`, `_` or `-`), otherwise a new id, which no other request has. The
     * response gets the same id as the field {@link #FIELD}.
     */
    // task onion
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        Todo.report("onion");
        return next.handle(request);
    }

    /** Returns the client's own id if it may be kept, otherwise a fresh one. */
    private static String id(Request request) {
        List<String> sent = request.head().fields().values("x-request-id");
        return isValid(sent) ? sent.getFirst() : fresh();
    }

    /**
     * Returns whether the `X-Request-Id` that the client sent may be kept: exactly one value of 1 to 64 characters,
     * each an ASCII letter or digit, `.`, `_` or `-`. The id goes into logs, so it must not contain anything else.
     */
    // task access-log
    private static boolean isValid(List<String> sent) {
        Todo.report("access-log");
        return false;
    }

    /** Returns a unique id of 64 random bits. It is not a secret, so the fast source is good enough. */
    private static String fresh() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
