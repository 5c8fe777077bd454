import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The first step of a checkout: a stranger's bytes become a {@link Cart}, or the client hears of every bad field at once.
 *
 * <p>Behind it nobody has to ask whether there is a user, or whether a quantity is a number. `null` counts as missing, and
 * members that nobody knows are ignored. Page: docs/pages/lab06.adoc.
 */
record Validation(Coupons coupons) {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    /**
     * The JSON of a request.
     *
     * @throws Declined with 415 unless there is one `Content-Type`, and it is `application/json`, in any case and with whatever
     *     parameters; with 400 if the content is none
     */
    // task validate
    JsonNode json(Request request) {
        List<String> types = request.head().fields().all("content-type");
        if (types.size() != 1 || !types.getFirst().split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw Declined.of(415, "the content has to be application/json");
        }
        try {
            return Json.tree(request.content());
        } catch (IOException error) {
            throw Declined.of(400, error.getMessage());
        }
    }

    /**
     * What `json` orders: `user` and `email` as text, `items`, and perhaps a `coupon` that is known.
     *
     * @throws Declined with 422 and every mistake ({@link Mistakes}). What is no object has one at pointer `""`, and that is all. A
     *     field that is not there says so: `missing email`.
     */
    // task validate
    Cart cart(JsonNode json) {
        Mistakes mistakes = new Mistakes();
        if (!json.isObject()) {
            mistakes.add("", "an order is a JSON object");
        } else {
            text(json, "user", "", mistakes);
            email(json, mistakes);
            items(json.path("items"), mistakes);
            coupon(json.path("coupon"), mistakes);
        }
        mistakes.check();
        List<Item> items = new ArrayList<>();
        json.path("items").forEach(item -> items.add(new Item(item.path("sku").textValue(), item.path("quantity").longValue())));
        return new Cart(json.path("user").textValue(), json.path("email").textValue(), List.copyOf(items),
                coupons.percent(json.path("coupon").textValue()));
    }

    /** Notes a mistake unless `name`, a member of `object`, is text and not blank. Pointers into `object` begin with `place`. */
    // task validate
    private static void text(JsonNode object, String name, String place, Mistakes mistakes) {
        JsonNode value = object.path(name);
        if (Json.isMissing(value)) {
            mistakes.add(place + "/" + name, "missing " + name);
        } else if (!Json.isText(value)) {
            mistakes.add(place + "/" + name, name + " has to be text that is not blank");
        }
    }

    /** Notes a mistake unless `email` is text of the form `x@y`. Whether anybody reads it, only a message to it would tell. */
    // task validate
    private static void email(JsonNode json, Mistakes mistakes) {
        JsonNode email = json.path("email");
        if (Json.isMissing(email)) {
            mistakes.add("/email", "missing email");
        } else if (!Json.isText(email) || !EMAIL.matcher(email.textValue()).matches()) {
            mistakes.add("/email", "email has to look like ada@example.com");
        }
    }

    /** Notes a mistake unless `items` is a list that is not empty, of objects with a `sku` (text) and a `quantity` (whole, from 1). */
    // task validate
    private static void items(JsonNode items, Mistakes mistakes) {
        if (Json.isMissing(items)) {
            mistakes.add("/items", "missing items");
        } else if (!items.isArray() || items.isEmpty()) {
            mistakes.add("/items", "items has to be a list with one item or more");
        }
        for (int i = 0; items.isArray() && i < items.size(); i++) {
            item(items.get(i), "/items/" + i, mistakes);
        }
    }

    // task validate
    private static void item(JsonNode item, String place, Mistakes mistakes) {
        if (!item.isObject()) {
            mistakes.add(place, "an item is an object with sku and quantity");
            return;
        }
        text(item, "sku", place, mistakes);
        if (Json.isMissing(item.path("quantity"))) {
            mistakes.add(place + "/quantity", "missing quantity");
        } else if (!Json.isWhole(item.path("quantity"), 1)) {
            mistakes.add(place + "/quantity", "quantity has to be a whole number from 1 to " + Long.MAX_VALUE);
        }
    }

    /** Notes a mistake if there is a coupon, and it is not one of the shop's. */
    // task validate
    private void coupon(JsonNode coupon, Mistakes mistakes) {
        if (!Json.isMissing(coupon) && !(coupon.isTextual() && coupons.has(coupon.textValue()))) {
            mistakes.add("/coupon", "unknown coupon");
        }
    }
}
