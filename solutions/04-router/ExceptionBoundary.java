import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * A handler that always returns a response. An exception or error from the handler it wraps costs one request, and
 * never the connection of another client. Here the turn of a request begins ({@link RequestContext#begin}).
 */
record ExceptionBoundary(Handler handler, LongSupplier deadline, BooleanSupplier cancelled) implements Handler {

    ExceptionBoundary(Handler handler) {
        this(handler, () -> Long.MAX_VALUE, () -> false);
    }

    /** Returns the same handler for requests that have a deadline and may be cancelled. */
    ExceptionBoundary limitedBy(LongSupplier deadline, BooleanSupplier cancelled) {
        return new ExceptionBoundary(handler, deadline, cancelled);
    }

    @Override
    public Response handle(Request request) {
        RequestContext context = request.context();
        context.reached(RequestStage.MIDDLEWARE);
        context.begin(deadline.getAsLong(), cancelled);
        try {
            Response response = context.call(() -> handler.handle(request));
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
