// Given: nothing in this file is for you to write.
import java.math.BigInteger;

/**
 * Somebody who may order, or may not.
 *
 * @param limit how much all orders may come to, in cents
 * @param mayBuy what the shop has decided about them
 */
record Customer(String id, BigInteger limit, boolean mayBuy) {}
