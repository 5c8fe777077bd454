import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.List;

/**
 * `POST /checkout`: the fifth stop, handle. Validate, user, price, rules, order; whoever declines ends it.
 *
 * <p>One object serves all requests at the same time. It keeps nothing of any of them: its components are the shop, and
 * what belongs to a request is in local variables. Page: docs/pages/lab06.adoc.
 */
record Checkout(CheckoutValidator validation, Customers customers, PriceClient pricing, CreditLedger ledger,
        OrderStore orders,
        IdempotencyKeys idempotencyKeys)
        implements Handler {

    @Override
    public Response handle(Request request) throws Exception {
        return CheckoutRejected.responseOf(() -> checkout(request));
    }

    private Response checkout(Request request) throws Exception {
        JsonNode json = validation.parse(request);           // 415, 400
        Cart cart = validation.validate(json);                  // 422 missing email
        return idempotencyKeys.executeOnce(request, cart.user(), json, () -> checkout(cart));
    }

    private Response checkout(Cart cart) throws Exception {
        Customer customer = customers.buyer(cart.user());   // 404, 403 permission denied
        List<Long> prices = pricing.unitPrices(cart.items());       // 422, 502, 504
        BigInteger total = OrderTotal.of(cart, prices);       // less the discount
        ledger.charge(customer, total);                     // 409 over the credit limit
        return order(cart, total);                          // 201
    }

    /**
     * Takes the order, under a new id and into the book, and answers 201 (RFC 9110 §15.3.2): `Location` is where it can
     * be seen, `/orders/ID`, and the body is `{"status":"success","orderId":…,"of":…}`, such as {@link Json#response}
     * makes of a record.
     */
    // task order
    private Response order(Cart cart, BigInteger total) {
        throw new Todo("order");
    }
}
