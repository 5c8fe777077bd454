//JAVA 25+
//DEPS org.microhttp:microhttp:0.11
//SOURCES Address.java
//SOURCES Content.java
//SOURCES DateField.java
//SOURCES Route.java
//COMPILE_OPTIONS -Xlint:all -Werror

package grader.conformance.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.microhttp.EventLoop;
import org.microhttp.Header;
import org.microhttp.NoopLogger;
import org.microhttp.Options;
import org.microhttp.Request;
import org.microhttp.Response;

/**
 * microhttp with lab 07's routes: one event loop per processor, and handlers on the loops. A handler that blocks gets a
 * virtual thread. It has no streams: a response is built as a whole, so `/chunks` and `/rows` come with a length, and
 * `/fail-midway` is a 500. It has no Date of its own.
 */
class microhttp {

    private static final DateField<Header> DATE = new DateField<>(date -> new Header("Date", date));
    private static final int MOST_CONTENT = 16 * 1024 * 1024;

    public static void main(String[] args) throws IOException, InterruptedException {
        Address address = Address.of(args);
        Options options = Options.builder()
                .withHost(address.host())
                .withPort(address.port())
                .withRequestTimeout(address.idle())
                .build();
        EventLoop loop = new EventLoop(options, NoopLogger.instance(), microhttp::handle);
        loop.start();
        address.listening("microhttp", loop.getPort());
        loop.join();
    }

    private static void handle(Request request, Consumer<Response> answer) {
        String[] target = request.uri().split("\\?", 2);
        Route route = Route.of(request.method(), target[0]);
        if (route.name().equals("GET /slow")) {
            Thread.startVirtualThread(() -> {
                sleep(route.number());
                answer.accept(text(200, "OK", Content.HELLO));
            });
        } else {
            answer.accept(respond(request, route, target.length == 1 ? "" : target[1]));
        }
    }

    private static Response respond(Request request, Route route, String query) {
        return switch (route.name()) {
            case "GET /" -> text(200, "OK", Content.HELLO);
            case "GET /json" -> of(200, "OK", Content.JSON, Content.json().getBytes(UTF_8));
            case "GET /bytes", "GET /chunks" ->
                route.number() > MOST_CONTENT ? text(501, "Not Implemented", "too long to be made whole\n")
                        : of(200, "OK", Content.BYTES, letters(route.number()));
            case "GET /rows" ->
                of(200, "OK", Content.JSON, all(Content.rowStream(Math.min(route.number(), MOST_CONTENT))));
            case "POST /echo" ->
                of(200, "OK", Optional.ofNullable(request.header("Content-Type")).orElse(Content.BYTES),
                        request.body() == null ? new byte[0] : request.body());
            case "GET /fields" -> of(200, "OK", Content.LATIN, fields(request).getBytes(ISO_8859_1));
            case "GET /no-content" -> new Response(204, "No Content", List.of(DATE.now()), new byte[0]);
            case "GET /header" -> new Response(200, "OK",
                    List.of(DATE.now(), new Header("Content-Type", Content.TEXT),
                            new Header("X-Value", Content.value(query))),
                    Content.HELLO.getBytes(UTF_8));
            case "GET /status" -> status(route.number());
            case "GET /fail-midway" -> text(500, "Internal Server Error", Content.BEGINNING);
            default -> text(404, "Not Found", "Not Found\n");
        };
    }

    private static Response status(long status) {
        if (!Content.hasStatus(status)) {
            return text(404, "Not Found", "Not Found\n");
        }
        return Content.mayHaveContent(status) ? text((int) status, "Status", "status " + status + "\n")
                : new Response((int) status, "Status", List.of(DATE.now()), new byte[0]);
    }

    private static Response text(int status, String reason, String text) {
        return of(status, reason, Content.TEXT, text.getBytes(UTF_8));
    }

    private static Response of(int status, String reason, String type, byte[] content) {
        return new Response(status, reason, List.of(DATE.now(), new Header("Content-Type", type)), content);
    }

    private static byte[] letters(long count) {
        return count <= Content.PART ? Content.letters(count) : all(Content.letterStream(count));
    }

    private static byte[] all(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException never) {
            throw new IllegalStateException(never);
        }
    }

    private static String fields(Request request) {
        StringBuilder text = new StringBuilder();
        request.headers()
                .forEach(field -> text.append(field.name().toLowerCase(Locale.ROOT))
                        .append(": ")
                        .append(field.value())
                        .append('\n'));
        return text.toString();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
