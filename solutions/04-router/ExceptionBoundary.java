/**
 * A handler that always has an answer: whatever another one throws costs one request, and no connection of another
 * client.
 */
record ExceptionBoundary(Handler handler) implements Handler {

    @Override
    public Response handle(Request request) {
        try {
            Response response = handler.handle(request);
            if (request.failure() == null || response.status() >= 400) {
                return response;
            }
            response.close();
            return Problem.of(request.failure());       // The handler has not looked.
        } catch (HttpException refusal) {
            return Problem.of(refusal);
        } catch (Exception fault) {
            // For the people who run the server; the client learns only that there is a fault.
            fault.printStackTrace();
            return Problem.of(500, "the server has a fault");
        }
    }
}
