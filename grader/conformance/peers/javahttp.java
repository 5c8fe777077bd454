//JAVA 25+
//DEPS io.fusionauth:java-http:1.2.0
//SOURCES Address.java
//SOURCES Content.java
//SOURCES DateField.java
//SOURCES Route.java
//COMPILE_OPTIONS -Xlint:all -Werror

package grader.conformance.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fusionauth.http.log.Level;
import io.fusionauth.http.log.SystemOutLoggerFactory;
import io.fusionauth.http.server.HTTPListenerConfiguration;
import io.fusionauth.http.server.HTTPRequest;
import io.fusionauth.http.server.HTTPResponse;
import io.fusionauth.http.server.HTTPServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Locale;

/**
 * java-http of FusionAuth with lab 07's routes. It has a virtual thread for each connection, by itself, and no Date.
 */
class javahttp {

    private static final DateField<String> DATE = new DateField<>(date -> date);

    public static void main(String[] args) throws IOException {
        Address address = Address.of(args);
        InetAddress host = InetAddress.getByName(address.host());
        int port = address.port() == 0 ? free(host) : address.port();
        // standard output is for the line below
        SystemOutLoggerFactory.FACTORY.getLogger(javahttp.class).setLevel(Level.Error);
        new HTTPServer().withHandler(javahttp::handle)
                .withKeepAliveTimeoutDuration(address.idle())
                .withListener(new HTTPListenerConfiguration(host, port))
                .start();
        address.listening("javahttp", port);
    }

    /** It does not tell which port the system has chosen. So this one was free a moment ago. */
    private static int free(InetAddress host) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, host)) {
            return socket.getLocalPort();
        }
    }

    private static void handle(HTTPRequest request, HTTPResponse response) throws Exception {
        Route route = Route.of(request.getMethod().name(), request.getPath());
        response.setHeader("Date", DATE.now());
        switch (route.name()) {
            case "GET /" -> send(response, 200, Content.TEXT, Content.HELLO.getBytes(UTF_8));
            case "GET /json" -> send(response, 200, Content.JSON, Content.json().getBytes(UTF_8));
            case "GET /bytes" -> {
                response.setContentType(Content.BYTES);
                response.setContentLength(route.number());
                Content.letters(route.number(), response.getOutputStream());
            }
            case "GET /chunks" -> {
                response.setContentType(Content.BYTES);
                Content.letters(route.number(), response.getOutputStream());
            }
            case "GET /rows" -> {
                response.setContentType(Content.JSON);
                Content.rows(route.number(), response.getOutputStream());
            }
            case "POST /echo" -> {
                String type = request.getHeader("Content-Type");
                send(response, 200, type == null ? Content.BYTES : type, request.getInputStream().readAllBytes());
            }
            case "GET /fields" -> fields(request, response);
            case "GET /no-content" -> response.setStatus(204);
            case "GET /slow" -> {
                Thread.sleep(route.number());
                send(response, 200, Content.TEXT, Content.HELLO.getBytes(UTF_8));
            }
            case "GET /fail-midway" -> {
                response.setContentType(Content.TEXT);
                response.getOutputStream().write(Content.BEGINNING.getBytes(UTF_8));
                response.flush();
                throw new IllegalStateException("the rest cannot be made");
            }
            case "GET /header" -> {
                response.setHeader("X-Value", String.valueOf(request.getURLParameter("value")));
                send(response, 200, Content.TEXT, Content.HELLO.getBytes(UTF_8));
            }
            case "GET /status" -> status(response, route.number());
            default -> send(response, 404, Content.TEXT, "Not Found\n".getBytes(UTF_8));
        }
    }

    private static void send(HTTPResponse response, int status, String type, byte[] content) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private static void status(HTTPResponse response, long status) throws IOException {
        if (Content.hasStatus(status) && !Content.mayHaveContent(status)) {
            response.setStatus((int) status);
        } else {
            send(response, Content.hasStatus(status) ? (int) status : 404, Content.TEXT,
                    ("status " + status + "\n").getBytes(UTF_8));
        }
    }

    private static void fields(HTTPRequest request, HTTPResponse response) throws IOException {
        StringBuilder text = new StringBuilder();
        request.getHeaders()
                .forEach((name, values) -> values
                        .forEach(value -> text.append(name.toLowerCase(Locale.ROOT))
                                .append(": ")
                                .append(value)
                                .append('\n')));
        send(response, 200, Content.LATIN, text.toString().getBytes(ISO_8859_1));
    }
}
