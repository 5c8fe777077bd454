import java.util.ArrayList;
import java.util.List;

/** What the server has to offer: routes in three groups, by who may come. */
final class MemberRoutes {

    private MemberRoutes() {}

    static Flags flags(Flags flags) {
        return RateLimitFlags.flags(flags).withList("token", "who is known: NAME:ROLE:SECRET", BearerTokens::check);
    }

    /** The guards stand around the routes, so whatever way leads to a route leads past its guards. */
    static List<Route> routes() {
        List<Route> routes = new ArrayList<>(forAll());
        routes.addAll(MiddlewareChain.wrap(forMembers(), new RequireAuthenticated()));
        routes.addAll(MiddlewareChain.wrap(forAdmins(), new RequireAuthenticated(), new RequireRole("admin")));
        return routes;
    }

    /** For later labs: {@link #routes}, if a token is known. */
    static List<Route> routes(Flags flags) {
        return flags.isOn("token") ? routes() : List.of();
    }

    /** For later labs: `core`, and around it what the flags ask for, to know clients and to count their requests. */
    static Handler around(Handler core, Flags flags) {
        Middleware rate = RateLimitFlags.layer(flags, System::nanoTime);
        Handler limited = flags.isOn("rate") ? MiddlewareChain.wrap(core, rate) : core;
        return flags.isOn("token")
                ? MiddlewareChain.wrap(limited, new Authentication(BearerTokens.of(flags.all("token"))))
                : limited;
    }

    /** For everybody. `/boom` has a fault, and its message is for nobody outside. */
    static List<Route> forAll() {
        return List.of(
                new Route("GET", "/public", request -> Response.text(200, "come in, everybody\n")),
                new Route("GET", "/boom", request -> {
                    throw new IllegalStateException("the key of the cellar is under the third barrel");
                }));
    }

    /** For whoever is known. */
    static List<Route> forMembers() {
        return List.of(
                new Route("GET", "/private", request -> Response.text(200, "come in, members\n")),
                new Route("GET", "/whoami", MemberRoutes::whoami));
    }

    private static Response whoami(Request request) {
        BearerTokens.Owner user = request.attribute(Authentication.USER);
        return Response.text(200, user.name() + " " + user.role() + "\n");
    }

    static List<Route> forAdmins() {
        return List.of(new Route("GET", "/admin", request -> Response.text(200, "come in, admins\n")));
    }
}
