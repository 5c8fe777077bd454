/**
 * A handler that always returns a response. An exception or error from the handler it wraps costs one request, and
 * never the connection of another client.
 */
record ExceptionBoundary(Handler handler) implements Handler {

    @Override
    public Response handle(Request request) {
        request.context().reached(RequestStage.MIDDLEWARE);
        try {
            Response response = handler.handle(request);
            if (request.failure() == null || response.status() >= 400) {
                return response;
            }
            response.close();
            return Problem.of(request.failure());       // The handler ignored the failure.
        } catch (HttpException refusal) {
            return Problem.of(refusal);
        } catch (Exception | Error fault) {
            // For the operators of the server. The client learns only that there is a fault.
            Faults.report(fault);
            return Problem.of(500, "the server has a fault");
        }
    }
}
