//JAVA 25+
//DEPS io.helidon.webserver:helidon-webserver:4.5.0
//SOURCES Address.java
//SOURCES Content.java
//COMPILE_OPTIONS -Xlint:all -Werror

package grader.conformance.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** Helidon SE with lab 07's routes, on its own router. It has a virtual thread for each connection, by itself. */
class helidon {

    public static void main(String[] args) {
        Address address = Address.of(args);
        WebServer server = WebServer.builder()
                .host(address.host())
                .port(address.port())
                .idleConnectionTimeout(address.idle())
                .connectionOptions(options -> options.readTimeout(address.idle()))
                .routing(helidon::routes)
                .build()
                .start();
        address.listening("helidon", server.port());
    }

    private static void routes(HttpRouting.Builder routing) {
        routing.get("/", (request, response) -> send(response, Content.TEXT, Content.HELLO.getBytes(UTF_8)))
                .get("/json", (request, response) -> send(response, Content.JSON, Content.json().getBytes(UTF_8)))
                .get("/bytes/{n}", helidon::bytes)
                .get("/chunks/{n}", (request, response) -> {
                    try (OutputStream out = begin(response, Content.BYTES)) {
                        Content.letters(number(request), out);
                    }
                })
                .get("/rows/{n}", (request, response) -> {
                    try (OutputStream out = begin(response, Content.JSON)) {
                        Content.rows(number(request), out);
                    }
                })
                .post("/echo", (request, response) -> send(response,
                        request.headers().first(HeaderNames.CONTENT_TYPE).orElse(Content.BYTES),
                        request.content().as(byte[].class)))
                .get("/fields", helidon::fields)
                .get("/no-content", (request, response) -> response.status(Status.NO_CONTENT_204).send())
                .get("/slow/{n}", (request, response) -> {
                    Thread.sleep(number(request));
                    send(response, Content.TEXT, Content.HELLO.getBytes(UTF_8));
                })
                .get("/fail-midway", (request, response) -> {
                    OutputStream out = begin(response, Content.TEXT);
                    out.write(Content.BEGINNING.getBytes(UTF_8));
                    out.flush();
                    throw new IllegalStateException("the rest cannot be made");
                })
                .get("/header", (request, response) -> {
                    response.header(HeaderNames.create("X-Value"), request.query().first("value").orElse(""));
                    send(response, Content.TEXT, Content.HELLO.getBytes(UTF_8));
                })
                .get("/status/{n}", helidon::status);
    }

    private static void send(ServerResponse response, String type, byte[] content) {
        response.header(HeaderNames.CONTENT_TYPE, type).send(content);
    }

    private static OutputStream begin(ServerResponse response, String type) {
        return response.header(HeaderNames.CONTENT_TYPE, type).outputStream();
    }

    private static long number(ServerRequest request) {
        return Long.parseLong(request.path().pathParameters().get("n"));
    }

    private static void bytes(ServerRequest request, ServerResponse response) throws IOException {
        long count = number(request);
        if (count <= Content.PART) {
            send(response, Content.BYTES, Content.letters(count));
            return;
        }
        response.contentLength(count);
        try (OutputStream out = begin(response, Content.BYTES)) {
            Content.letters(count, out);
        }
    }

    private static void fields(ServerRequest request, ServerResponse response) {
        StringBuilder text = new StringBuilder();
        request.headers()
                .forEach(field -> field.allValues()
                        .forEach(value -> text.append(field.name().toLowerCase(Locale.ROOT))
                                .append(": ")
                                .append(value)
                                .append('\n')));
        send(response, Content.LATIN, text.toString().getBytes(ISO_8859_1));
    }

    private static void status(ServerRequest request, ServerResponse response) {
        long status = number(request);
        response.status(Content.hasStatus(status) ? Status.create((int) status) : Status.NOT_FOUND_404);
        if (Content.mayHaveContent(status)) {
            send(response, Content.TEXT, ("status " + status + "\n").getBytes(UTF_8));
        } else {
            response.send();
        }
    }
}
