/**
 * The outermost layer: it sees each request first, and its response last.
 *
 * @param serverTiming whether responses have the field `Server-Timing`
 */
record SignalsLayer(Signals signals, boolean serverTiming) implements Middleware {

    @Override
    public Response handle(Request request, Handler next) throws Exception {
        Response response = next.handle(request);
        signals.observe(request, response.status());
        return serverTiming ? ServerTiming.add(response, request.context()) : response;
    }
}
