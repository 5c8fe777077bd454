// Given: nothing in this file is for you to write.
import java.io.IOException;

/**
 * The admin port from this lab on: a {@link Server} of its own, whose pages are a handler. A page sees the fields of
 * its request, and its response may have any content type.
 *
 * <p>It shares neither workers nor a queue nor an engine with the server that it reports on. Its threads are platform
 * threads, because the handlers of the other server may occupy all carriers of virtual threads.
 */
final class AdminPort {

    private static final int MAX_CONNECTIONS = 64;
    private static final ConnectionLimits LIMITS = new ConnectionLimits(2_000, 2_000, 2_000, 2_000, 8 * 1024);

    private AdminPort() {}

    /**
     * Opens the port that the flags name, and prints its address. Each response is the last one on its connection, so
     * that no client keeps its place. A client that finds no place gets a 503.
     */
    static Server open(Flags flags, Handler pages) throws IOException {
        ExceptionBoundary boundary = new ExceptionBoundary(pages);
        ExceptionBoundary handler = new ExceptionBoundary(request -> boundary.handle(request).last());
        Clock clock = new SystemClock(false);
        BufferPool buffers = new BufferPool(MAX_CONNECTIONS * BufferPool.SIZE);
        BodyBudget bodies = new BodyBudget(MAX_CONNECTIONS * LIMITS.maxBody());
        Server server = Server.open(settings(flags), new ThreadPerConnection(
                client -> new HttpConnection(client, handler, LIMITS, clock, buffers, bodies), clock,
                ThreadPerConnection.platformThreads()));
        IO.println(Launcher.labName() + " admin on " + server.url());
        return server;
    }

    private static Flags settings(Flags flags) {
        return Server.flags(new Flags(new String[] {"--host", flags.text("host"), "--port", flags.text("admin-port"),
                "--workers", String.valueOf(MAX_CONNECTIONS), "--queue", "0", "--overload", "reject"}));
    }
}
