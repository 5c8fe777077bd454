import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;

/**
 * Lets a client repeat a request whose response was lost, without ordering twice. The client sends the same
 * `Idempotency-Key` each time.
 *
 * <p>A key belongs to a user. Only a 201 is kept: a client may retry a rejected order. There is room for
 * {@link #MAX_KEPT} keys; the oldest is forgotten first, and would then be a new key. A key whose checkout has not
 * ended is never forgotten. Page: docs/pages/lab06.adoc.
 */
final class IdempotencyKeys {

    private static final int MAX_KEPT = 10_000;

    /** The hash of the order that was sent with a key, and the response as soon as there is one. */
    private record Attempt(String order, CompletableFuture<Response> response) {}

    private final ConcurrentMap<String, Attempt> attempts = new ConcurrentHashMap<>();      // by the id of the key
    private final Queue<String> kept = new ArrayDeque<>();      // ids with a 201, the oldest first; guarded by `this`

    /**
     * Returns the response of `checkout`, unless there is a key under which a checkout was done before
     * ({@link #respondOnce}). If this waits for another checkout, and the other one is interrupted, begins again: a
     * client may have given up one request, and sent the next. A rejection is a response, too
     * ({@link CheckoutRejected#responseOf}).
     *
     * @param key may be null: such a request stands for itself
     */
    // task order, until then: return checkout.call();
    Response executeOnce(IdempotencyKey key, Callable<Response> checkout) throws Exception {
        while (key != null) {
            try {
                return respondOnce(key, () -> CheckoutRejected.responseOf(checkout));
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof InterruptedException)) {
                    throw failed;
                }
            }
        }
        return checkout.call();
    }

    /**
     * Returns the response that is stored under the key's `id`. If there is none, returns the response of `checkout`,
     * which is then stored there.
     *
     * <p>Several requests may arrive with one key at the same time. One of them checks out; the others wait for its
     * response and get it, too. If the response is not a 201, or there is only an exception, nothing is stored under
     * the key afterward.
     *
     * @throws CheckoutRejected with 422 if the key stands for another order ({@link IdempotencyKey#requireSameOrder})
     */
    // task order
    private Response respondOnce(IdempotencyKey key, Callable<Response> checkout) throws Exception {
        Attempt mine = new Attempt(key.order(), new CompletableFuture<>());
        Attempt theirs = attempts.putIfAbsent(key.id(), mine);
        if (theirs == null) {
            return first(key.id(), mine.response(), checkout);
        }
        key.requireSameOrder(theirs.order());
        return theirs.response().get();
    }

    /**
     * Checks out, and passes the response to all threads that wait for `promise`, which is stored under `id`. If the
     * response is a 201, {@link #keep}s it; otherwise frees the key first.
     */
    // task order
    private Response first(String id, CompletableFuture<Response> promise, Callable<Response> checkout)
            throws Exception {
        try {
            Response answer = checkout.call();
            if (answer.status() == 201) {
                keep(id);
            } else {
                attempts.remove(id);       // First: a client with this response may retry immediately.
            }
            promise.complete(answer);
            return answer;
        } catch (Exception | Error fault) {
            attempts.remove(id);
            promise.completeExceptionally(fault);
            throw fault;
        }
    }

    /** Keeps a key as the newest, and forgets the oldest if there are too many. */
    private synchronized void keep(String id) {
        kept.add(id);
        if (kept.size() > MAX_KEPT) {
            attempts.remove(kept.remove());
        }
    }
}
