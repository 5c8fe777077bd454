import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Routes whose handlers share state between connections, and routes that show which process they run in. */
final class SharedRoutes {

    private static final int MAX_VISITS = 10_000_000;

    private final Visits visits;
    private final Seats seats;

    private SharedRoutes(Gap gap) {
        this.visits = new Visits(gap);
        this.seats = new Seats(gap);
    }

    static Flags flags(Flags flags) {
        return flags.withNumber("gap", 0, 0, Integer.MAX_VALUE,
                "how long a handler waits between two steps for another one to get there, in milliseconds");
    }

    static List<Route> routes(Flags flags) {
        SharedRoutes shared = new SharedRoutes(new Gap(flags.number("gap")));
        return List.of(
                new Route("POST", "/visits", request -> shared.visit(1)),
                new Route("POST", "/visits/{n}", request -> shared.visit(DemoRoutes.number(request, "n"))),
                new Route("PUT", "/seats/{seat}", shared::take),
                new Route("GET", "/seats/{seat}", shared::owner),
                new Route("GET", "/pid", request -> Response.text(200, ProcessHandle.current().pid() + "\n")),
                new Route("GET", "/crash", request -> crash()));
    }

    private Response visit(long times) throws InterruptedException {
        if (times < 1 || times > MAX_VISITS) {
            throw new HttpException(404, "this route counts 1 to " + MAX_VISITS + " visits");
        }
        long count = 0;
        for (long i = 0; i < times; i++) {
            count = visits.add();
        }
        return Response.text(200, count + "\n");
    }

    private Response take(Request request) throws InterruptedException {
        String seat = request.pathParameter("seat");
        return seats.take(seat, new String(request.content(), UTF_8))
                ? Response.empty(204)
                : Problem.of(409, "seat " + seat + " is taken");
    }

    private Response owner(Request request) {
        String seat = request.pathParameter("seat");
        String owner = seats.owner(seat);
        return owner == null ? Problem.of(404, "seat " + seat + " is free") : Response.text(200, owner + "\n");
    }

    /** Ends the process immediately, as a bug in native code would. */
    private static Response crash() {
        Runtime.getRuntime().halt(1);
        throw new IllegalStateException("not reached");
    }
}
