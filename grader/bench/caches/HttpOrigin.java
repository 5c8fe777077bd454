package grader.bench.caches;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import grader.bench.harness.Work;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** A server on this machine, which makes the content from nothing: the JDK's, asked by the JDK's client. */
final class HttpOrigin implements Work {

    private final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    HttpOrigin() throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");   // or a response may wait 40 ms for the client's ACK
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", HttpOrigin::respond);
        server.start();
    }

    private static void respond(HttpExchange exchange) throws IOException {
        byte[] content =
                Savings.json(Integer.parseInt(exchange.getRequestURI().getPath().substring(1))).getBytes(UTF_8);
        exchange.sendResponseHeaders(200, content.length);
        try (var out = exchange.getResponseBody()) {
            out.write(content);
        }
    }

    @Override
    public long once(int number) throws Exception {
        InetSocketAddress address = server.getAddress();
        URI uri = URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/" + number);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray()).body().length;
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.stop(0);
    }
}
