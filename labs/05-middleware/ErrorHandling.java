/**
 * A layer that turns every exception from further in into a problem, so that the layers further out always get a
 * response.
 *
 * <p>The client learns that something went wrong, and gets an id to ask about it. Only the operator of the server
 * learns what went wrong: messages and stack traces tell an attacker how the server is built. Page:
 * docs/pages/lab05.adoc.
 */
final class ErrorHandling implements Middleware {

    /**
     * Passes the request on, and returns a response in any case. An {@link HttpException} becomes the problem with its
     * status and message, anything else a 500 problem that does not describe it. A problem tells the id of the request,
     * if that is known, as its member `requestId`.
     */
    // task errors
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        Todo.report("errors");
        return next.handle(request);
    }

    /**
     * Passes the request on. An {@link HttpException} means that the request is rejected, and becomes the problem with
     * its status and message. Anything else is a {@link #fault}, and becomes a 500 problem that does not describe it.
     */
    // task errors
    private static Response attempt(Request request, Handler next) {
        throw new Todo("errors");
    }

    /**
     * Returns a problem ({@link Problem#isProblem}) with one more member, `requestId`. Returns any other response
     * unchanged. If `id` is null, returns every response unchanged.
     */
    // task errors
    private static Response withRequestId(Response response, String id) {
        Todo.report("errors");
        return response;
    }

    /** Tells the operator of the server which request failed, and why. */
    private static void fault(Request request, Throwable fault) {
        System.err.println("request " + request.attribute(RequestId.ID) + " failed:");
        Faults.report(fault);
    }
}
