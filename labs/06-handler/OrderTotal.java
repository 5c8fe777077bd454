import java.math.BigInteger;
import java.util.List;

/**
 * The rules of the shop that need nothing but their arguments: no clock, no network, no other request.
 *
 * <p>Money is whole cents. A `double` cannot hold 0.10, and a `long` begins anew when a sum is too large for it; so
 * cents are counted by {@link BigInteger}, which has room for every product. Page: docs/pages/lab06.adoc.
 */
final class OrderTotal {

    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    private OrderTotal() {}

    /**
     * What a cart comes to, in cents: the sum of price times quantity, less the coupon's percent of that sum. What is
     * taken off is rounded down, so 15 % off 333 leaves 284.
     *
     * @param prices of one piece, in cents, in the order of the items
     */
    // task rules
    static BigInteger of(Cart cart, List<Long> prices) {
        throw new Todo("rules");
    }
}
