package grader.checks.lab06;

import static grader.checks.lab06.Lab06.cents;
import static grader.checks.lab06.Lab06.isLocationOf;
import static org.hamcrest.Matchers.is;

import grader.clients.http.Client;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Task order: the response to an accepted order. {@link RepeatChecks} check that it is accepted once. */
class OrderChecks {

    private static final int AT_ONCE = 6;

    @Test
    @Check(value = "an order that is taken gets a 201 with its Location, its id and its total", task = "order",
            rule = "created",
            points = 4,
            foundation = true, ownServer = true, clause = "RFC 9110 §15.3.2, §10.2.2",
            explain = """
                    201: something new exists, and Location says where: /orders/, then the `orderId` in the body.
                    `status` is "success" and `total` is in cents. Each order has an id of its own.
                    """)
    void created(Rig rig) {
        Shop shop = Shop.open(rig);
        int price = rig.random().nextInt(100, 5_000);
        Order order = shop.order().of(shop.sku(price), 3);

        Response first = shop.post(order);
        String id = Lab06.orderId(first);
        first.then()
                .statusCode(201)
                .header("Location", isLocationOf(id))
                .body("status", is("success"))
                .body("total", cents(3L * price));

        String next = Lab06.orderId(shop.post(order));
        if (id.equals(next)) {
            throw rig.failure("expected each order to have an id of its own, but two have the id " + id);
        }
        rig.each(AT_ONCE + " orders at the same time", () -> expectOwnIds(rig, shop, order));
    }

    private static void expectOwnIds(Rig rig, Shop shop, Order order) {
        List<Client> clients = new ArrayList<>();
        Set<String> places = new HashSet<>();
        try (ResponseBarrier gate = shop.holdPrices()) {
            for (int i = 0; i < AT_ONCE; i++) {
                clients.add(shop.begin(order, "Connection: close"));
            }
            gate.holds(AT_ONCE, Shop.FIRST_ORDER);
            gate.open();
            clients.forEach(client -> places.add(client.answer().expectStatus(201).field("Location").value()));
        } finally {
            clients.forEach(Client::close);
        }
        if (places.size() < AT_ONCE) {
            throw rig.failure("expected each order to have an id of its own, but " + AT_ONCE + " have only "
                    + places.size() + " ids");
        }
    }
}
