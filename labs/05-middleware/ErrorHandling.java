/**
 * Turns every exception from further in into a problem, so that the layers further out always have a response in hand.
 *
 * <p>The client learns that something went wrong, and by which id it can ask about it. What went wrong is for who runs
 * the server: messages and stack traces tell an attacker what the server is made of. Page: docs/pages/lab05.adoc.
 */
final class ErrorHandling implements Middleware {

    /** What {@link #attempt} came to, {@link #withRequestId} with the id of the request. */
    // task errors
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        Todo.report("errors");
        return next.handle(request);
    }

    /**
     * Passes the request on. An {@link HttpException} is a refusal, and becomes the problem with its status and
     * message. Anything else is a {@link #fault}, and becomes a 500 problem that says nothing of it.
     */
    // task errors
    private static Response attempt(Request request, Handler next) {
        throw new Todo("errors");
    }

    /**
     * A problem ({@link Problem#isProblem}) with one member more, `requestId`. Any other response as it is; each of
     * them if `id` is null.
     */
    // task errors
    private static Response withRequestId(Response response, String id) {
        Todo.report("errors");
        return response;
    }

    /** Tells who runs the server which request failed, and why. */
    private static void fault(Request request, Throwable fault) {
        System.err.println("request " + request.attribute(RequestId.ID) + " failed:");
        fault.printStackTrace();
    }
}
