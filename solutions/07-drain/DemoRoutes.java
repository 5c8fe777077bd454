import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Routes that demonstrate what the connection can do. */
final class DemoRoutes {

    private static final Set<Integer> STATUSES = Set.of(200, 204, 205, 304, 404, 410, 503);
    private static final int MAX_WHOLE = 1 << 20;
    private static final AtomicLong IDS = new AtomicLong();

    private DemoRoutes() {}

    static List<Route> routes() {
        return List.of(
                new Route("GET", "/", request -> hello()),
                new Route("GET", "/json", request -> json()),
                new Route("GET", "/rows/{n}",
                        request -> Response.of(200, "application/json", new JsonRows(number(request, "n")))),
                new Route("GET", "/bytes/{n}", request -> bytes(number(request, "n"), true)),
                new Route("GET", "/chunks/{n}", request -> bytes(number(request, "n"), false)),
                new Route("GET", "/whole/{n}", request -> whole(number(request, "n"))),
                new Route("POST", "/echo", DemoRoutes::echo),
                new Route("GET", "/fields", DemoRoutes::fields),
                new Route("GET", "/no-content", request -> Response.empty(204)),
                new Route("GET", "/slow/{ms}", DemoRoutes::slow),
                new Route("GET", "/fail-midway",
                        request -> Response.of(200, "text/plain; charset=utf-8", new Broken())),
                new Route("GET", "/header", request -> hello().with("X-Value", value(request))),
                new Route("GET", "/status/{n}", DemoRoutes::status));
    }

    private static Response hello() {
        return Response.text(200, "Hello, world\n");
    }

    private static Response json() {
        return Response.of(200, "application/json",
                "{\"id\":" + IDS.incrementAndGet() + ",\"name\":\"Ada\",\"tags\":[\"a\",\"b\",\"c\"],\"ok\":true}\n");
    }

    private static Response bytes(long count, boolean known) {
        return Response.of(200, "application/octet-stream",
                new RepeatedByte(count, known ? count : BodySource.UNKNOWN));
    }

    private static Response whole(long count) {
        if (count > MAX_WHOLE) {
            throw new HttpException(404, "this route returns at most " + MAX_WHOLE + " bytes");
        }
        return Response.of(200, "application/octet-stream", "x".repeat((int) count));
    }

    private static Response echo(Request request) {
        List<String> types = request.head().fields().values("content-type");
        return Response.of(200, types.isEmpty() ? "application/octet-stream" : types.getFirst(), "")
                .withBody(request.content());
    }

    private static Response fields(Request request) {
        Fields fields = request.head().fields();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            text.append(fields.name(i)).append(": ").append(fields.value(i)).append('\n');
        }
        return new Response(200, List.of(new Field("Content-Type", "text/plain; charset=iso-8859-1")),
                text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Response slow(Request request) throws InterruptedException {
        Thread.sleep(number(request, "ms"));
        return hello();
    }

    private static String value(Request request) {
        String query = request.head().target().query();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (pair.startsWith("value=")) {
                return PercentDecoder.decode(pair.substring("value=".length()));
            }
        }
        throw new HttpException(400, "give a value: /header?value=V");
    }

    private static Response status(Request request) {
        int status = (int) Math.min(number(request, "n"), 999);
        return STATUSES.contains(status) ? Response.text(status, Status.reason(status) + "\n")
                : Problem.of(404, "this route has no such status");
    }

    /** Returns a whole number from the path. A path with anything else in its place is not found. */
    static long number(Request request, String parameter) {
        String text = request.pathParameter(parameter);
        if (!text.isEmpty() && text.length() <= 15 && Ascii.containsOnly(Ascii.DIGIT, text)) {
            return Long.parseLong(text);
        }
        throw new HttpException(404, "'" + text + "' is not a whole number");
    }

    /** Content that breaks off in the middle. */
    private static final class Broken implements BodySource {

        private boolean begun;

        @Override
        public int read(ByteBuffer out) {
            if (begun) {
                throw new IllegalStateException("the rest of this content cannot be made");
            }
            begun = true;
            byte[] beginning = "so far all is well\n".getBytes(StandardCharsets.US_ASCII);
            out.put(beginning);
            return beginning.length;
        }
    }
}
