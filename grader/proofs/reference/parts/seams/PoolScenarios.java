import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** Lab 10's pool, with connections to another server than a database. Every method returns what it has seen. */
final class PoolScenarios {

    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONG = TimeUnit.MINUTES.toNanos(1);

    private PoolScenarios() {}

    /** What may be used, checked if it has been idle at all. */
    private static ConnectionPool<Socket, IOException> pool(SocketFactory sockets, int size, long timeout,
            LongSupplier nanos) {
        return new ConnectionPool<>(sockets, new PoolSettings(size, timeout, 0, LONG), nanos);
    }

    private static SocketFactory opening() throws IOException {
        SocketFactory sockets = new SocketFactory();
        sockets.opens.countDown();
        return sockets;
    }

    private static int ask(ConnectionPool<Socket, IOException> pool) throws IOException, InterruptedException {
        try (Lease<Socket> lease = pool.borrow()) {
            return SocketFactory.ask(lease);
        }
    }

    private static String failure(ConnectionPool<Socket, IOException> pool) throws InterruptedException {
        try (Lease<Socket> lease = pool.borrow()) {
            return "got one on port " + lease.connection().getLocalPort();
        } catch (IOException failure) {
            return failure.getMessage();
        }
    }

    /** The connection that was returned last is the next. */
    static String reusesConnections() throws Exception {
        try (SocketFactory sockets = opening();
                ConnectionPool<Socket, IOException> pool = pool(sockets, 2, LONG, System::nanoTime)) {
            String seen = ask(pool) + ", again " + ask(pool);
            try (Lease<Socket> one = pool.borrow(); Lease<Socket> two = pool.borrow()) {
                seen += ", both " + SocketFactory.ask(one) + " " + SocketFactory.ask(two);
                one.close();
            }
            try (Lease<Socket> one = pool.borrow(); Lease<Socket> two = pool.borrow()) {
                return seen + ", then " + SocketFactory.ask(one) + " " + SocketFactory.ask(two);
            }
        }
    }

    static String replacesBrokenConnections() throws Exception {
        try (SocketFactory sockets = opening();
                ConnectionPool<Socket, IOException> pool = pool(sockets, 1, LONG, System::nanoTime)) {
            String seen = String.valueOf(ask(pool));
            sockets.closeLatest();
            try (Lease<Socket> lease = pool.borrow()) {
                seen += ", closed by its peer " + SocketFactory.ask(lease);
                lease.markBroken();
            }
            return seen + ", failed in use " + ask(pool);
        }
    }

    /** A connection that is opened too late is there for the next borrower. */
    static String waitsOnceForConnections() throws Exception {
        try (SocketFactory sockets = new SocketFactory();
                ConnectionPool<Socket, IOException> pool = pool(sockets, 1, SHORT, System::nanoTime)) {
            String silent = failure(pool);
            String none = failure(pool);
            sockets.opens.countDown();
            int[] number = new int[1];
            SeamScenarios.await(() -> {
                try {
                    number[0] = ask(pool);
                } catch (IOException early) {
                    // It is on its way.
                }
                return number[0] > 0;
            });
            return silent + ", then " + none + ", then " + number[0];
        }
    }

    /** Those that are idle are closed at once, the others when they are returned. */
    static String closesConnections() throws Exception {
        try (SocketFactory sockets = opening();
                ConnectionPool<Socket, IOException> pool = pool(sockets, 2, LONG, System::nanoTime)) {
            int idle;
            try (Lease<Socket> borrowed = pool.borrow()) {
                ask(pool);
                pool.close();
                SeamScenarios.await(() -> sockets.closed.get() == 1);
                SocketFactory.ask(borrowed);
                idle = sockets.closed.get();
            }
            SeamScenarios.await(() -> sockets.closed.get() == 2);
            return "idle " + idle + ", borrowed " + sockets.closed + ", " + failure(pool);
        }
    }

    static String namesBorrowers() throws Exception {
        try (SocketFactory sockets = opening();
                ConnectionPool<Socket, IOException> pool = pool(sockets, 1, LONG, System::nanoTime)) {
            StackTraceElement place;
            try (Lease<Socket> borrowed = pool.borrow()) {
                SocketFactory.ask(borrowed);
                place = pool.leasesBefore(System.nanoTime()).getFirst().place();
            }
            List<Lease<Socket>> left = pool.leasesBefore(System.nanoTime());
            return place.getClassName().replace("parts.", "") + "." + place.getMethodName() + ", then " + left.size();
        }
    }

    /** A lease that cannot be made takes neither a connection nor a permit. */
    static String keepsConnectionsWithoutLease() throws Exception {
        AtomicBoolean fails = new AtomicBoolean();
        LongSupplier nanos = () -> {
            boolean leases = StackWalker.getInstance()
                    .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("lease")));
            if (leases && fails.getAndSet(false)) {
                throw new OutOfMemoryError("no room");
            }
            return System.nanoTime();
        };
        try (SocketFactory sockets = opening();
                ConnectionPool<Socket, IOException> pool = pool(sockets, 1, LONG, nanos)) {
            ask(pool);
            fails.set(true);
            try (Lease<Socket> lease = pool.borrow()) {
                return "a lease of " + SocketFactory.ask(lease);
            } catch (OutOfMemoryError expected) {
                return expected.getMessage() + ", then " + ask(pool);
            }
        }
    }

    /** An unchecked exception is for who reads the log; the request that returns a connection has its result. */
    static String closesConnectionsWithoutReset() throws Exception {
        try (SocketFactory sockets = opening();
                ConnectionPool<Socket, IOException> pool = pool(sockets, 1, LONG, System::nanoTime)) {
            sockets.resets = false;
            int first = ask(pool);
            SeamScenarios.await(() -> sockets.closed.get() == 1);
            return first + " is closed, then " + ask(pool);
        }
    }
}
