package grader.checks.lab06;

import static grader.checks.lab06.Lab06.cents;
import static grader.clients.rest.HttpMatchers.oneOf;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task rules: what an order comes to. How much that may be is in {@link CreditLimitChecks}. */
class RulesChecks {

    @Test
    @Check(value = "the total is the sum of all prices times quantities, less the coupon's percent of it, rounded down",
            task = "rules", rule = "total", points = 4, ownServer = true, builds = "order",
            explain = """
                    Money is in whole cents. Add up all items, multiply the sum by the percent, divide by 100, drop the
                    fraction, and take that off. So 15% off 333 takes off 49 and leaves 284. Rounding for each item, or
                    to the nearest cent, can be a cent off; and a floating-point number cannot even hold one cent.
                    Whatever else a client writes next to sku and quantity is ignored, above all a price.
                    """)
    void total(Rig rig) {
        Shop shop = Shop.open(rig);
        for (int count : List.of(1, 1, 1, 3, 7)) {
            List<Object> items = new ArrayList<>();
            List<String> terms = new ArrayList<>();
            long sum = 0;
            for (int i = 0; i < count; i++) {
                int price = rig.random().nextInt(1, 3_000);
                int quantity = rig.random().nextInt(1, 9);
                sum += (long) price * quantity;
                items.add(Order.item(shop.sku(price), quantity));
                terms.add(quantity + " × " + price);
            }
            Order order = shop.order().of(items.toArray());
            long whole = sum;
            String shown = String.join(" + ", terms) + " = " + whole + " cents";
            long less = sum - sum * shop.percent / 100;
            rig.each(shown + ", and the client says 1", () -> shop.post(order.withPrices(1))
                    .then()
                    .statusCode(201)
                    .body("total", cents(whole)));
            rig.each(shown + ", no coupon",
                    () -> shop.post(order).then().statusCode(201).body("total", cents(whole)));
            rig.each(shown + ", less " + shop.percent + " %",
                    () -> shop.post(order.coupon(shop.coupon)).then().statusCode(201).body("total", cents(less)));
        }
    }

    @Test
    @Check(value = "large sums are right, and sums that do not fit in 64 bits are rejected",
            task = "rules", rule = "large-sums",
            points = 2, ownServer = true, builds = "order",
            explain = """
                    An int ends at 2,147,483,647 and a long at about 9 quintillion, and after that both wrap around to
                    negative numbers: a very large order becomes a very cheap one. Count with numbers
                    that grow, or with Math.multiplyExact and addExact, and treat an overflow as an amount over every
                    limit.
                    """)
    void largeSums(Rig rig) {
        Shop shop = Shop.open(rig);
        int price = rig.random().nextInt(100_000_000, 900_000_000);
        rig.each("60 pieces at " + price + " cents", () -> shop.post(shop.order().of(shop.sku(price), 60))
                .then()
                .statusCode(201)
                .body("total", cents(60L * price)));

        rig.each("10^30 pieces", () -> shop.post(shop.order().of(shop.sku(price), BigInteger.TEN.pow(30)))
                .then()
                .statusCode(oneOf(409, 422)));
        // 2^62 times 4 is 0 in 64 bits; and 2^64 + 100 is 100
        rig.each("4 pieces at 2^62 cents", () -> shop.post(shop.order().of(shop.sku(1L << 62), 4))
                .then()
                .statusCode(oneOf(409, 422, 502)));
        rig.each("2^62 and 3 * 2^62 and 100 cents",
                () -> shop.post(shop.order().of(shop.sku(1L << 62), 1).and(shop.sku(1L << 62), 3).and(shop.sku(100), 1))
                        .then()
                        .statusCode(oneOf(409, 422, 502)));
    }
}
