// Given: nothing in this file is for you to write.
import java.math.BigInteger;

/**
 * A customer, with or without permission to buy.
 *
 * @param limit the most that all orders together may cost, in cents
 * @param mayBuy whether the shop has given permission
 */
record Customer(String id, BigInteger limit, boolean mayBuy) {}
