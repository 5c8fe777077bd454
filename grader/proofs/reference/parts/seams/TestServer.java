import java.io.IOException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Lab 07's server with one part exchanged: its engine, or its protocol. */
final class TestServer {

    private TestServer() {}

    /** With the routes of lab 07 and these, inside these layers; handlers may take `handlerMillis` milliseconds. */
    static Server open(Function<Function<Peer, Protocol>, Engine> engine,
            UnaryOperator<Function<Peer, Protocol>> around,
            int handlerMillis, List<Route> more, Middleware... layers) throws IOException {
        Clock clock = new SystemClock(true);
        Flags flags = ConnectionLimits
                .flags(Server.flags(new Flags(new String[] {"--port", "0", "--admin-port", "0", "--workers", "1000"})));
        List<Route> routes = new ArrayList<>(DemoRoutes.routes());
        routes.addAll(more);
        List<Middleware> all = new ArrayList<>(Arrays.asList(layers));
        all.addAll(List.of(new ErrorHandling(), new RejectHttps()));
        ExceptionBoundary handler = new ExceptionBoundary(
                MiddlewareChain.wrap(new Router(routes), all.toArray(Middleware[]::new)));
        ConnectionLimits limits = new ConnectionLimits(10_000, 10_000, handlerMillis, 10_000, 1 << 24);
        BufferPool buffers = new BufferPool(1 << 24);
        Admission bodies = admission(new BodyBudget(1 << 24));
        return Server.open(flags, engine.apply(
                around.apply(client -> new HttpConnection(client, handler, limits, clock, buffers, bodies))));
    }

    /** Also CONNECT, which has no content. */
    static Admission admission(Admission others) {
        return (head, context, maxBody) -> head.method().equals("CONNECT") ? new BufferedContent(0, new BodyBudget(0))
                : others.admit(head, context, maxBody);
    }

    static Engine blocking(Function<Peer, Protocol> protocols) {
        return new BlockingEngine(protocols, new SystemClock(false));
    }

    static Engine thread(Function<Peer, Protocol> protocols) {
        return new ThreadPerConnection(protocols, new SystemClock(false), ThreadPerConnection.platformThreads());
    }

    static Engine virtual(Function<Peer, Protocol> protocols) {
        return new ThreadPerConnection(protocols, new SystemClock(false), ThreadPerConnection.virtualThreads());
    }

    static Engine loop(Function<Peer, Protocol> protocols) {
        return loop(protocols, new SystemClock(false));
    }

    static EventLoop loop(Function<Peer, Protocol> protocols, Clock clock) {
        try {
            return new EventLoop(protocols, clock, Thread.ofPlatform().daemon(), LoopDriver::workHere);
        } catch (IOException error) {
            throw new IllegalStateException(error);
        }
    }

    static Engine hybrid(Function<Peer, Protocol> protocols) {
        try {
            return new EventLoop(protocols, new SystemClock(false), Thread.ofVirtual(), LoopDriver::handOver);
        } catch (IOException error) {
            throw new IllegalStateException(error);
        }
    }

    static UnaryOperator<Function<Peer, Protocol>> tls(KeyStore keys, char[] password) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return protocols -> client -> {
            SSLEngine engine = context.createSSLEngine();
            engine.setUseClientMode(false);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"http/1.1"});
            engine.setSSLParameters(parameters);
            return new TlsProtocol(engine, client, protocols);
        };
    }
}
