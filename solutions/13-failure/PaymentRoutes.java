import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The routes of payments: what a payment service, which is another server, responds to the same requests. */
final class PaymentRoutes {

    private static final String PATH = "/payments";

    private final Upstream upstream;
    private final PaymentClient client;

    private PaymentRoutes(Upstream upstream, PaymentClient client) {
        this.upstream = upstream;
        this.client = client;
    }

    static Flags flags(Flags flags) {
        return flags.with("payments", "none", "the URL of the payment service; none: no such routes",
                (text, number) -> address(text));
    }

    private static String address(String text) {
        return text.equals("none") ? text : ShopRoutes.address("payments", text);
    }

    /** Returns the routes; none if there is no such service. */
    static List<Route> routes(Flags flags, Upstream upstream) {
        String where = address(flags.text("payments"));
        if (where.equals("none")) {
            return List.of();
        }
        PaymentRoutes routes = new PaymentRoutes(upstream, new PaymentClient(where));
        return List.of(new Route("POST", PATH, routes::pay), new Route("GET", PATH + "/{id}", routes::find));
    }

    private Response pay(Request request) throws InterruptedException {
        List<String> keys = request.head().fields().values("idempotency-key");
        String key = keys.size() == 1 ? keys.getFirst() : null;
        return upstream.call(mayRepeat(key), () -> response(
                client.send("POST", PATH, key, BodyPublishers.ofByteArray(request.content()))));
    }

    /**
     * Returns whether a `POST /payments` may be sent again, although the service may have received it. To pay twice
     * would do harm.
     *
     * @param key by which the service recognizes a payment; null if there is none
     */
    // task retry, until then: return false;
    private static boolean mayRepeat(String key) {
        return key != null;
    }

    private Response find(Request request) throws InterruptedException {
        String path = PATH + "/" + URLEncoder.encode(request.pathParameter("id"), StandardCharsets.UTF_8)
                .replace("+", "%20");
        return upstream.call(true, () -> response(client.send("GET", path, null, BodyPublishers.noBody())));
    }

    private static Response response(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("application/json");
        int status = response.statusCode();
        if (status < 200) {
            throw new UpstreamFailure(502, "the payment service sent status " + status, true, false, 0);
        }
        return Response.of(status, type, "").withBody(response.body());
    }
}
