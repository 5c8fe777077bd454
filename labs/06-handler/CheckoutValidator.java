import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The first step of a checkout. It turns untrusted bytes into a {@link Cart}, or reports every bad field to the client
 * at once.
 *
 * <p>Later steps need not ask whether there is a user, or whether a quantity is a number. `null` counts as missing, and
 * unknown members are ignored. Page: docs/pages/lab06.adoc.
 */
record CheckoutValidator(Coupons coupons) {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    /**
     * Parses the content of a request as JSON.
     *
     * @throws CheckoutRejected with 415 unless there is exactly one `Content-Type`, and it is `application/json`, in
     *         any case and with any parameters; with 400 if the content is not JSON
     */
    // task validate
    JsonNode parse(Request request) {
        throw new Todo("validate");
    }

    /**
     * Returns the cart that `json` describes. Its coupon counts as {@link Coupons#percent} says. Members that are not
     * known do not matter.
     *
     * @throws CheckoutRejected with 422 and every mistake that was noted ({@link ValidationErrors}), so that the client
     *         can fix them all at once; for JSON that is not an object there is one, with an empty pointer
     */
    // task validate
    Cart validate(JsonNode json) {
        throw new Todo("validate");
    }

    /**
     * Notes a mistake unless the member `name` of `object` is text that is not blank ({@link Json#isText}). The pointer
     * is `place`, the position of the object, followed by `/name`. For a missing member ({@link Json#isMissing}) the
     * detail says so: `missing user`.
     */
    // task validate
    private static void text(JsonNode object, String name, String place, ValidationErrors mistakes) {
        throw new Todo("validate");
    }

    /**
     * Notes a mistake at `/email` unless it is text of the form `x@y` ({@link #EMAIL}): `missing email` if it is
     * missing. Only a message to the address could show whether anyone reads it.
     */
    // task validate
    private static void email(JsonNode email, ValidationErrors mistakes) {
        throw new Todo("validate");
    }

    /**
     * Notes a mistake at `/items` unless it is a list that is not empty. Checks each {@link #item} of a list, the first
     * at `/items/0`.
     */
    // task validate
    private static void items(JsonNode items, ValidationErrors mistakes) {
        throw new Todo("validate");
    }

    /**
     * Notes a mistake at `place` unless the item is an object. In an object, notes a mistake at `place` followed by
     * `/sku` unless that is text that is not blank, and one at `/quantity` unless that is a whole number, 1 or greater
     * ({@link Json#isInteger}).
     */
    // task validate
    private static void item(JsonNode item, String place, ValidationErrors mistakes) {
        throw new Todo("validate");
    }

    /** Notes a mistake at `/coupon` unless the coupon is missing, or is text that the shop knows as a code. */
    // task validate
    private void coupon(JsonNode coupon, ValidationErrors mistakes) {
        throw new Todo("validate");
    }
}
