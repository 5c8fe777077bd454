import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The orders that the shop has taken. This is the only place where a request leaves something that others can see.
 *
 * <p>An order goes in whole, never changes, and comes out under its own id and no other. Everything else that a request
 * creates is in local variables, which no other request can reach. Page: docs/pages/lab06.adoc.
 */
final class OrderStore {

    private final Map<String, Order> orders = new ConcurrentHashMap<>();

    /**
     * Returns an id that no other order has and that no client can guess. If ids were consecutive, a client could count
     * up from its own and read the orders of others.
     */
    static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** Makes an order visible under its id, whole, to all threads. Many orders may arrive at the same time. */
    // task no-leak
    void save(Order order) {
        Todo.report("no-leak");
    }

    /**
     * Handles `GET /orders/{id}`: returns the order with that id as a JSON object, and nothing of any other order; 404
     * if there is none. The id is the path parameter `id`. {@link CheckoutRejected} is for checkouts only.
     */
    // task no-leak
    Response find(Request request) {
        throw new Todo("no-leak");
    }
}
