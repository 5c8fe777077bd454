//JAVA 25+
//DEPS io.undertow:undertow-core:2.4.4.Final
//RUNTIME_OPTIONS --sun-misc-unsafe-memory-access=allow
//SOURCES Address.java
//SOURCES Content.java
//COMPILE_OPTIONS -Xlint:all -Werror

package grader.conformance.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.Locale;

/**
 * Undertow with lab 07's routes, on its own router. Handlers run on its loops; those that stream or wait, on its worker
 * threads.
 */
class undertow {

    public static void main(String[] args) {
        Address address = Address.of(args);
        Undertow.Builder builder = Undertow.builder()
                .addHttpListener(address.port(), address.host())
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, (int) address.idle().toMillis())
                .setHandler(address.files() == null ? routes()
                        : Handlers.path(routes())
                                .addPrefixPath("/files",
                                        Handlers.resource(new PathResourceManager(address.files()))));
        if (address.threads() > 0) {
            builder.setWorkerThreads(address.threads());
        }
        Undertow server = builder.build();
        server.start();
        address.listening("undertow", ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort());
    }

    private static HttpHandler routes() {
        return Handlers.routing()
                .get("/", exchange -> send(exchange, Content.TEXT, Content.HELLO.getBytes(UTF_8)))
                .get("/json", exchange -> send(exchange, Content.JSON, Content.json().getBytes(UTF_8)))
                .get("/bytes/{n}", undertow::bytes)
                .get("/chunks/{n}",
                        new BlockingHandler(
                                exchange -> Content.letters(number(exchange), begin(exchange, Content.BYTES))))
                .get("/rows/{n}",
                        new BlockingHandler(exchange -> Content.rows(number(exchange), begin(exchange, Content.JSON))))
                .post("/echo", exchange -> exchange.getRequestReceiver().receiveFullBytes((same, content) -> {
                    String type = same.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
                    send(same, type == null ? Content.BYTES : type, content);
                }))
                .get("/fields", undertow::fields)
                .get("/no-content", exchange -> exchange.setStatusCode(204))
                .get("/slow/{n}", new BlockingHandler(exchange -> {
                    Thread.sleep(number(exchange));
                    send(exchange, Content.TEXT, Content.HELLO.getBytes(UTF_8));
                }))
                .get("/fail-midway", new BlockingHandler(exchange -> {
                    OutputStream out = begin(exchange, Content.TEXT);
                    out.write(Content.BEGINNING.getBytes(UTF_8));
                    out.flush();
                    throw new IllegalStateException("the rest cannot be made");
                }))
                .get("/header", exchange -> {
                    Deque<String> values = exchange.getQueryParameters().get("value");
                    exchange.getResponseHeaders()
                            .put(new HttpString("X-Value"), values == null ? "" : values.getFirst());
                    send(exchange, Content.TEXT, Content.HELLO.getBytes(UTF_8));
                })
                .get("/status/{n}", undertow::status);
    }

    private static void send(HttpServerExchange exchange, String type, byte[] content) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        exchange.getResponseSender().send(ByteBuffer.wrap(content));
    }

    private static OutputStream begin(HttpServerExchange exchange, String type) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        return exchange.getOutputStream();
    }

    private static long number(HttpServerExchange exchange) {
        return Long.parseLong(exchange.getQueryParameters().get("n").getFirst());
    }

    private static void bytes(HttpServerExchange exchange) throws Exception {
        long count = number(exchange);
        if (count <= Content.PART) {
            send(exchange, Content.BYTES, Content.letters(count));
        } else {
            new BlockingHandler(same -> {
                same.setResponseContentLength(count);
                Content.letters(count, begin(same, Content.BYTES));
            }).handleRequest(exchange);
        }
    }

    private static void fields(HttpServerExchange exchange) {
        StringBuilder text = new StringBuilder();
        exchange.getRequestHeaders()
                .forEach(values -> values
                        .forEach(value -> text.append(values.getHeaderName().toString().toLowerCase(Locale.ROOT))
                                .append(": ")
                                .append(value)
                                .append('\n')));
        send(exchange, Content.LATIN, text.toString().getBytes(ISO_8859_1));
    }

    private static void status(HttpServerExchange exchange) {
        long status = number(exchange);
        exchange.setStatusCode(Content.hasStatus(status) ? (int) status : 404);
        if (Content.mayHaveContent(status)) {
            send(exchange, Content.TEXT, ("status " + status + "\n").getBytes(UTF_8));
        }
    }
}
