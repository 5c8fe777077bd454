import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What a shared cache may store, and for which requests it may be used (RFC 9111). */
final class CacheRules {

    /** Methods that change nothing (RFC 9110 §9.2.1). CONNECT has no resource that it could change. */
    static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "CONNECT");

    /** Responses that are complete, final, and no failure of a server. */
    private static final Set<Integer> STATUSES = Set.of(200, 203, 204, 300, 301, 302, 307, 308, 404, 410);

    private CacheRules() {}

    /**
     * Returns whether a response may be stored for others (RFC 9111 §3, §3.5, §5.2). All of these must hold:
     *
     * <ul> <li>the method is GET, and the status one of {@link #STATUSES};</li> <li>neither the request nor the
     * response says `no-store`, and the response does not say `private`; its `Cache-Control` is valid;</li> <li>if the
     * request has `Authorization` or `Cookie`, the response says `public` or `s-maxage`: it is for all;</li> <li>it
     * does not set a cookie, and does not vary with everything (`Vary: *`);</li> <li>it can be used again
     * ({@link #isUseful}).</li> </ul>
     *
     * @param key of the request
     */
    // task cache
    static boolean mayStore(Request request, CacheKey key, int status, List<Field> fields, Freshness freshness) {
        CacheControl control = CacheControl.of(fields, "Cache-Control");
        boolean forAll = control.has("public") || control.has("s-maxage");
        return request.head().method().equals("GET") && STATUSES.contains(status)
                && !CacheControl.of(request).has("no-store") && !control.has("no-store")
                && control.valid() && !control.has("private") && (!key.credentials() || forAll)
                && FieldLines.values(fields, "Set-Cookie").isEmpty()
                && !FieldLines.names(fields, "Vary").contains("*")
                && isUseful(status, fields, freshness);
    }

    /**
     * Returns whether a response may be of use later: it says itself how caches may use it, and it is fresh for a time,
     * may be stale for a time, or can be validated.
     */
    private static boolean isUseful(int status, List<Field> fields, Freshness freshness) {
        CacheControl control = CacheControl.of(fields, "Cache-Control");
        boolean says = !control.directives().isEmpty() || !FieldLines.values(fields, "Expires").isEmpty();
        boolean validated = status == 200 && StoredResponse.canBeValidated(fields);
        long stale = Math.max(control.seconds("stale-while-revalidate"), control.seconds("stale-if-error"));
        boolean fresh = freshness.remaining(freshness.received()) + nanos(stale) > 0;
        return says && (validated || fresh && !control.has("no-cache"));
    }

    /**
     * Returns whether a request can be answered by a cache at all. It asks for nothing but a representation: it has no
     * content, does not switch the protocol, and has no condition that only the origin can evaluate (RFC 9111 §4.3.2).
     */
    static boolean mayLookUp(Request request) {
        Head head = request.head();
        Fields fields = head.fields();
        Framing content = Framing.of(head);
        return (head.method().equals("GET") || head.method().equals("HEAD"))
                && request.failure() == null && !content.chunked() && content.length() == 0
                && !fields.has("upgrade") && !fields.has("if-match") && !fields.has("if-unmodified-since");
    }

    /** Returns whether the response to a request may be stored, and others may wait for it: it is for all of a GET. */
    static boolean mayLoad(Request request) {
        return request.head().method().equals("GET") && !request.head().fields().has("range")
                && !CacheControl.of(request).has("no-store");
    }

    /**
     * Returns why a request has to be forwarded, in the words of RFC 9211 §2.2, although this is stored; null if it
     * need not. Stored responses are used while they are fresh. A request may want more (RFC 9111 §5.2.1): `no-cache`,
     * an age of at most `max-age`, or that it stays fresh for `min-fresh`. A cache need not do that; this one does.
     *
     * @param stored null if nothing is
     */
    static String whyForwarded(StoredResponse stored, CacheControl request, long now) {
        if (stored == null) {
            return "miss";
        }
        long left = stored.freshness().remaining(now);
        if (left <= 0) {
            return "stale";
        }
        boolean wantsMore = request.has("no-cache")
                || request.has("max-age") && stored.freshness().age(now) > nanos(request.seconds("max-age"))
                || left < nanos(request.seconds("min-fresh"));
        return wantsMore ? "request" : null;
    }

    private static long nanos(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
