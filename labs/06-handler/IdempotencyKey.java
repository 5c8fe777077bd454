import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The key of a request for an order, and the order that it was sent with, as hashes ({@link Sha256}): whatever a client
 * sends, they take up the same few bytes.
 *
 * @param id differs for other keys, and for the keys of other users
 * @param order is the same for the same JSON value ({@link Json#canonical})
 */
record IdempotencyKey(String id, String order) {

    /**
     * Returns the key of a request, the field `Idempotency-Key`; null if it has none. The same text from two users is
     * two keys.
     *
     * @throws CheckoutRejected with 400 if the field is empty, or there is more than one
     */
    // task order
    static IdempotencyKey of(Request request, String user, JsonNode order) {
        Todo.report("order");
        return null;
    }

    /** @throws CheckoutRejected with 422 if the key was sent with another order before, whose hash is `other` */
    void requireSameOrder(String other) {
        if (!order.equals(other)) {
            throw CheckoutRejected.of(422, "this Idempotency-Key stands for another order");
        }
    }

    private static String hash(String text) {
        return Sha256.of(text.getBytes(UTF_8));
    }
}
