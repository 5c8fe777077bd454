import java.util.function.BooleanSupplier;

/** A layer that tells clients not to send another request on their connection once the server ends. */
record LastResponses(BooleanSupplier ending) implements Middleware {

    /**
     * Passes the request on. If the server is ending by the time the response is made, that response is the last one of
     * its connection ({@link Response#last}).
     */
    // task finish, until then: return next.handle(request);
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        Response response = next.handle(request);
        return ending.getAsBoolean() ? response.last() : response;
    }
}
