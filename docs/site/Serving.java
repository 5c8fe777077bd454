package docs.site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import grader.lab.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/** `site --serve`: the built site by HTTP, for this machine only. What is not there is answered as GitHub Pages does. */
final class Serving implements AutoCloseable {

    private final HttpServer server;

    private Serving(HttpServer server) {
        this.server = server;
    }

    /** @param port 0: a free one */
    static Serving begin(Path folder, int port) {
        HttpServer server;
        try {
            Files.createDirectories(folder);
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        } catch (IOException | IllegalArgumentException error) {
            throw new Problem("--serve=" + port + ": " + error.getMessage(), "give another port, or none: --serve takes a free one");
        }
        HttpHandler files = SimpleFileServer.createFileHandler(folder);
        server.createContext("/", exchange -> {
            if (exchange.getRequestMethod().equals("GET") && !Files.exists(file(folder, exchange))) {
                notFound(folder, exchange);
            } else {
                files.handle(exchange);
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return new Serving(server);
    }

    private static Path file(Path folder, HttpExchange exchange) {
        return folder.resolve("." + exchange.getRequestURI().getPath()).normalize();
    }

    private static void notFound(Path folder, HttpExchange exchange) throws IOException {
        byte[] page = Files.readAllBytes(folder.resolve(NotFound.FILE));
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(404, page.length);
        try (exchange; var body = exchange.getResponseBody()) {
            body.write(page);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
