import java.math.BigInteger;
import java.util.List;

/**
 * The rules of the shop that depend only on their arguments: no clock, no network, no other request.
 *
 * <p>Money is in whole cents. A `double` cannot hold 0.10 exactly, and a `long` overflows when a sum is too large. So
 * the amounts are of type {@link BigInteger}, which has room for every product. Page: docs/pages/lab06.adoc.
 */
final class OrderTotal {

    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    private OrderTotal() {}

    /**
     * Returns the total of a cart, in cents: the sum of price times quantity, less the coupon's percent of that sum.
     * The discount is rounded down: 15% off 333 leaves 284.
     *
     * @param prices the unit prices, in cents, in the order of the items
     */
    // task rules
    static BigInteger of(Cart cart, List<Long> prices) {
        throw new Todo("rules");
    }
}
