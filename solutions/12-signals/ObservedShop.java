import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Lab 11's {@link Shop}, which says how it is. */
class ObservedShop extends Shop {

    private LogWriter log;              // null if the log is off
    private ConnectionPool<Connection, SQLException> pool;
    private Application application;
    private int workers;
    private int places;
    private OpenConnections connections;
    private volatile Signals signals;   // null until the routes are known; all above are there then

    ObservedShop(Flags flags, String[] args, Lifecycle life) {
        super(flags, args, life);
    }

    /** Makes the routes from what they share. */
    interface Routes {
        List<Route> of(ConnectionPool<Connection, SQLException> pool) throws Exception;
    }

    static Flags flags(Flags flags) {
        return SignalFlags.flags(Shop.flags(flags));
    }

    /**
     * Returns the application for a child of the engine `process`. Its metrics end with it, and no one asks for them.
     */
    static Application inChild(Flags flags) throws Exception {
        return inChild(flags, pool -> DatabaseRoutes.all(flags, pool), ApplicationLimits.from(flags));
    }

    /** Returns the same with other routes and limits. */
    static Application inChild(Flags flags, Routes all, ApplicationLimits limits) throws Exception {
        LogWriter log = logInChild(flags);
        ConnectionPool<Connection, SQLException> pool = openPool(flags);
        List<Route> routes = all.of(pool);
        return application(flags, log, limits, new Router(routes), signals(flags, log, routes));
    }

    /** Returns the application for a child that has no database, with something else in place of the router. */
    static Application inChild(Flags flags, ApplicationLimits limits, Handler core) {
        LogWriter log = logInChild(flags);
        return application(flags, log, limits, core, signals(flags, log, List.of()));
    }

    private static LogWriter logInChild(Flags flags) {
        String where = Server.logPlace(flags);
        return where.equals("off") ? null : LogWriter.inChild(where);
    }

    @Override
    AccessLog openLog() {
        String where = Server.logPlace(flags);
        log = where.equals("off") ? null : LogWriter.open(where, flags.number("log-queue"));
        return text(log);
    }

    /** Returns the log; null if it is off. */
    LogWriter log() {
        return log;
    }

    @Override
    ConnectionPool<Connection, SQLException> openPool() throws IOException, InterruptedException {
        pool = createPool();
        return pool;
    }

    ConnectionPool<Connection, SQLException> createPool() throws IOException, InterruptedException {
        return openPool(flags);
    }

    private static ConnectionPool<Connection, SQLException> openPool(Flags flags)
            throws IOException, InterruptedException {
        return DatabaseRoutes.openPool(flags,
                connector -> SignalFlags.isOn(flags, "trace") ? new TracedConnector(connector) : connector);
    }

    @Override
    Engine createEngine(AccessLog text, List<Route> routes, Middleware... outermost) throws IOException {
        Signals all = signals(flags, log, routes);
        application = application(flags, log, limits(), core(routes), all, outermost);
        connections = new OpenConnections(all.traffic());
        Engine engine = new ObservedEngine(around(Engines.of(flags.text("engine"))
                .create(protocols(connections.observe(application::connect)), application.clock(), flags, args)), all);
        workers = engine.maxConnections(flags.number("workers"));
        places = engine.maxWaiting(flags.number("queue"), workers);
        signals = all;
        return engine;
    }

    private static Signals signals(Flags flags, LogWriter log, List<Route> routes) {
        return new Signals(routes, log != null && SignalFlags.isJson(flags) ? log::log : null);
    }

    /** Returns the router for these routes, or what takes its place. */
    Handler core(List<Route> routes) throws IOException {
        return new Router(routes);
    }

    /** Returns what creates the protocol of a connection: `http`, or a protocol around it. */
    Function<Peer, Protocol> protocols(Function<Peer, Protocol> http) throws IOException {
        return http;
    }

    /** Returns the engine that serves connections with `engine`. */
    Engine around(Engine engine) {
        return engine;
    }

    ApplicationLimits limits() {
        return ApplicationLimits.from(flags);
    }

    private static Application application(Flags flags, LogWriter log, ApplicationLimits limits, Handler core,
            Signals signals, Middleware... others) {
        List<Middleware> outermost = new ArrayList<>();
        outermost.add(new SignalsLayer(signals, SignalFlags.isOn(flags, "server-timing")));
        if (SignalFlags.isOn(flags, "trace")) {
            outermost.add(new Tracing());
        }
        outermost.addAll(Arrays.asList(others));
        AccessLog text = text(SignalFlags.isJson(flags) ? null : log);
        return new Application(flags, text, new SystemClock(true), limits, core,
                outermost.toArray(Middleware[]::new));
    }

    /** Returns the log of lab 05's lines, which go nowhere if `log` is null. */
    private static AccessLog text(LogWriter log) {
        return new AccessLog(log == null ? null : new QueuedLog(log));
    }

    @Override
    List<Route> adminPages() {
        List<Route> pages = new ArrayList<>(super.adminPages());
        pages.add(new Route("GET", "/metrics", request -> MetricsWriter.page(request, this::expose)));
        pages.add(new Route("GET", "/slow", request -> new SlowPage(
                signals == null ? new SlowRequests(System::nanoTime) : signals.slow()).handle(request)));
        return pages;
    }

    /** Puts out all metrics. Until the routes are known, there are only those of the process and the log. */
    void expose(MetricsWriter out) {
        if (signals == null) {
            ProcessUsage.expose(out);
        } else {
            signals.expose(out);
            new Saturation(server(), workers, places, connections, application, pool).expose(out);
        }
        if (log != null) {
            log.queue().expose(out);
        }
    }
}
