import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The orders that were taken: the one place where a request leaves something for others to see.
 *
 * <p>An order goes in whole, never changes, and comes out under its own id and no other. All else that a request makes
 * is in variables of the methods that work for it: no other request can reach those. Page: docs/pages/lab06.adoc.
 */
final class OrderStore {

    private final Map<String, Order> orders = new ConcurrentHashMap<>();

    /**
     * An id that no other order has, and that nobody can guess: who could count on from their own would read those of
     * others.
     */
    static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** Makes an order visible under its id, whole, and for all threads. Many may come at the same time. */
    // task no-leak
    void save(Order order) {
        Todo.report("no-leak");
    }

    /**
     * `GET /orders/{id}`: the order of that id as a JSON object, and nothing of any other; 404 if there is none. The id
     * is the parameter `id` of the path. {@link CheckoutRejected} is for checkouts only.
     */
    // task no-leak
    Response find(Request request) {
        throw new Todo("no-leak");
    }
}
