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
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/** Another server that the measured one calls: it has a few workers, and each call takes its time. */
final class SlowService implements AutoCloseable {

    private static final byte[] JSON = "{\"name\":\"Pen\",\"cents\":150}\n".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private final Semaphore workers;
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
        this.workers = new Semaphore(workers, true);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException error) {
            throw UserError.of(error, "starting a service");
        }
        server.setExecutor(threads);
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

    /** A call counts here, and not where the server runs something: that is also what follows a closed connection. */
    private void serve(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        int now = inside.incrementAndGet();
        most.accumulateAndGet(now, Math::max);
        boolean full = now > room;
        try (exchange) {
            if (!full) {
                work(exchange.getRequestURI().getPath());
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(full ? 503 : 200, JSON.length);
            exchange.getResponseBody().write(JSON);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } finally {
            inside.decrementAndGet();
        }
    }

    private void work(String path) throws InterruptedException {
        workers.acquire();
        try {
            Thread.sleep((long) (1000 * seconds.applyAsDouble(path)));
        } finally {
            workers.release();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
