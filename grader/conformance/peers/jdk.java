//JAVA 25+
//SOURCES Address.java
//SOURCES Content.java
//SOURCES Route.java
//COMPILE_OPTIONS -Xlint:all -Werror

package grader.conformance.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.Executors;

/**
 * The JDK's server with lab 07's routes. Each request has a virtual thread: without an executor there would be one
 * thread for all.
 */
class jdk {

    /** By itself it keeps 200, and ends all others. */
    private static final String IDLE = "10000";
    private static final int NO_CONTENT = -1;
    private static final int CHUNKED = 0;

    public static void main(String[] args) throws IOException {
        Address address = Address.of(args);
        System.setProperty("sun.net.httpserver.idleInterval", String.valueOf(address.idle().toSeconds()));
        System.setProperty("sun.net.httpserver.maxIdleConnections", IDLE);
        HttpServer server = HttpServer.create(new InetSocketAddress(address.host(), address.port()), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", jdk::handle);
        if (address.files() != null) {
            server.createContext("/files/", SimpleFileServer.createFileHandler(address.files().toAbsolutePath()));
        }
        server.start();
        address.listening("jdk", server.getAddress().getPort());
    }

    private static void handle(HttpExchange exchange) throws IOException {
        Route route = Route.of(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
        switch (route.name()) {
            case "GET /" -> send(exchange, 200, Content.TEXT, Content.HELLO);
            case "GET /json" -> send(exchange, 200, Content.JSON, Content.json());
            case "GET /bytes" -> {
                begin(exchange, 200, Content.BYTES, route.number() == 0 ? NO_CONTENT : route.number());
                Content.letters(isHead(exchange) ? 0 : route.number(), exchange.getResponseBody());
            }
            case "GET /chunks" -> {
                begin(exchange, 200, Content.BYTES, CHUNKED);
                Content.letters(isHead(exchange) ? 0 : route.number(), exchange.getResponseBody());
            }
            case "GET /rows" -> {
                begin(exchange, 200, Content.JSON, CHUNKED);
                if (!isHead(exchange)) {
                    Content.rows(route.number(), exchange.getResponseBody());
                }
            }
            case "POST /echo" -> echo(exchange);
            case "GET /fields" -> fields(exchange);
            case "GET /no-content" -> exchange.sendResponseHeaders(204, NO_CONTENT);
            case "GET /slow" -> {
                sleep(route.number());
                send(exchange, 200, Content.TEXT, Content.HELLO);
            }
            case "GET /fail-midway" -> {
                begin(exchange, 200, Content.TEXT, CHUNKED);
                exchange.getResponseBody().write(Content.BEGINNING.getBytes(UTF_8));
                exchange.getResponseBody().flush();
                throw new IllegalStateException("the rest cannot be made");
            }
            case "GET /header" -> {
                exchange.getResponseHeaders().set("X-Value", Content.value(exchange.getRequestURI().getRawQuery()));
                send(exchange, 200, Content.TEXT, Content.HELLO);
            }
            case "GET /status" -> status(exchange, route.number());
            default -> send(exchange, 404, Content.TEXT, "Not Found\n");
        }
        exchange.close();
    }

    private static void begin(HttpExchange exchange, int status, String type, long length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (isHead(exchange) && length > 0) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(length));
        }
        exchange.sendResponseHeaders(status, isHead(exchange) ? NO_CONTENT : length);
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        send(exchange, status, type, text.getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] content) throws IOException {
        begin(exchange, status, type, content.length == 0 ? NO_CONTENT : content.length);
        if (!isHead(exchange)) {
            exchange.getResponseBody().write(content);
        }
    }

    private static void echo(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        send(exchange, 200, type == null ? Content.BYTES : type, exchange.getRequestBody().readAllBytes());
    }

    private static void fields(HttpExchange exchange) throws IOException {
        StringBuilder text = new StringBuilder();
        exchange.getRequestHeaders()
                .forEach((name, values) -> values
                        .forEach(value -> text.append(name.toLowerCase(Locale.ROOT))
                                .append(": ")
                                .append(value)
                                .append('\n')));
        send(exchange, 200, Content.LATIN, text.toString().getBytes(ISO_8859_1));
    }

    private static void status(HttpExchange exchange, long status) throws IOException {
        if (Content.hasStatus(status) && !Content.mayHaveContent(status)) {
            exchange.sendResponseHeaders((int) status, NO_CONTENT);
        } else {
            send(exchange, Content.hasStatus(status) ? (int) status : 404, Content.TEXT, "status " + status + "\n");
        }
    }

    private static void sleep(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stop) {
            throw new IOException(stop);
        }
    }
}
