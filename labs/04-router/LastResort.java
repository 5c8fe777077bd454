/**
 * A handler that always has an answer: whatever another one throws costs one request, and no connection of anybody
 * else's. Given.
 */
record LastResort(Handler handler) implements Handler {

    @Override
    public Response handle(Request request) {
        try {
            return handler.handle(request);
        } catch (HttpError refusal) {
            return Problem.of(refusal);
        } catch (Exception fault) {
            return faulty(fault);
        }
    }

    @Override
    public Response refuse(HttpError refusal) {
        try {
            return handler.refuse(refusal);
        } catch (RuntimeException fault) {
            return faulty(fault);
        }
    }

    private static Response faulty(Exception fault) {
        fault.printStackTrace();        // For who runs the server; the client learns only that there is a fault.
        return Problem.of(500, "the server has a fault");
    }
}
