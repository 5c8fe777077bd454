import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each customer owes for all orders, in cents.
 *
 * <p>Every request shares it. Two orders of one customer may come at the same time, and each for itself may be within
 * the limit: so looking and adding have to be one step. Page: docs/pages/lab06.adoc.
 */
final class CreditLedger {

    private final Map<String, BigInteger> owed = new ConcurrentHashMap<>();      // by the customer's id

    /**
     * Adds `cents` to what the customer owes, in one step, if that stays within the limit; exactly the limit is good.
     *
     * @throws Declined otherwise, with 409 and the member `"code":"limit"` ({@link Problem#with}); then nothing has
     *         changed
     */
    // task rules
    void charge(Customer customer, BigInteger cents) {
        throw new Todo("rules");
    }
}
