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
 * Asks another server what things cost: `GET /prices/{sku}`.
 *
 * <p>That server can be slow, silent, broken or wrong, and none of it is our client's fault. So all questions of a
 * checkout go out at once, one deadline holds for all of them, and what comes back is looked at as if a stranger had
 * sent it. Page: docs/pages/lab06.adoc.
 *
 * @param base the address of the service, without a slash at its end
 * @param timeout for all prices of a checkout together, in milliseconds
 */
record PriceClient(String base, int timeout) {

    // questions of one checkout; a long order is no attack on the service
    private static final int MAX_CONCURRENT = 100;
    private static final int MAX_BYTES = 64 * 1024;    // of an answer

    /**
     * One for all requests: it may be used by many threads, and it keeps connections. Made when the first question is
     * asked.
     */
    private static final class Client {

        private static final HttpClient ONE = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Asks a service for anything, so that nobody has to wait for that later ({@link ShopRoutes}). */
    static void warmUp(String base) {
        try {
            send(URI.create(base + "/"));
        } catch (IOException | InterruptedException noAnswer) {
            // It is enough to have asked.
        }
    }

    /**
     * The price of one piece of each item, in cents and in order. Asks for all of them at once, and leaves no question
     * open behind it.
     *
     * @throws Declined with 504 if an answer is missing when `timeout` is over, with 502 if the service fails; with 422
     *         and all of them as mistakes if skus are unknown, each at `/items/0/sku` or with the number of its item
     */
    // task price
    List<Long> unitPrices(List<Item> items) throws InterruptedException {
        throw new Todo("price");
    }

    /** The prices in `answers`, none of which is still open; a sku that is empty there is unknown. */
    // task price
    private static List<Long> prices(List<Future<OptionalLong>> answers) {
        throw new Todo("price");
    }

    /** A service that fails is a 502. A fault of ours is none: it goes on as it is. */
    private static RuntimeException failure(Throwable cause) {
        return cause instanceof RuntimeException fault ? fault : CheckoutRejected.of(502, "the pricing service failed");
    }

    /**
     * Asks for one price, in cents. It is the member `cents` of the JSON that comes with a 200, a whole number from 0.
     * Empty where there is no such sku: the service says 404, or the sku is `.` or `..`, which cannot be asked for, as
     * a path with such a segment means another path (RFC 3986 §5.2.4).
     *
     * @throws IOException for any other answer, and for none at all
     */
    // task price
    private OptionalLong price(String sku) throws IOException, InterruptedException {
        throw new Todo("price");
    }

    /**
     * The answer to a GET, whatever its status; it waits for it, and an interrupt ends that.
     *
     * @throws IOException if there is none, or one that is far too long for a price
     */
    private static HttpResponse<byte[]> send(URI uri) throws IOException, InterruptedException {
        return Client.ONE.send(HttpRequest.newBuilder(uri).build(),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
    }

    /**
     * Where the price of a sku is asked for. A sku is one segment of the path, whatever is in it: it is
     * percent-encoded.
     */
    // task price
    private URI uri(String sku) {
        throw new Todo("price");
    }
}
