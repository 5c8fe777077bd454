// Given: nothing in this file is for you to write.
import java.math.BigInteger;
import java.util.List;

/**
 * An order that was taken. It never changes.
 *
 * @param total what the user owes for it, in cents
 */
record Order(String orderId, String user, BigInteger total, List<Item> items) {}
