import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Lets a client repeat a request whose response was lost, without ordering twice. The client sends the same
 * `Idempotency-Key` each time.
 *
 * <p>A key belongs to a user. Only a 201 is kept: a client may retry a rejected order. It is kept as long as the server
 * runs, like the orders; a shop with a database would forget a key after a day or so. Page: docs/pages/lab06.adoc.
 */
final class IdempotencyKeys {

    private record Key(String user, String text) {}

    /** The order that was sent with a key, and its response as soon as there is one. */
    private record Attempt(JsonNode order, CompletableFuture<Response> response) {}

    private final ConcurrentMap<Key, Attempt> attempts = new ConcurrentHashMap<>();

    /** Returns the response of `checkout`, unless the request has a key under which a checkout was done before. */
    Response executeOnce(Request request, String user, JsonNode order, Callable<Response> checkout) throws Exception {
        List<String> keys = request.head().fields().values("idempotency-key");
        if (keys.isEmpty()) {
            return checkout.call();
        }
        if (keys.size() > 1 || keys.getFirst().isEmpty()) {
            throw CheckoutRejected.of(400, "Idempotency-Key is empty, or sent more than once");
        }
        return executeOnce(new Key(user, keys.getFirst()), order, () -> CheckoutRejected.responseOf(checkout));
    }

    /**
     * Returns the response that is stored under `key`. If there is none, returns the response of `checkout`, which is
     * then stored there.
     *
     * <p>Several requests may arrive with one key at the same time. One of them checks out; the others wait for its
     * response and get it, too. If the response is not a 201, or there is only an exception, nothing is stored under
     * the key afterward.
     *
     * @throws CheckoutRejected with 422 if the order under the key is not the same value ({@link Json#isSame})
     */
    // task order
    private Response executeOnce(Key key, JsonNode order, Callable<Response> checkout) throws Exception {
        Attempt mine = new Attempt(order, new CompletableFuture<>());
        Attempt theirs = attempts.putIfAbsent(key, mine);
        if (theirs == null) {
            return first(key, mine.response(), checkout);
        }
        if (!Json.isSame(theirs.order(), order)) {
            throw CheckoutRejected.of(422, "this Idempotency-Key stands for another order");
        }
        return theirs.response().get();
    }

    /**
     * Checks out, and passes the response to all threads that wait for `promise`, which is stored under `key`. If the
     * response is not a 201, frees the key first.
     */
    // task order
    private Response first(Key key, CompletableFuture<Response> promise, Callable<Response> checkout) throws Exception {
        try {
            Response answer = checkout.call();
            if (answer.status() != 201) {
                attempts.remove(key);       // First: a client with this response may retry immediately.
            }
            promise.complete(answer);
            return answer;
        } catch (Exception | Error fault) {
            attempts.remove(key);
            promise.completeExceptionally(fault);
            throw fault;
        }
    }
}
