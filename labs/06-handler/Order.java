// Given: nothing in this file is for you to write.
import java.math.BigInteger;
import java.util.List;

/**
 * An order that the shop has taken. It never changes.
 *
 * @param total the amount that the user owes for it, in cents
 */
record Order(String orderId, String user, BigInteger total, List<Item> items) {}
