package grader.checks.lab06;

import static grader.checks.lab06.Account.AT_THE_LIMIT;
import static grader.checks.lab06.Account.BY_AND_BY;
import static grader.checks.lab06.Account.BY_COUPON;
import static grader.checks.lab06.Account.TOGETHER;
import static org.hamcrest.Matchers.is;

import grader.clients.http.Client;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task rules: the credit limit of a user. */
class CreditLimitChecks {

    private static final int AT_ONCE = 6;

    @Test
    @Check(value = "an order of exactly the limit is good; one cent more is refused with 409 and the code limit",
            task = "rules", rule = "limit-edge",
            points = 5, foundation = true, ownServer = true,
            clause = "RFC 9110 §15.5.10, RFC 9457 §3.2",
            explain = """
                    409: the order is valid, but it conflicts with the current state. A program cannot read a
                    sentence, so the problem has a member for it: `"code":"limit"`. A rejected order takes nothing
                    from the limit.
                    """)
    void edge(Rig rig) {
        Shop shop = Shop.open(rig);
        Order order = shop.order().by(shop.user(AT_THE_LIMIT));
        int limit = (int) shop.limit(AT_THE_LIMIT);
        int part = rig.random().nextInt(1, limit / 4);

        rig.step((limit + 1) + " cents, and the limit is " + limit,
                () -> expectOverLimit(shop, order.of(shop.sku(limit + 1))));
        rig.step("3 × %s + %s = %s cents".formatted(part, limit - 3 * part + 1, limit + 1),
                () -> expectOverLimit(shop, order.of(shop.sku(part), 3).and(shop.sku(limit - 3 * part + 1), 1)));
        rig.step("3 × %s + %s = %s cents, just the limit".formatted(part, limit - 3 * part, limit),
                () -> shop.expectPast("rules", order.of(shop.sku(part), 3).and(shop.sku(limit - 3 * part), 1)));
    }

    private static void expectOverLimit(Shop shop, Order order) {
        shop.post(order).then().statusCode(409).body("code", is("limit"));
    }

    @Test
    @Check(value = "the limit is for all orders of a user together, and a rejected order changes nothing",
            task = "rules", rule = "limit-of-all-orders",
            points = 2, ownServer = true, builds = "order",
            explain = """
                    What counts is the sum of the user's orders, including this one. A rejected order does not count:
                    as much of the limit is left as before. What others buy does not count, nor does what a coupon
                    takes off.
                    """)
    void sumOfOrders(Rig rig) {
        Shop shop = Shop.open(rig);
        Order order = shop.order().by(shop.user(BY_AND_BY));
        int limit = (int) shop.limit(BY_AND_BY);
        int first = rig.random().nextInt(limit / 4, limit / 2);
        int left = limit - first;

        expect(rig, first + " cents, and the limit is " + limit, shop, order.of(shop.sku(first)), 201);
        expect(rig, 10 * limit + " cents, by another user", shop, shop.order().of(shop.sku(10 * limit)), 201);
        expect(rig, left + 1 + " cents, one more than is left", shop, order.of(shop.sku(left + 1)), 409);
        expect(rig, limit + " cents", shop, order.of(shop.sku(limit)), 409);
        expect(rig, left + " cents, all that is left", shop, order.of(shop.sku(left)), 201);
        expect(rig, "1 cent, and nothing is left", shop, order.of(shop.sku(1)), 409);

        long most = shop.limit(BY_COUPON) * 100 / (100 - shop.percent);
        rig.each(most + " cents, of which the coupon leaves no more than the limit",
                () -> shop.post(shop.order().by(shop.user(BY_COUPON)).of(shop.sku(most)).coupon(shop.coupon))
                        .then()
                        .statusCode(201));
    }

    private static void expect(Rig rig, String what, Shop shop, Order order, int status) {
        rig.step(what, () -> shop.post(order).then().statusCode(status));
    }

    @Test
    @Check(value = "orders that come at the same time never exceed the limit together", task = "rules",
            rule = "limit-at-once", points = 1,
            ownServer = true, builds = "order",
            explain = """
                    Each of them alone is within the limit. A server that checks what is left and adds the order later
                    lets through all orders that are checked before the first is added. Once the prices are known,
                    checking and adding have to be one step that no other request can interrupt.
                    """)
    void together(Rig rig) {
        Shop shop = Shop.open(rig);
        int part = (int) shop.limit(TOGETHER) * 2 / 5;
        List<Client> clients = new ArrayList<>();
        int accepted = 0;
        try (ResponseBarrier gate = shop.holdPrices()) {
            for (int i = 0; i < AT_ONCE; i++) {
                clients.add(shop.begin(shop.order().by(shop.user(TOGETHER)).of(shop.sku(part))));
            }
            gate.holds(AT_ONCE, Shop.FIRST_ORDER);
            rig.tell("the pricing service has been asked for " + gate.waiting()
                    + " prices, and sends all of them now");
            gate.open();
            for (Client client : clients) {
                accepted += client.answer().expectStatus(201, 409).status() == 201 ? 1 : 0;
            }
        } finally {
            clients.forEach(Client::close);
        }
        if (accepted != 2) {
            throw rig.failure("expected 2 of " + AT_ONCE + " orders of " + part + " cents to be within the limit of "
                    + shop.limit(TOGETHER) + ", but " + accepted + " were accepted");
        }
        long left = shop.limit(TOGETHER) - 2L * part;
        rig.each("what is left, " + left + " cents",
                () -> shop.post(shop.order().by(shop.user(TOGETHER)).of(shop.sku(left))).then().statusCode(201));
    }
}
