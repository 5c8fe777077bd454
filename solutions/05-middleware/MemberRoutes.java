import java.util.ArrayList;
import java.util.List;

/** The routes of the server, in three groups: for everyone, for members, and for admins. */
final class MemberRoutes {

    private MemberRoutes() {}

    static Flags flags(Flags flags) {
        return RateLimitFlags.flags(flags).withList("token", "a known client: NAME:ROLE:SECRET", BearerTokens::check);
    }

    /**
     * Returns all routes. The guards are around the routes themselves, so a request that reaches a route has passed its
     * guards.
     */
    static List<Route> routes() {
        List<Route> routes = new ArrayList<>(forAll());
        routes.addAll(MiddlewareChain.wrap(forMembers(), new RequireAuthenticated()));
        routes.addAll(MiddlewareChain.wrap(forAdmins(), new RequireAuthenticated(), new RequireRole("admin")));
        return routes;
    }

    /** Returns {@link #routes} if the flags name a token, otherwise none. For later labs. */
    static List<Route> routes(Flags flags) {
        return flags.isOn("token") ? routes() : List.of();
    }

    /**
     * Returns `core` with the layers around it that the flags ask for: they identify clients, and count their requests.
     * For later labs.
     */
    static Handler withMiddleware(Handler core, Flags flags) {
        Middleware rate = RateLimitFlags.middleware(flags, System::nanoTime);
        Handler limited = flags.isOn("rate") ? MiddlewareChain.wrap(core, rate) : core;
        return flags.isOn("token")
                ? MiddlewareChain.wrap(limited, new Authentication(BearerTokens.of(flags.all("token"))))
                : limited;
    }

    /** Returns the routes for everyone. `/boom` has a fault, and no client may see its message. */
    static List<Route> forAll() {
        return List.of(
                new Route("GET", "/public", request -> Response.text(200, "come in, everybody\n")),
                new Route("GET", "/boom", request -> {
                    throw new IllegalStateException("the key of the cellar is under the third barrel");
                }));
    }

    /** Returns the routes for known clients. */
    static List<Route> forMembers() {
        return List.of(
                new Route("GET", "/private", request -> Response.text(200, "come in, members\n")),
                new Route("GET", "/whoami", MemberRoutes::whoami));
    }

    private static Response whoami(Request request) {
        BearerTokens.Principal user = request.attribute(Authentication.USER);
        return Response.text(200, user.name() + " " + user.role() + "\n");
    }

    static List<Route> forAdmins() {
        return List.of(new Route("GET", "/admin", request -> Response.text(200, "come in, admins\n")));
    }
}
