/**
 * Turns every exception from further in into a problem, so that the layers further out always have a response in hand.
 *
 * <p>The client learns that something went wrong, and by which id it can ask about it. What went wrong is for who runs
 * the server: messages and stack traces tell an attacker what the server is made of. Page: docs/pages/lab05.adoc.
 */
final class ErrorHandling implements Middleware {

    /** What {@link #attempt} came to, {@link #withRequestId} with the id of the request. */
    // task errors, until then: return next.handle(request);
    @Override
    public Response handle(Request request, Handler next) throws Exception {
        return withRequestId(attempt(request, next), request.attribute(RequestId.ID));
    }

    /**
     * Passes the request on. An {@link HttpException} is a refusal, and becomes the problem with its status and
     * message. Anything else is a {@link #fault}, and becomes a 500 problem that says nothing of it.
     */
    // task errors
    private static Response attempt(Request request, Handler next) {
        try {
            return next.handle(request);
        } catch (HttpException refusal) {
            return Problem.of(refusal);
        } catch (Exception | Error any) {       // An Error, too: a StackOverflowError must not cost a worker.
            fault(request, any);
            return Problem.of(500, "the server has a fault");
        }
    }

    /**
     * A problem ({@link Problem#isProblem}) with one member more, `requestId`. Any other response as it is; each of
     * them if `id` is null.
     */
    // task errors, until then: return response;
    private static Response withRequestId(Response response, String id) {
        return id != null && Problem.isProblem(response) ? Problem.with(response, "requestId", id) : response;
    }

    /** Tells who runs the server which request failed, and why. */
    private static void fault(Request request, Throwable fault) {
        System.err.println("request " + request.attribute(RequestId.ID) + " failed:");
        fault.printStackTrace();
    }
}
