package grader.checks.lab06;

import grader.clients.http.Answer;
import grader.clients.http.CheckFailed;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Race;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tasks rules and order: two orders that meet in one class of the shop, whatever the order of their steps. */
class OrderRaceChecks {

    private static final int LIMIT = 100;

    @Test
    @Check(value = "no step of another order comes between the check of a limit and the charge", task = "rules",
            rule = "limit-at-once", points = 1, ownServer = true, builds = "order",
            explain = """
                    Each of the two orders is within the limit, but not both. Reading what a customer owes, and writing
                    the sum, are two steps, even if each is safe by itself. Make them one: no other request may come in
                    between.
                    """)
    void chargedTogether(Rig rig) {
        Race race = rig.race("CreditLedger");
        Shop shop = Shop.openRaced(rig, LIMIT);
        String sku = shop.sku(LIMIT * 3 / 5);
        Iterator<String> users = Shop.racers().iterator();
        race.run(shop.server(), () -> {
            String order = Lab06.request(shop.order(users.next()).of(sku).json());
            return new Race.Round(order, order, (first, second) -> {
                List<Integer> statuses = Stream.of(first, second).map(Answer::status).sorted().toList();
                if (!statuses.equals(List.of(201, 409))) {
                    throw new CheckFailed(
                            "expected one of two orders to be within the limit (201) and the other one not "
                                    + "(409), but they got " + statuses.getFirst() + " and " + statuses.getLast());
                }
            });
        });
    }

    @Test
    @Check(value = "no step of an equal request comes between the look for a key and its storage", task = "order",
            rule = "keys-at-once", points = 1, ownServer = true,
            explain = """
                    Looking for a key and storing it are two steps. If both requests look before either stores it,
                    both check out. The key has to be taken in one step.
                    """)
    void keyTakenOnce(Rig rig) {
        Race race = rig.race("IdempotencyKeys", "IdempotencyKey");
        Shop shop = Shop.openRaced(rig, LIMIT);
        String order = shop.order().json();
        race.run(shop.server(), () -> {
            String request = Lab06.request(order, "Idempotency-Key: " + rig.word());
            return new Race.Round(request, request, (first, second) -> {
                List<String> ids = Stream.of(first, second)
                        .map(answer -> Lab06.body(answer.expectStatus(201)).path("orderId").asText())
                        .toList();
                if (!ids.getFirst().equals(ids.getLast())) {
                    throw new CheckFailed("expected one order for two requests with the same key, but they got the ids "
                            + String.join(" and ", ids));
                }
            });
        });
    }
}
