import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.List;

/**
 * Handles `POST /checkout`: the fifth stop, handle. The steps are validate, user, price, rules and order. A step that
 * rejects the order ends the checkout.
 *
 * <p>One object serves all requests at the same time. It keeps no data of any request: its components make up the shop,
 * and a request's data is in local variables. Page: docs/pages/lab06.adoc.
 */
record Checkout(CheckoutValidator validation, Customers customers, PriceSource pricing, CreditLedger ledger,
        OrderStore orders,
        IdempotencyKeys idempotencyKeys)
        implements Handler {

    @Override
    public Response handle(Request request) throws Exception {
        return CheckoutRejected.responseOf(() -> checkout(request));
    }

    private Response checkout(Request request) throws Exception {
        JsonNode json = validation.parse(request);              // 415, 400
        Cart cart = validation.validate(json);                  // 422 missing email
        return idempotencyKeys.executeOnce(IdempotencyKey.of(request, cart.user(), json), () -> checkout(cart));
    }

    private Response checkout(Cart cart) throws Exception {
        Customer customer = customers.buyer(cart.user());       // 404, 403
        List<Long> prices = pricing.unitPrices(cart.items());  // 422, 502, 504
        BigInteger total = OrderTotal.of(cart, prices);         // less the discount
        ledger.charge(customer, total);                         // 409 over the limit
        return order(cart, total);                              // 201
    }

    /**
     * Saves the order under a new id and returns a 201 (RFC 9110 §15.3.2). `Location` is the path of the order,
     * `/orders/ID`. The body is `{"status":"success","orderId":…,"total":…}`, the JSON that {@link Json#response}
     * writes for a record.
     */
    // task order
    private Response order(Cart cart, BigInteger total) {
        throw new Todo("order");
    }
}
