import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The server of all labs up to this one, as a service with phases. From lab 12 on, there is more to some of its parts.
 */
class Shop implements Lifecycle.Service {

    final Flags flags;
    final String[] args;
    private final Lifecycle life;
    private Engine engine;
    private volatile Server server;     // null until it is bound

    /** @param args the command line, which a child of the engine `process` gets, too */
    Shop(Flags flags, String[] args, Lifecycle life) {
        this.flags = flags;
        this.args = args;
        this.life = life;
    }

    static Flags flags(Flags flags) {
        return Configuration.flags(Drain.flags(
                DatabaseRoutes.flags(CachingRoutes.flags(Engines.flags(Application.flags(flags))))));
    }

    /** Returns early if there is a signal: a database may respond slowly, or not at all. */
    @Override
    public void acquire(Resources resources) throws Exception {
        life.interrupt(() -> open(resources));
    }

    /** Opens the admin port first, which can tell from then on that the server is not ready yet. */
    private void open(Resources resources) throws Exception {
        AccessLog log = resources.push("the access log", openLog());
        if (AdminServer.isWanted(flags)) {
            resources.push("the admin port", AdminPort.open(flags, new Router(adminPages())));
        }
        ConnectionPool<Connection, SQLException> pool = resources.push("the pool", openPool());
        openFirst(pool);
        List<Route> routes = routes(pool);
        engine = createEngine(log, routes, new LastResponses(life::isEnding));
    }

    AccessLog openLog() {
        return Server.log(flags);
    }

    ConnectionPool<Connection, SQLException> openPool() throws IOException, InterruptedException {
        return DatabaseRoutes.openPool(flags);
    }

    List<Route> routes(ConnectionPool<Connection, SQLException> pool) throws Exception {
        return DatabaseRoutes.all(flags, pool);
    }

    /** @param outermost layers around all others */
    Engine createEngine(AccessLog log, List<Route> routes, Middleware... outermost) throws IOException {
        Application application = new Application(flags, log, routes, outermost);
        return Engines.of(flags.text("engine")).create(application::connect, application.clock(), flags, args);
    }

    List<Route> adminPages() {
        return List.of(
                new Route("GET", "/live", request -> Response.text(200, "ok\n")),
                new Route("GET", "/ready", request -> life.isReady() ? Response.text(200, "ok\n")
                        : Response.text(503, "not ready\n")),
                new Route("GET", "/queue", request -> Response.of(200, "application/json", queues() + "\n")));
    }

    /** Opens the first connection of a pool, which the first request then need not do. */
    private static void openFirst(ConnectionPool<Connection, SQLException> pool) throws InterruptedException {
        try {
            pool.borrow().close();
        } catch (SQLException failure) {
            // The database was there a moment ago. Each request looks for itself.
        }
    }

    @Override
    public void bind(Resources resources) throws IOException {
        if (engine == null) {
            throw new IllegalStateException("a signal has ended acquire: do not bind");
        }
        server = resources.push("the server", Server.open(flags, engine));
        IO.println(Launcher.labName() + " listening on " + url());
    }

    /** Returns the URL at which clients reach this server, which is bound. */
    String url() {
        return server.url();
    }

    @Override
    public boolean drain() throws IOException, InterruptedException {
        return Drain.of(server, flags).run();
    }

    /** Returns the server; null until it is bound. */
    Server server() {
        return server;
    }

    private String queues() {
        Server bound = server;
        return bound == null ? "{}" : bound.queues();
    }
}
