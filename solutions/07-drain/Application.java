import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the connections of a server share: routes and the layers of lab 05 around them, limits, a clock and buffers.
 */
final class Application {

    private final ExceptionBoundary server;
    private final ApplicationLimits limits;
    private final Clock clock;
    private final BufferPool buffers = new BufferPool(Runtime.getRuntime().maxMemory() / 4);

    Application(Flags flags, List<Route> routes) {
        this(flags, Server.log(flags), routes);
    }

    /** @param outermost layers around all others */
    Application(Flags flags, AccessLog log, List<Route> routes, Middleware... outermost) {
        this(flags, log, new SystemClock(!log.isOff()), ApplicationLimits.from(flags), new Router(routes), outermost);
    }

    /**
     * @param clock says whether the times of requests at the stops are needed
     * @param core the router, or what takes its place
     */
    Application(Flags flags, AccessLog log, Clock clock, ApplicationLimits limits, Handler core,
            Middleware... outermost) {
        Middleware logging = log.isOff() ? (request, next) -> next.handle(request)
                : new Logging(log, System::nanoTime);
        this.server = new ExceptionBoundary(MiddlewareChain.wrap(
                MiddlewareChain.wrap(MemberRoutes.withMiddleware(core, flags),
                        new RequestId(),
                        logging,
                        cors(flags, core),
                        new ErrorHandling(),
                        new RejectHttps()),
                outermost));
        this.limits = limits;
        this.clock = clock;
    }

    private static Middleware cors(Flags flags, Handler core) {
        return core instanceof PassesOn && !flags.isOn("origin") ? (request, next) -> next.handle(request)
                : Cors.of(flags.all("origin"));
    }

    static Flags flags(Flags flags) {
        return Cors.flags(MemberRoutes.flags(ShopRoutes.flags(ConnectionLimits.flags(Server.flags(flags)))));
    }

    /** Returns the routes up to this lab, to which later labs add theirs. */
    static List<Route> routes(Flags flags) throws IOException {
        return routes(flags, ShopRoutes.routes(flags));
    }

    /** Returns the routes up to this lab, with other routes in place of those of lab 06. */
    static List<Route> routes(Flags flags, List<Route> shop) throws IOException {
        List<Route> routes = new ArrayList<>(DemoRoutes.routes());
        routes.addAll(shop);
        routes.addAll(MemberRoutes.routes(flags));
        return routes;
    }

    Clock clock() {
        return clock;
    }

    /** Returns the buffers for responses. */
    BufferPool buffers() {
        return buffers;
    }

    /** Returns the memory for the content of requests. */
    BodyBudget bodies() {
        return limits.memory();
    }

    /** Returns the protocol for a new connection. */
    Protocol connect(Peer peer) {
        return new HttpConnection(peer, server, limits.connections(), clock, buffers, limits.admission());
    }
}
