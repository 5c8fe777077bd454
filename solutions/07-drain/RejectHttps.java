/**
 * Rejects requests for `https` resources on a connection that is not secured: an origin server must not respond as if
 * it were (RFC 9110 §7.4). Only a target in absolute form states its scheme.
 */
final class RejectHttps implements Middleware {

    private static final String SECURE = "https:";

    @Override
    public Response handle(Request request, Handler next) throws Exception {
        if (!request.context().peer().isSecure()
                && request.head().rawTarget().regionMatches(true, 0, SECURE, 0, SECURE.length())) {
            throw new HttpException(421, "this connection is not secured, so it serves no https resources");
        }
        return next.handle(request);
    }
}
