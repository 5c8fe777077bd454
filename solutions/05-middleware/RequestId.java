import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The outermost layer: gives each request a name, by which the client, the log and everybody behind can speak of it.
 *
 * <p>The id is an attribute of the request on its way in, and a field of the response on its way out. Page:
 * docs/pages/lab05.adoc.
 */
final class RequestId implements Middleware {

    /** The id of a request. */
    static final Attribute<String> ID = new Attribute<>("request-id");
    private static final String FIELD = "X-Request-Id";

    /**
     * Passes the request on with its {@link #id} as the attribute {@link #ID}. The response gets the same id as the
     * field {@link #FIELD}.
     */
    // task onion, until then: return next.handle(request);
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        String id = id(request);
        request.setAttribute(ID, id);
        return next.handle(request).with(FIELD, id);
    }

    /** The client's own id if it may be kept, else a fresh one. */
    private static String id(Request request) {
        List<String> sent = request.head().fields().values("x-request-id");
        return isValid(sent) ? sent.getFirst() : fresh();
    }

    /**
     * Whether what the client sent as `X-Request-Id` may be kept: exactly one value, of 1 to 64 characters, each of
     * them an ASCII letter or digit, `.`, `_` or `-`. It is going to stand in logs, so nothing else may be in it.
     */
    // task access-log, until then: return false;
    private static boolean isValid(List<String> sent) {
        return sent.size() == 1 && sent.getFirst().matches("[A-Za-z0-9._-]{1,64}");
    }

    /** An id that nobody else has: 64 random bits. It is no secret, so the fast source is good enough. */
    private static String fresh() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
