import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The amount that each customer owes for all orders, in cents.
 *
 * <p>All requests share the ledger. Two orders of one customer may arrive at the same time, and each on its own may be
 * within the limit. So the check and the addition must be one step. Page: docs/pages/lab06.adoc.
 */
final class CreditLedger {

    private final Map<String, BigInteger> owed = new ConcurrentHashMap<>();      // by the customer's id

    /**
     * Adds `cents` to what the customer owes, in one step, if the sum stays within the limit. A sum of exactly the
     * limit is within it.
     *
     * @throws CheckoutRejected otherwise, with 409 and the member `"code":"limit"` ({@link Problem#with}); the amount
     *         owed is then unchanged
     */
    // task rules
    void charge(Customer customer, BigInteger cents) {
        throw new Todo("rules");
    }
}
