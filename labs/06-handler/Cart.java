// Given: nothing in this file is for you to write.
import java.util.List;

/**
 * What somebody wants to order: a request that has passed validation, so that nobody behind it has to doubt it.
 *
 * @param items one or more
 * @param percent what the coupon takes off, 0 to 100; 0 without one
 */
record Cart(String user, String email, List<Item> items, int percent) {}
