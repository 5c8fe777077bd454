package grader.conformance.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.InputStream;
import java.util.Locale;

/** Lab 07's routes on Vert.x. */
final class VertxHandler implements Handler<HttpServerRequest> {

    private static final DateField<CharSequence> DATE = new DateField<>(HttpHeaders::createOptimized);

    private final Vertx vertx;

    VertxHandler(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Route route = Route.of(request.method().name(), request.path());
        HttpServerResponse response = request.response().putHeader(HttpHeaders.DATE, DATE.now());
        switch (route.name()) {
            case "GET /" -> text(response, 200, Content.HELLO);
            case "GET /json" -> response.putHeader("Content-Type", Content.JSON).end(Content.json());
            case "GET /bytes" -> letters(response, route.number());
            case "GET /chunks" ->
                stream(response.setChunked(true), Content.BYTES, Content.letterStream(route.number()));
            case "GET /rows" -> stream(response.setChunked(true), Content.JSON, Content.rowStream(route.number()));
            case "POST /echo" -> {
                String type = request.getHeader("Content-Type");
                request.body()
                        .onSuccess(content -> response.putHeader("Content-Type", type == null ? Content.BYTES : type)
                                .end(content));
            }
            case "GET /fields" -> response.putHeader("Content-Type", Content.LATIN)
                    .end(Buffer.buffer(fields(request).getBytes(ISO_8859_1)));
            case "GET /no-content" -> response.setStatusCode(204).end();
            case "GET /slow" ->
                vertx.setTimer(Math.max(1, route.number()), timer -> text(response, 200, Content.HELLO));
            case "GET /fail-midway" -> {
                response.setChunked(true).putHeader("Content-Type", Content.TEXT).write(Content.BEGINNING);
                response.reset();       // Vert.x closes nothing when a handler throws: it has to be said.
            }
            case "GET /header" ->
                text(response.putHeader("X-Value", Content.value(request.query())), 200, Content.HELLO);
            case "GET /status" -> status(response, route.number());
            default -> text(response, 404, "Not Found\n");
        }
    }

    private static void text(HttpServerResponse response, int status, String text) {
        response.setStatusCode(status).putHeader("Content-Type", Content.TEXT).end(text);
    }

    private static void letters(HttpServerResponse response, long count) {
        if (count <= Content.PART) {
            response.putHeader("Content-Type", Content.BYTES).end(Buffer.buffer(Content.letters(count)));
        } else {
            stream(response.putHeader("Content-Length", String.valueOf(count)), Content.BYTES,
                    Content.letterStream(count));
        }
    }

    private static void stream(HttpServerResponse response, String type, InputStream content) {
        response.putHeader("Content-Type", type);
        new Pump(content, response).run();
    }

    private static void status(HttpServerResponse response, long status) {
        if (Content.hasStatus(status) && !Content.mayHaveContent(status)) {
            response.setStatusCode((int) status).end();
        } else {
            text(response, Content.hasStatus(status) ? (int) status : 404, "status " + status + "\n");
        }
    }

    private static String fields(HttpServerRequest request) {
        StringBuilder text = new StringBuilder();
        request.headers()
                .forEach((name,
                        value) -> text.append(name.toLowerCase(Locale.ROOT)).append(": ").append(value).append('\n'));
        return text.toString();
    }
}
