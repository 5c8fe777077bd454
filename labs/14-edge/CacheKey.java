// Given: nothing in this file is for you to write.
import java.util.List;
import java.util.Locale;

/**
 * What a response is stored under: the URI, and all else in its request that may lead to another response without being
 * named by `Vary`. The URI is as the client has sent it, with the host in lower case: two spellings of one URI are two
 * keys, which is never wrong.
 *
 * @param uri such as `https://shop.example/a?b`; what is written to is a URI
 * @param scope where the request goes, and as whom it introduces itself there
 * @param credentials whether the request says who its user is
 */
record CacheKey(String uri, String scope, boolean credentials) {

    /** Backends may make links and redirects of these, and trusted peers may send them. */
    private static final List<String> FORWARDED =
            List.of("x-forwarded-host", "x-forwarded-port", "x-forwarded-prefix", "x-forwarded-proto");

    /** @param pool the name of the backends that the request goes to: another route may have other pages */
    static CacheKey of(Request request, String pool) {
        Fields fields = request.head().fields();
        String scheme = request.context().peer() != null && request.context().peer().isSecure() ? "https" : "http";
        String host = EdgeTarget.host(request.head()).toLowerCase(Locale.ROOT);
        return new CacheKey(scheme + "://" + host + EdgeTarget.of(request.head()), scope(fields, pool),
                fields.has("authorization") || fields.has("cookie"));
    }

    private static String scope(Fields fields, String pool) {
        StringBuilder scope = new StringBuilder(pool).append('\n').append(fields.values("host"));
        for (String name : FORWARDED) {
            scope.append('\n').append(fields.values(name));
        }
        for (String element : String.join(";", fields.list("forwarded")).split(";")) {
            String pair = element.strip().toLowerCase(Locale.ROOT);
            if (pair.startsWith("host=") || pair.startsWith("proto=")) {
                scope.append('\n').append(pair);
            }
        }
        return scope.toString().toLowerCase(Locale.ROOT);
    }
}
