package docs.studio.models;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import grader.core.console.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/** Another server that the measured one calls: it has a few workers, and each call takes its time. */
final class SlowService implements AutoCloseable {

    private static final byte[] JSON = "{\"name\":\"Pen\",\"cents\":150}\n".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService workers;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final int room;
    private final ToDoubleFunction<String> seconds;

    /**
     * Starts.
     *
     * @param room how many calls may wait for a worker; others get a 503
     * @param seconds how long a call with such a path takes
     */
    SlowService(int workers, int room, ToDoubleFunction<String> seconds) {
        this.room = workers + room;
        this.seconds = seconds;
        this.workers =
                Executors.newFixedThreadPool(workers, Thread.ofPlatform().daemon().name("service-", 1).factory());
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException error) {
            throw UserError.of(error, "starting a service");
        }
        server.setExecutor(this::enter);
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many calls there were since the last {@link #forget}. */
    int calls() {
        return calls.get();
    }

    /** How many there were at the same time, at most. */
    int most() {
        return most.get();
    }

    void forget() {
        calls.set(0);
        most.set(inside.get());
    }

    private void enter(Runnable call) {
        calls.incrementAndGet();
        int now = inside.incrementAndGet();
        most.accumulateAndGet(now, Math::max);
        Runnable counted = () -> {
            try {
                call.run();
            } finally {
                inside.decrementAndGet();
            }
        };
        if (now > room) {
            Thread.ofPlatform().daemon().start(counted);
        } else {
            workers.execute(counted);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean full = !Thread.currentThread().getName().startsWith("service-");
            if (!full) {
                Thread.sleep((long) (1000 * seconds.applyAsDouble(exchange.getRequestURI().getPath())));
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(full ? 503 : 200, JSON.length);
            exchange.getResponseBody().write(JSON);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
