import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A client of the pricing service, which is another server: `GET /prices/{sku}`.
 *
 * <p>That server can be slow, silent, broken or wrong, and none of this is our client's fault. So all requests of a
 * checkout go out at once, one deadline covers all of them, and the responses are checked like any untrusted input.
 * Page: docs/pages/lab06.adoc.
 *
 * @param base the address of the service, without a slash at the end
 * @param timeout the time limit for all prices of a checkout together, in milliseconds
 * @param passedOn fields of each request
 */
record PriceClient(String base, int timeout, List<Field> passedOn) {

    // requests of one checkout; a long order must not become an attack on the service
    private static final int MAX_CONCURRENT = 100;
    private static final int MAX_BYTES = 64 * 1024;    // of a response

    private static final RenewedClient CLIENT = new RenewedClient(PriceClient::create);

    PriceClient(String base, int timeout) {
        this(base, timeout, List.of());
    }

    /** Sends any first request to a service, so that no checkout waits for that later ({@link ShopRoutes}). */
    static void warmUp(String base) {
        try {
            new PriceClient(base, 0).send(URI.create(base + "/"));
        } catch (IOException | InterruptedException noAnswer) {
            // Sending the request is enough.
        }
    }

    /** Returns a client for the current request, whose time limit is at most what this request has left. */
    PriceClient forRequest() {
        RequestContext request = RequestContext.current();
        long left = Math.ceilDiv(request.remaining(), TimeUnit.MILLISECONDS.toNanos(1));
        return new PriceClient(base, (int) Math.min(timeout, left), PassedOn.of(request));
    }

    /**
     * Returns the unit price of each item, in cents and in order. Requests all of them at once, and leaves no request
     * open afterward.
     *
     * @throws CheckoutRejected with 504 if a price is missing when `timeout` expires; with 502 if the service fails;
     *         with 422 if skus are unknown, with a mistake for each: at `/items/0/sku`, or with the index of its item
     */
    // task price
    List<Long> unitPrices(List<Item> items) throws InterruptedException {
        throw new Todo("price");
    }

    /** Returns the prices in `answers`, all of which are complete. An empty value means that the sku is unknown. */
    // task price
    private static List<Long> prices(List<Future<OptionalLong>> answers) {
        throw new Todo("price");
    }

    /** Returns a 502 if the service failed. A fault in our own code is not a 502: it is returned unchanged. */
    private static RuntimeException failure(Throwable cause) {
        return cause instanceof RuntimeException fault ? fault : CheckoutRejected.of(502, "the pricing service failed");
    }

    /**
     * Requests one price, in cents: the member `cents` in the JSON of a 200, a whole number, 0 or greater. Returns
     * empty if there is no such sku. That is the case if the service returns 404, or if the sku is `.` or `..`. Such a
     * sku cannot be requested, because a path with this segment means another path (RFC 3986 §5.2.4).
     *
     * @throws IOException on any other response, and if there is none
     */
    // task price
    private OptionalLong price(String sku) throws IOException, InterruptedException {
        throw new Todo("price");
    }

    /**
     * Sends a GET and returns the response, whatever its status. Waits for the response; an interrupt ends the wait.
     *
     * @throws IOException if there is no response, or if it is far too long for a price
     */
    private HttpResponse<byte[]> send(URI uri) throws IOException, InterruptedException {
        HttpRequest request = PassedOn.with(passedOn, HttpRequest.newBuilder(uri)).build();
        HttpClient client = CLIENT.get();
        try {
            return client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        } catch (IOException | IllegalArgumentException failure) {
            CLIENT.failed(client, failure);
            throw failure instanceof IOException known ? known : new IOException("a response that is no HTTP", failure);
        }
    }

    private static HttpClient create() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Returns the URI of the price of a sku. A sku is one segment of the path, whatever characters it has, so it is
     * percent-encoded.
     */
    // task price
    private URI uri(String sku) {
        throw new Todo("price");
    }
}
