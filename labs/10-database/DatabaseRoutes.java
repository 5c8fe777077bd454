// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The shop with a database: its flags, its start, and its routes, which replace those of lab 06. */
final class DatabaseRoutes {

    private static final long START_NANOS = TimeUnit.MINUTES.toNanos(3);

    private DatabaseRoutes() {}

    static Flags flags(Flags flags) {
        return PoolSettings.flags(DatabaseUrl.flags(flags));
    }

    /** Brings the database up to date, and returns a pool. No connection is in it yet. */
    static ConnectionPool<Connection, SQLException> openPool(Flags flags)
            throws IOException, InterruptedException {
        return openPool(flags, UnaryOperator.identity());
    }

    /** @param around makes what opens the connections of the pool from what opens them without it */
    static ConnectionPool<Connection, SQLException> openPool(Flags flags, UnaryOperator<Connector> around)
            throws IOException, InterruptedException {
        DatabaseUrl url = DatabaseUrl.from(flags);
        PoolSettings settings = PoolSettings.from(flags);
        Customers customers = Customers.from(flags);
        VirtualThreads.prepare();       // for all calls of the driver
        if (Engines.of(flags.text("engine")) != Engines.STDIO) {      // The parent has done it for its children.
            start(url, customers);
        }
        ConnectionPool<Connection, SQLException> pool =
                new ConnectionPool<>(new JdbcConnectionFactory(around.apply(url)), settings, System::nanoTime);
        if (settings.leak() > 0) {
            new LeakWatch(pool, settings.leak(), System::nanoTime).start();
        }
        return pool;
    }

    /** Returns all routes up to this lab. */
    static List<Route> all(Flags flags, ConnectionPool<Connection, SQLException> pool) throws Exception {
        return all(flags, pool, ShopRoutes.pricing(flags), CatalogRoutes.catalog(flags));
    }

    /** Returns the same routes, with what they know prices and products from. */
    static List<Route> all(Flags flags, ConnectionPool<Connection, SQLException> pool, PriceSource pricing,
            Catalog catalog) throws Exception {
        return CachingRoutes.routes(flags, Application.routes(flags, routes(flags, pool, pricing)), catalog);
    }

    /** Ends with an exception if the database does not respond, or this thread is interrupted. */
    private static void start(DatabaseUrl url, Customers customers) throws InterruptedException {
        try {
            BoundedCall.interrupted(START_NANOS, () -> {
                Migrator.migrate(url, Migrations.all());
                try (Connection connection = url.open()) {
                    CustomerTable.write(connection, customers);
                }
                return null;
            }, late -> {}, DatabaseErrors::silent);
        } catch (SQLException failure) {
            throw new UsageException("--database " + url.name() + " failed: " + DatabaseErrors.line(failure));
        }
        IO.println(Launcher.labName() + " database " + url);
    }

    private static List<Route> routes(Flags flags, ConnectionPool<Connection, SQLException> pool,
            PriceSource pricing) throws IOException {
        DatabaseUrl url = DatabaseUrl.from(flags);
        Database database = new Database(pool, new Semaphore(url.writers(), true), url.timeout());
        DatabaseCheckout checkout = new DatabaseCheckout(new CheckoutValidator(Coupons.from(flags)),
                pricing, database);
        List<Route> routes = new ArrayList<>(List.of(
                new Route("POST", "/checkout", ShopRoutes.warmedUp(checkout)),
                new Route("GET", "/orders/{id}", checkout::find),
                new Route("GET", "/products", new ProductSearch(database))));
        routes.addAll(MiddlewareChain.wrap(List.of(new Route("GET", "/orders", new OrderHistory(database))),
                new RequireAuthenticated()));
        routes.addAll(new ForgetfulRoutes(pool).routes());
        return MiddlewareChain.wrap(routes, new DatabaseErrors());
    }
}
