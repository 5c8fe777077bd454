package parts;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

/**
 * The labs' server with the interface of the JDK's, as far as the studio uses that: one handler for all paths, which
 * runs on a virtual thread. It has its own threads, so it needs no executor.
 */
final class ReferenceServer extends HttpServer {

    /** Milliseconds. A grading goes on for minutes, and its lines come with pauses. */
    private static final int LONG = 60 * 60 * 1000;
    private static final int USUAL = 60 * 1000;
    /** The studio itself rejects what is too long, with words of its own. */
    private static final int MOST_CONTENT = 80 * 1024 * 1024;
    private static final long MEMORY = 256L * 1024 * 1024;

    private final InetSocketAddress address;
    private final Server server;
    private volatile HttpHandler handler;       // null until the studio has set it

    ReferenceServer(InetSocketAddress wanted) throws IOException {
        Flags flags = ConnectionLimits.flags(Server.flags(new Flags(new String[] {
                "--host", wanted.getAddress().getHostAddress(), "--port", String.valueOf(wanted.getPort()),
                "--workers", "10000"})));
        Clock clock = new SystemClock(true);
        ConnectionLimits limits = new ConnectionLimits(USUAL, USUAL, LONG, USUAL, MOST_CONTENT);
        BufferPool buffers = new BufferPool(MEMORY);
        BodyBudget bodies = new BodyBudget(MEMORY);
        ExceptionBoundary boundary = new ExceptionBoundary(this::respond);
        try {
            server = Server.open(flags, new ThreadPerConnection(
                    client -> new HttpConnection(client, boundary, limits, clock, buffers, bodies), clock,
                    ThreadPerConnection.virtualThreads()));
        } catch (UsageException taken) {
            throw new BindException(taken.getMessage());
        }
        address = new InetSocketAddress(wanted.getAddress(), java.net.URI.create(server.url()).getPort());
    }

    private Response respond(Request request) throws Exception {
        if (request.failure() != null) {
            throw request.failure();
        }
        if (handler == null) {
            throw new HttpException(503, "the studio is starting");
        }
        ReferenceExchange exchange = new ReferenceExchange(request, address);
        Thread.ofPlatform().daemon().start(() -> exchange.run(handler));
        return exchange.response();
    }

    @Override
    public HttpContext createContext(String path, HttpHandler all) {
        handler = all;
        return null;
    }

    @Override
    public InetSocketAddress getAddress() {
        return address;
    }

    @Override
    public void start() {}

    @Override
    public void setExecutor(Executor executor) {}

    @Override
    public void stop(int seconds) {
        try {
            server.close();
        } catch (IOException gone) {
            // It is closed.
        }
    }

    @Override
    public void bind(InetSocketAddress other, int backlog) {
        throw new UnsupportedOperationException("it is bound already");
    }

    @Override
    public Executor getExecutor() {
        throw new UnsupportedOperationException("it has its own threads");
    }

    @Override
    public HttpContext createContext(String path) {
        throw new UnsupportedOperationException("give a handler");
    }

    @Override
    public void removeContext(String path) {
        throw new UnsupportedOperationException("there is one context");
    }

    @Override
    public void removeContext(HttpContext context) {
        throw new UnsupportedOperationException("there is one context");
    }
}
