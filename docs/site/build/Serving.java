package docs.site.build;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import grader.core.files.Gzip;
import docs.site.shell.NotFound;
import grader.core.console.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * `site --serve`: the built site by HTTP, for this machine only. It answers as GitHub Pages does: 404.html, and gzip.
 */
public final class Serving implements AutoCloseable {

    private static final Map<String, String> TYPES =
            Map.of("html", "text/html; charset=utf-8", "css", "text/css", "js", "text/javascript",
                    "json", "application/json", "xml", "application/xml", "txt", "text/plain; charset=utf-8", "svg",
                    "image/svg+xml");

    private final HttpServer server;
    private final Path folder;

    /** @param port 0: a free one */
    public Serving(Path folder, int port) {
        this.folder = folder.toAbsolutePath().normalize();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        } catch (IOException | IllegalArgumentException error) {
            throw new UserError("--serve=" + port + ": " + error.getMessage(),
                    "give another port, or none: --serve takes a free one");
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = folder.resolve("." + exchange.getRequestURI().getPath()).normalize();
            if (Files.isDirectory(file)) {
                file = file.resolve("index.html");
            }
            boolean there = file.startsWith(folder) && Files.isRegularFile(file);
            send(exchange, there ? 200 : 404, there ? file : folder.resolve(NotFound.FILE));
        }
    }

    private static void send(HttpExchange exchange, int status, Path file) throws IOException {
        String name = file.getFileName().toString();
        byte[] body = Files.readAllBytes(file);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type",
                TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream"));
        if (Gzip.isAccepted(exchange.getRequestHeaders().getFirst("Accept-Encoding"))) {
            headers.set("Content-Encoding", "gzip");
            body = Gzip.packed(body);
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
