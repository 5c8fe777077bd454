// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lab 12's {@link ObservedShop}, which goes on while something around it fails. */
class GuardedShop extends ObservedShop {

    private final Guards guards;
    private final Failures failures;

    GuardedShop(Flags flags, String[] args, Lifecycle life) {
        super(flags, args, life);
        this.guards = Guards.from(flags);
        this.failures = Failures.from(flags);
    }

    static Flags flags(Flags flags) {
        return Guards.flags(ObservedShop.flags(flags));
    }

    /** Returns the application for a child of the engine `process`. Its breakers are its own. */
    static Application inChild(Flags flags) throws Exception {
        Guards guards = Guards.from(flags);
        return ObservedShop.inChild(flags, pool -> routes(flags, pool, guards, List::copyOf), guards.limits());
    }

    @Override
    List<Route> routes(ConnectionPool<Connection, SQLException> pool) throws Exception {
        failures.prepare(flags);
        return routes(flags, pool, guards, failures::around);
    }

    private static List<Route> routes(Flags flags, ConnectionPool<Connection, SQLException> pool, Guards guards,
            UnaryOperator<List<Route>> innermost) throws Exception {
        PriceSource pricing =
                new GuardedPrices(ShopRoutes.pricing(flags), guards.upstream("pricing"), new LastPrices());
        Catalog catalog = new GuardedCatalog(CatalogRoutes.catalog(flags), guards.upstream("catalog"));
        List<Route> routes = new ArrayList<>(DatabaseRoutes.all(flags, pool, pricing, catalog));
        routes.addAll(PaymentRoutes.routes(flags, guards.upstream("payments")));
        return Bulkhead.around(MiddlewareChain.wrap(innermost.apply(routes), new StalePrices()), flags);
    }

    @Override
    public void bind(Resources resources) throws IOException {
        super.bind(resources);
        failures.start(this);
    }

    @Override
    Engine createEngine(AccessLog text, List<Route> routes, Middleware... outermost) throws IOException {
        List<Middleware> layers = new ArrayList<>(List.of(outermost));
        layers.add(guards.shedding());
        return super.createEngine(text, routes, layers.toArray(Middleware[]::new));
    }

    @Override
    Engine around(Engine engine) {
        return LimitedEngine.around(engine, flags);
    }

    @Override
    ApplicationLimits limits() {
        return guards.limits();
    }

    @Override
    List<Route> adminPages() {
        List<Route> pages = new ArrayList<>(super.adminPages());
        pages.add(new Route("GET", "/breakers",
                request -> Response.of(200, "application/json", guards.breakers() + "\n")));
        return pages;
    }

    @Override
    void expose(MetricsWriter out) {
        super.expose(out);
        guards.expose(out);
    }
}
