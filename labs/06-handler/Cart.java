// Given: nothing in this file is for you to write.
import java.util.List;

/**
 * What a client wants to order. It has passed validation, and later steps can rely on that.
 *
 * @param items one or more
 * @param percent the discount of the coupon, 0 to 100; 0 without a coupon
 */
record Cart(String user, String email, List<Item> items, int percent) {}
