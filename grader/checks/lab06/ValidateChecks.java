package grader.checks.lab06;

import static grader.checks.lab06.Lab06.PROBLEM;
import static grader.checks.lab06.Lab06.allAtOrBelow;
import static grader.checks.lab06.Lab06.exactly;
import static grader.checks.lab06.Order.item;
import static grader.clients.rest.HttpMatchers.oneOf;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Task validate: what an order has to look like. {@link FormatChecks} send content that is not an order at all. */
class ValidateChecks {

    @Test
    @Check(value = "an order without an email is refused: 422, and its pointer is /email", task = "validate",
            rule = "field-errors",
            points = 5,
            foundation = true, ownServer = true, clause = "RFC 9110 §15.5.21, RFC 9457 §3",
            explain = """
                    The JSON can be read, so this is not a 400, but it is not an order. A problem+json says what is
                    wrong in a form that programs can read: `errors` has a pointer at each bad field (RFC 6901) and a
                    detail for people.
                    """)
    void missingEmail(Rig rig) {
        Shop shop = Shop.open(rig);
        rig.control("with an email it is not refused", () -> shop.expectPast("validate", shop.order()));

        shop.post(shop.order().without("email"))
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("errors.pointer", exactly("/email"))
                .body(containsString("missing email"));
    }

    @Test
    @Check(value = "all mistakes are reported at once", task = "validate", rule = "all-mistakes", points = 4,
            ownServer = true,
            clause = "RFC 6901 §5",
            explain = """
                    A user who fills in a form wants to see all mistakes at once. Go through all fields and all items,
                    and collect one entry for each bad field. Its pointer has the item's index, counted from 0. A good
                    field has no entry.
                    """)
    void allAtOnce(Rig rig) {
        Shop shop = Shop.open(rig);
        Order bad = shop.order()
                .by(" ")
                .with("email", rig.word())
                .coupon(rig.word())
                .of(item("", 1), item(shop.sku(), 0), item(shop.sku(), 3), item(" ", -1));

        shop.post(bad)
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("errors.pointer", exactly("/user", "/email", "/coupon",
                        "/items/0/sku", "/items/1/quantity", "/items/3/sku", "/items/3/quantity"))
                .body("errors.detail", everyItem(not(blankOrNullString())));

        shop.post("{}").then().statusCode(422).body("errors.pointer", exactly("/user", "/email", "/items"));
    }

    @Test
    @Check(value = "each field has its rule", task = "validate", rule = "field-rules", points = 6,
            ownServer = true,
            explain = """
                    user and sku are text that is not blank; an email has something before its @ and after it; items
                    is a list that is not empty; quantity is a whole number from 1, so neither text nor a fraction;
                    and a coupon, if present, is known to the shop.
                    """)
    void eachField(Rig rig) {
        Shop shop = Shop.open(rig);
        Order good = shop.order();
        rig.control("a good order is not refused", () -> shop.expectPast("validate", good.coupon(shop.coupon)));

        bad("/user", "", "  \t", 5, true, List.of(), Map.of()).forEach((what, value) -> rig.each(what,
                () -> shop.post(good.with("user", value))
                        .then()
                        .statusCode(422)
                        .body("errors.pointer", exactly("/user"))));

        bad("/email", "", "@", rig.word(), rig.word() + "@", "@" + rig.word(), 5, List.of("a@b"))
                .forEach((what, value) -> rig.each(what,
                        () -> shop.post(good.with("email", value))
                                .then()
                                .statusCode(422)
                                .body("errors.pointer", exactly("/email"))));

        bad("/items", List.of(), "x", 1, item(shop.sku(), 1)).forEach((what, value) -> rig.each(what,
                () -> shop.post(good.with("items", value))
                        .then()
                        .statusCode(422)
                        .body("errors.pointer", exactly("/items"))));

        bad("/items/1", rig.word(), 5, List.of(), false).forEach((what, value) -> rig.each(what,
                () -> shop.post(good.of(item(shop.sku(), 1), value))
                        .then()
                        .statusCode(422)
                        .body("errors.pointer", allAtOrBelow("/items/1"))));

        bad("/items/0/sku", "", " ", 5, List.of()).forEach((what, value) -> rig.each(what,
                () -> shop.post(good.of(item(value, 1)))
                        .then()
                        .statusCode(422)
                        .body("errors.pointer", exactly("/items/0/sku"))));

        bad("/coupon", shop.coupon + rig.word(), rig.word()).forEach((what, value) -> rig.each(what,
                () -> shop.post(good.coupon(value)).then().statusCode(422).body("errors.pointer", exactly("/coupon"))));
    }

    @Test
    @Check(value = "a quantity is a whole number from 1", task = "validate", rule = "quantity", points = 3,
            ownServer = true,
            clause = "RFC 8259 §6",
            explain = """
                    JSON has one type for all numbers, and libraries are happy to turn anything into an int: 1.5
                    becomes 1, "2" becomes 2, true becomes 1, and what does not fit becomes something else. Look at what
                    arrived before you convert it.
                    """)
    void quantity(Rig rig) {
        Shop shop = Shop.open(rig);
        String sku = shop.sku(100);
        rig.control("a quantity of 1 is good, and one of 12, too", () -> {
            shop.expectPast("validate", shop.order().of(sku, 1));
            shop.expectPast("validate", shop.order().of(sku, 12));
        });

        bad("/items/0/quantity", 0, -1, -rig.random().nextInt(2, 1_000), 1.5, 0.5, "2", "", true, List.of(1), Map.of())
                .forEach((what, value) -> rig.each(what, () -> shop.post(shop.order().of(sku, value))
                        .then()
                        .statusCode(422)
                        .body("errors.pointer", exactly("/items/0/quantity"))));
        for (String large : List.of("18446744073709551617", "9223372036854775808")) {
            rig.each("\"quantity\": " + large, () -> shop.post(shop.order().of(sku, new BigInteger(large)))
                    .then()
                    .statusCode(oneOf(422, 409)));
        }
    }

    @Test
    @Check(value = "null means missing, and unknown members are ignored", task = "validate", rule = "null-is-missing",
            points = 3,
            ownServer = true,
            explain = """
                    `null` stands for nothing: a field that is null is treated as if it were not there, so a null
                    coupon is good and a null email is missing. An unknown member is not a mistake: clients that know
                    more than this server keep working.
                    """)
    void nullAndUnknown(Rig rig) {
        Shop shop = Shop.open(rig);
        rig.each("\"coupon\": null", () -> shop.expectPast("validate", shop.order().coupon(null)));
        rig.each("an unknown member", () -> shop.expectPast("validate",
                shop.order().with(rig.word(), Map.of(rig.word(), List.of(1, "x")))));

        for (String name : List.of("user", "items")) {
            rig.each("\"" + name + "\": null", () -> shop.post(shop.order().with(name, null))
                    .then()
                    .statusCode(422)
                    .body("errors.pointer", exactly("/" + name)));
        }
        rig.each("\"email\": null", () -> shop.post(shop.order().with("email", null))
                .then()
                .statusCode(422)
                .body("errors.pointer", exactly("/email"))
                .body(containsString("missing email")));
        rig.each("\"sku\": null, \"quantity\": null", () -> shop.post(shop.order().of(item(null, null)))
                .then()
                .statusCode(422)
                .body("errors.pointer", exactly("/items/0/sku", "/items/0/quantity")));
    }

    /** Values that a field must not have, each by its description. */
    private static Map<String, Object> bad(String pointer, Object... values) {
        Map<String, Object> all = new LinkedHashMap<>();
        Arrays.stream(values).forEach(value -> all.put(pointer + " is " + Lab06.json(value), value));
        return all;
    }
}
