/** A layer that gives each request its place in a trace. Inner layers, upstream servers and the log refer to it. */
final class Tracing implements Middleware {

    /** Passes the request on with its {@link TraceContext} as the attribute {@link PassedOn#KEY}. */
    // task trace, until then: return next.handle(request);
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        request.setAttribute(PassedOn.KEY, TraceContext.from(request.head().fields()));
        return next.handle(request);
    }
}
