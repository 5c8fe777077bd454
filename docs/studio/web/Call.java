package docs.studio.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import grader.core.files.Gzip;
import grader.core.console.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One request and its response. */
public final class Call {

    private static final JsonMapper JSON = new JsonMapper();
    /** Of a request's body: more than any file of a lab. */
    private static final int MOST_BYTES = 1 << 20;
    private static final int WORTH_PACKING = 1000;
    private static final int MOST_PASSED = 1 << 26;

    private final HttpExchange exchange;

    Call(HttpExchange exchange) {
        this.exchange = exchange;
    }

    /** `GET /lab01.html`, without the query. A HEAD is a GET without a body. */
    String line() {
        String method = exchange.getRequestMethod();
        return (method.equals("HEAD") ? "GET" : method) + " " + path();
    }

    public String path() {
        return exchange.getRequestURI().getPath();
    }

    /** The parameters of the query. */
    public Map<String, String> query() {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null ? Map.of()
                : Stream.of(query.split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> decoded(pair[0]),
                                pair -> pair.length < 2 ? "" : decoded(pair[1]),
                                (one, twice) -> one));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return "";
        }
    }

    /**
     * The body, which is JSON.
     *
     * @throws UserError if it is not, or is too long
     */
    public JsonNode json() throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            exchange.getRequestBody().skip(MOST_PASSED);        // who still sends does not read
            throw new UserError("the request has more than " + MOST_BYTES + " bytes", "send less");
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException noJson) {
            throw new UserError("the request is no JSON", "reload the page");
        }
    }

    /** The place of the cursor in a text that is a body's member, too. */
    public static int cursor(JsonNode body, String text) {
        return Math.clamp(body.path("cursor").asInt(), 0, text.length());
    }

    /** A member of a body. @throws UserError if it is no text */
    public static String text(JsonNode body, String member) {
        if (!body.path(member).isTextual()) {
            throw new UserError("the request has no text called " + member, "reload the page");
        }
        return body.path(member).asText();
    }

    /** Answers with a value as JSON. */
    public void reply(Object value) throws IOException {
        send(200, "application/json", JSON.writeValueAsBytes(value));
    }

    /** Answers with a text. */
    public void reply(int status, String text) throws IOException {
        send(status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Answers with a page whose scripts and styles carry the nonce. */
    public void replyPage(String html, String nonce) throws IOException {
        field("Content-Security-Policy", Policy.ofPage(nonce));
        send(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers with a script of the studio, which may be a worker's. @param lasting as of a file */
    public void replyScript(byte[] bytes, boolean lasting) throws IOException {
        field("Content-Security-Policy", Policy.OF_SCRIPT);
        replyFile("text/javascript", bytes, lasting);
    }

    /** Answers with a file. @param lasting whether the browser may keep it: its address names a version */
    public void replyFile(String type, byte[] bytes, boolean lasting) throws IOException {
        if (lasting) {
            field("Cache-Control", "private, max-age=31536000, immutable");
        }
        send(200, type, bytes);
    }

    /** Sets a field of the response. */
    void field(String name, String value) {
        exchange.getResponseHeaders().set(name, value);
    }

    private void send(int status, String type, byte[] text) throws IOException {
        field("Content-Type", type);
        byte[] body = text;
        if (text.length >= WORTH_PACKING && type.matches("text/.*|.*(?:json|javascript|xml).*")) {
            field("Vary", "Accept-Encoding");
            if (Gzip.isAccepted(exchange.getRequestHeaders().getFirst("Accept-Encoding"))) {
                field("Content-Encoding", "gzip");
                body = Gzip.packedQuickly(text);
            }
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {       // otherwise the connection is closed
                out.write(body);
            }
        }
    }

    /** Answers with values that come one after another, a line of JSON each. */
    public JsonLines stream() throws IOException {
        field("Content-Type", "application/x-ndjson");
        exchange.sendResponseHeaders(200, 0);
        return new JsonLines(exchange.getResponseBody());
    }

    /** A response that goes on. Several threads may write. */
    public static final class JsonLines {

        private final OutputStream out;

        private JsonLines(OutputStream out) {
            this.out = out;
        }

        /** @throws IOException if the reader has gone */
        public synchronized void send(Object value) throws IOException {
            out.write(JSON.writeValueAsBytes(value));
            out.write('\n');
            out.flush();
        }
    }
}
