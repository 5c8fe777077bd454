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
        List<String> types = request.head().fields().values("content-type");
        if (types.size() != 1 || !types.getFirst().split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw CheckoutRejected.of(415, "the content must be application/json");
        }
        try {
            return Json.parse(request.content());
        } catch (IOException error) {
            throw CheckoutRejected.of(400, error.getMessage());
        }
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
     * Notes a mistake unless the member `name` of `object` is text that is not blank ({@link Json#isText}). The pointer
     * is `place`, the position of the object, followed by `/name`. For a missing member ({@link Json#isMissing}) the
     * detail says so: `missing user`.
     */
    // task validate
    private static void text(JsonNode object, String name, String place, ValidationErrors mistakes) {
        JsonNode value = object.path(name);
        if (Json.isMissing(value)) {
            mistakes.add(place + "/" + name, "missing " + name);
        } else if (!Json.isText(value)) {
            mistakes.add(place + "/" + name, name + " has to be text that is not blank");
        }
    }

    /**
     * Notes a mistake at `/email` unless it is text of the form `x@y` ({@link #EMAIL}): `missing email` if it is
     * missing. Only a message to the address could show whether anyone reads it.
     */
    // task validate
    private static void email(JsonNode email, ValidationErrors mistakes) {
        if (Json.isMissing(email)) {
            mistakes.add("/email", "missing email");
        } else if (!Json.isText(email) || !EMAIL.matcher(email.textValue()).matches()) {
            mistakes.add("/email", "email has to look like ada@example.com");
        }
    }

    /**
     * Notes a mistake at `/items` unless it is a list that is not empty. Checks each {@link #item} of a list, the first
     * at `/items/0`.
     */
    // task validate
    private static void items(JsonNode items, ValidationErrors mistakes) {
        if (Json.isMissing(items)) {
            mistakes.add("/items", "missing items");
        } else if (!items.isArray() || items.isEmpty()) {
            mistakes.add("/items", "items has to be a list with one item or more");
        }
        for (int i = 0; items.isArray() && i < items.size(); i++) {
            item(items.get(i), "/items/" + i, mistakes);
        }
    }

    /**
     * Notes a mistake at `place` unless the item is an object. In an object, notes a mistake at `place` followed by
     * `/sku` unless that is text that is not blank, and one at `/quantity` unless that is a whole number, 1 or greater
     * ({@link Json#isInteger}).
     */
    // task validate
    private static void item(JsonNode item, String place, ValidationErrors mistakes) {
        if (!item.isObject()) {
            mistakes.add(place, "an item is an object with sku and quantity");
            return;
        }
        text(item, "sku", place, mistakes);
        if (Json.isMissing(item.path("quantity"))) {
            mistakes.add(place + "/quantity", "missing quantity");
        } else if (!Json.isInteger(item.path("quantity"), 1)) {
            mistakes.add(place + "/quantity", "quantity has to be a whole number from 1 to " + Long.MAX_VALUE);
        }
    }

    /** Notes a mistake at `/coupon` unless the coupon is missing, or is text that the shop knows as a code. */
    // task validate
    private void coupon(JsonNode coupon, ValidationErrors mistakes) {
        if (!Json.isMissing(coupon) && !(coupon.isTextual() && coupons.has(coupon.textValue()))) {
            mistakes.add("/coupon", "unknown coupon");
        }
    }
}
