import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.List;

/**
 * Handles `POST /checkout` in place of lab 06's {@link Checkout}, with the same steps. But the customer, the credit,
 * the order and its key are in the database, where another server sees them, too, and where they are after a restart.
 *
 * <p>A connection is borrowed twice, each time briefly. While the prices are on their way, this request has none: a
 * slow pricing service must not use up the pool. Page: docs/pages/lab10.adoc.
 */
record DatabaseCheckout(CheckoutValidator validation, PriceSource pricing, Database database) implements Handler {

    @Override
    public Response handle(Request request) throws Exception {
        return CheckoutRejected.responseOf(() -> checkout(request));
    }

    private Response checkout(Request request) throws Exception {
        JsonNode json = validation.parse(request);              // 415, 400
        Cart cart = validation.validate(json);                  // 422
        IdempotencyKey key = IdempotencyKey.of(request, cart.user(), json);                 // 400
        Order placed = key == null ? null : database.use(connection -> KeyTable.find(connection, key));     // 422
        return created(placed == null ? checkout(cart, key) : placed);
    }

    private Order checkout(Cart cart, IdempotencyKey key) throws Exception {
        String user = cart.user();
        database.use(connection -> CustomerTable.find(connection, user)).buyer(user);       // 404, 403
        requireStorable(cart.items());                                                      // 422
        List<Long> prices = pricing.unitPrices(cart.items());                  // 422, 502, 504
        Order order = new Order(OrderStore.newId(), user, OrderTotal.of(cart, prices), cart.items());
        return place(order, key);                                                           // 409
    }

    private static Response created(Order order) {
        record Success(String status, String orderId, BigInteger total) {}
        return Json.response(201, new Success("success", order.orderId(), order.total()))
                .with("Location", "/orders/" + order.orderId());
    }

    /** Rejects skus with a NUL, which no product has: PostgreSQL rejects a text with this character. */
    private static void requireStorable(List<Item> items) {
        ValidationErrors mistakes = new ValidationErrors();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).sku().indexOf('\0') >= 0) {
                mistakes.add("/items/" + i + "/sku", "unknown sku");
            }
        }
        if (!mistakes.isEmpty()) {
            throw mistakes.toRejection();
        }
    }

    /**
     * Charges the customer and saves the order with its key, or does nothing of it. A total that does not fit into a
     * column (`long`) is over any limit ({@link CustomerTable#overLimit}).
     *
     * @param key may be null
     * @return the order; if another request has placed one under the key meanwhile, that one, and nothing is charged
     */
    // task transaction
    private Order place(Order order, IdempotencyKey key) throws SQLException, InterruptedException {
        throw new Todo("transaction");
    }

    /** Handles `GET /orders/{id}`, as lab 06 does. */
    Response find(Request request) throws Exception {
        String id = request.pathParameter("id");
        Order order = database.use(connection -> OrderTable.find(connection, id));
        return order == null ? Problem.of(404, "unknown order") : Json.response(200, order);
    }
}
