package grader.checks.lab06;

import static grader.checks.lab06.Account.GUEST_1;
import static grader.checks.lab06.Account.GUEST_2;
import static grader.checks.lab06.Account.RICH;
import static grader.checks.lab06.Lab06.PROBLEM;
import static grader.checks.lab06.Lab06.cents;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.is;

import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Task no-leak: each request sees its own, however many there are at the same time. */
class NoLeakChecks {

    /** With this many orders each of the six guests, and a look at each order, there are more than 1,000 requests. */
    private static final int ORDERS_EACH = 84;

    @Test
    @Check(value = "an order can be seen at its Location: its own user, total and items", task = "no-leak",
            rule = "show-order", points = 4,
            foundation = true,
            ownServer = true,
            explain = """
                    `GET /orders/ID` shows the order as it was taken, with `orderId`, `user`, `total` and `items`,
                    each with its sku and quantity. If there is no such order: 404.
                    """)
    void seen(Rig rig) {
        Shop shop = Shop.open(rig);
        String tea = shop.sku(300);
        String cup = shop.sku(rig.random().nextInt(400, 900));
        String pot = shop.sku(700);
        String jug = shop.sku(200);
        String location = Lab06.location(
                shop.post(shop.order().of(tea, 2).and(cup, 1).and(pot, 4).and(jug, 3).coupon(shop.coupon)));
        String other = Lab06.location(shop.post(shop.order(shop.user(GUEST_1)).of(tea, 5)));

        shop.get(other)
                .then()
                .statusCode(200)
                .body("user", is(shop.user(GUEST_1)))
                .body("total", cents(1_500))
                .body("items.sku", contains(tea))
                .body("items.quantity", contains(5));
        shop.get(location)
                .then()
                .statusCode(200)
                .body("orderId", hasToString(location.substring("/orders/".length())))
                .body("user", is(shop.user(RICH)))
                .body("items.sku", contains(tea, cup, pot, jug))
                .body("items.quantity", contains(2, 1, 4, 3));
        shop.get("/orders/" + rig.word()).then().statusCode(404).contentType(PROBLEM);
    }

    @Test
    @Check(value = "of two checkouts at the same time, each gets its own order", task = "no-leak", rule = "own-data",
            points = 4,
            ownServer = true,
            explain = """
                    One object serves all requests. What belongs to one of them must not be in a field of that object,
                    where the next one overwrites it while the first waits for its price: local variables and
                    parameters belong to one call.
                    """)
    void twoAtOnce(Rig rig) {
        Shop shop = Shop.open(rig);
        Purchase slow = Purchase.by(GUEST_1, shop, rig);
        Purchase quick = Stream.generate(() -> Purchase.by(GUEST_2, shop, rig))
                // else totals may be equal
                .filter(other -> other.quantity() != slow.quantity())
                .findFirst()
                .orElseThrow();
        try (ResponseBarrier first = shop.holdPrices(slow.sku()); ResponseBarrier second = shop.holdPrices(quick.sku());
                Client one = shop.begin(slow.order())) {
            rig.control("a checkout asks for its price", () -> Lab06.expectHeld(rig, first));
            try (Client two = shop.begin(quick.order())) {
                rig.control("both ask for their price at the same time", () -> Lab06.expectHeld(rig, second));
                rig.tell("the second one gets its price first");
                second.open();
                quick.expectTaken(two.answer());
                first.open();
                slow.expectTaken(one.answer());
            }
        }
    }

    @Test
    @Check(value = "no request sees anything of another, in 1,000 requests from six clients at the same time",
            task = "no-leak", rule = "own-data",
            points = 7, slow = true, ownServer = true,
            explain = """
                    Six clients order at the same moment, again and again, and then each looks at its order: user,
                    total and items are its own each time. Anything that all requests share, such as a field of the
                    handler, a static variable, a buffer or something kept per thread, shows another user's order sooner
                    or later.
                    """)
    void interleaved(Rig rig) {
        Shop shop = Shop.open(rig);
        List<List<Purchase>> lists = Account.GUESTS.stream()
                .map(guest -> IntStream.range(0, ORDERS_EACH)
                        .mapToObj(i -> Purchase.by(guest, shop, rig))
                        .toList())
                .toList();
        rig.tell(lists.size() + " clients order " + ORDERS_EACH
                + " times each; the pricing service answers when all of them have asked");
        rig.quietly(() -> {
            List<Future<?>> guests = new ArrayList<>();
            try (ResponseBarrier gate = shop.gatherPrices(lists.size());
                    ExecutorService threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory())) {
                lists.forEach(list -> guests.add(threads.submit(() -> buy(shop, list, gate))));
                guests.forEach(NoLeakChecks::await);
            }
        });
    }

    /** If one has failed, the others do not wait for it. */
    private static void buy(Shop shop, List<Purchase> list, ResponseBarrier gate) {
        try (Buyer guest = new Buyer(shop.server())) {
            guest.buyAll(list);
        } finally {
            gate.open();
        }
    }

    private static void await(Future<?> guest) {
        try {
            guest.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof CheckFailed own) {
                throw own;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
