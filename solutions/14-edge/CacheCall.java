/**
 * A request on its way through the cache.
 *
 * @param origin what responds to it if the cache does not
 * @param asks its `Cache-Control`
 */
record CacheCall(Request request, CacheKey key, Handler origin, CacheControl asks) {

    static CacheCall of(Request request, String pool, Handler origin) {
        return new CacheCall(request, CacheKey.of(request, pool), origin, CacheControl.of(request));
    }

    Fields fields() {
        return request.head().fields();
    }

    /** Returns the origin's response to the request as it is. */
    Response pass() throws Exception {
        return origin.handle(request);
    }

    /** Returns the origin's response to the request as the cache asks it. @param known null if nothing is stored */
    Response load(StoredResponse known) throws Exception {
        return origin.handle(OriginRequest.of(request, request.context(), known));
    }

    /** Returns a copy that does not end with its client: nothing of it is the connection's. */
    CacheCall apart(RequestContext context) {
        return new CacheCall(OriginRequest.of(request, context, null), key, origin, asks);
    }
}
