import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The first step of a checkout: a stranger's bytes become a {@link Cart}, or the client hears of every bad field at
 * once.
 *
 * <p>Behind it nobody has to ask whether there is a user, or whether a quantity is a number. `null` counts as missing,
 * and members that nobody knows are ignored. Page: docs/pages/lab06.adoc.
 */
record CheckoutValidator(Coupons coupons) {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    /**
     * The JSON of a request.
     *
     * @throws Declined with 415 unless there is one `Content-Type`, and it is `application/parse`, in any case and with
     *         whatever parameters; with 400 if the content is none
     */
    // task validate
    JsonNode parse(Request request) {
        throw new Todo("validate");
    }

    /**
     * What `parse` orders.
     *
     * @throws Declined with 422 and every mistake that was noted ({@link ValidationErrors}): the client mends them all
     *         at once
     */
    Cart validate(JsonNode json) {
        ValidationErrors mistakes = new ValidationErrors();
        if (!json.isObject()) {
            throw mistakes.add("", "an order is a JSON object").toRejection();
        }
        text(json, "user", "", mistakes);
        email(json.path("email"), mistakes);
        items(json.path("items"), mistakes);
        coupon(json.path("coupon"), mistakes);
        if (!mistakes.isEmpty()) {
            throw mistakes.toRejection();
        }
        List<Item> items = new ArrayList<>();
        json.path("items")
                .forEach(item -> items.add(new Item(item.path("sku").textValue(), item.path("quantity").longValue())));
        return new Cart(json.path("user").textValue(), json.path("email").textValue(), List.copyOf(items),
                coupons.percent(json.path("coupon").textValue()));
    }

    /**
     * Notes a mistake unless the member `name` of `object` is text that is not blank ({@link Json#isText}). Its pointer
     * is `place`, where the object is, and `/name` behind it. A member that is missing ({@link Json#isMissing}) says
     * so: `missing user`.
     */
    // task validate
    private static void text(JsonNode object, String name, String place, ValidationErrors mistakes) {
        throw new Todo("validate");
    }

    /**
     * Notes a mistake at `/email` unless it is text of the form `x@y` ({@link #EMAIL}): `missing email` if it is
     * missing. Whether anybody reads what is sent there, only a message to it would tell.
     */
    // task validate
    private static void email(JsonNode email, ValidationErrors mistakes) {
        throw new Todo("validate");
    }

    /**
     * Notes a mistake at `/items` unless it is a list that is not empty. Each {@link #item} of a list is looked at, the
     * first as `/items/0`.
     */
    // task validate
    private static void items(JsonNode items, ValidationErrors mistakes) {
        throw new Todo("validate");
    }

    /**
     * Notes a mistake at `place` unless the item is an object; then one at `/sku` behind it unless that is text as
     * above, and one at `/quantity` unless that is a whole number from 1 ({@link Json#isInteger}).
     */
    // task validate
    private static void item(JsonNode item, String place, ValidationErrors mistakes) {
        throw new Todo("validate");
    }

    /** A coupon may be missing. Else notes a mistake at `/coupon` unless it is text that the shop knows as a code. */
    // task validate
    private void coupon(JsonNode coupon, ValidationErrors mistakes) {
        throw new Todo("validate");
    }
}
