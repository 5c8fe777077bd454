/** A layer that gives each request its place in a trace. Inner layers, upstream servers and the log refer to it. */
final class Tracing implements Middleware {

    /** Passes the request on with its {@link TraceContext} as the attribute {@link PassedOn#KEY}. */
    // task trace
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        Todo.report("trace");
        return next.handle(request);
    }
}
