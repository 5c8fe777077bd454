import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Lets a client ask again when an answer got lost, and orders once all the same: it sends the same `Idempotency-Key`
 * each time.
 *
 * <p>A key belongs to a user. Only a 201 is kept: what was refused may be tried again. It is kept for as long as the
 * server runs, as the orders are; a shop with a database forgets a key after a day or so. Page: docs/pages/lab06.adoc.
 */
final class IdempotencyKeys {

    private record Key(String user, String text) {}

    /** What was ordered under a key, and the answer, as soon as there is one. */
    private record Attempt(JsonNode order, CompletableFuture<Response> answer) {}

    private final ConcurrentMap<Key, Attempt> attempts = new ConcurrentHashMap<>();

    /** Answers by `checkout`, unless the request has a key under which that was done before. */
    Response executeOnce(Request request, String user, JsonNode order, Callable<Response> checkout) throws Exception {
        List<String> keys = request.head().fields().values("idempotency-key");
        if (keys.isEmpty()) {
            return checkout.call();
        }
        if (keys.size() > 1 || keys.getFirst().isEmpty()) {
            throw CheckoutRejected.of(400, "Idempotency-Key is there twice, or empty");
        }
        return executeOnce(new Key(user, keys.getFirst()), order, () -> CheckoutRejected.responseOf(checkout));
    }

    /**
     * The answer that stands under `key`; if none does, that of `checkout`, which then stands there.
     *
     * <p>Several may come with one key at the same time: one of them checks out, the others wait for its answer and get
     * it, too. If it is no 201, or there is none but an exception, nothing is under the key afterwards.
     *
     * @throws Declined with 422 if the key stands for an order that is not the same value ({@link Json#isSame})
     */
    // task order
    private Response executeOnce(Key key, JsonNode order, Callable<Response> checkout) throws Exception {
        throw new Todo("order");
    }

    /**
     * Checks out, and gives the answer to all that wait for `promise`, which stands under `key`; any but a 201 frees
     * the key before.
     */
    // task order
    private Response first(Key key, CompletableFuture<Response> promise, Callable<Response> checkout) throws Exception {
        throw new Todo("order");
    }
}
