package grader.checks.lab06;

import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static grader.checks.lab06.Account.GUEST_1;
import static grader.checks.lab06.Account.REPEATED;
import static grader.checks.lab06.Account.TWINS;
import static grader.checks.lab06.Lab06.cents;
import static grader.checks.lab06.Lab06.isLocationOf;
import static org.hamcrest.Matchers.hasToString;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.rest.Described;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Task order: a client that sends its order again because it got no response buys once. */
class RepeatChecks {

    private static final int AT_ONCE = 5;
    /** More than the memory of a small server, all together. */
    private static final int LARGE = 800_000;
    private static final int MANY = 100;
    /** So many that a table of keys grows, which moves all of them. */
    private static final int OTHER_KEYS = 60;

    @Test
    @Check(value = "the same Idempotency-Key gets the same response again, and no second order", task = "order",
            rule = "repeated-key",
            points = 3,
            ownServer = true, clause = "draft-ietf-httpapi-idempotency-key-header §2.1",
            explain = """
                    A client whose response got lost cannot know whether it has bought. So it gives its request a key,
                    and sends it again with that key: the server keeps its response under the key, and repeats it.
                    Nothing else happens: no price is requested again, and nothing is added to what the user owes.
                    """)
    void repeated(Rig rig) {
        Shop shop = Shop.open(rig);
        int limit = (int) shop.limit(REPEATED);
        int price = limit / 2 + rig.random().nextInt(1, limit / 4);
        String sku = shop.sku(price);
        Order order = shop.order().by(shop.user(REPEATED)).of(sku);
        String key = rig.word();

        String id = Lab06.orderId(shop.post(order, key));
        shop.price(sku, 1);
        for (int again = 1; again <= 2; again++) {
            shop.post(order, key)
                    .then()
                    .statusCode(201)
                    .header("Location", isLocationOf(id))
                    .body("orderId", hasToString(id))
                    .body("total", cents(price));
        }
        rig.each("what is left of the limit, " + (limit - price) + " cents",
                () -> shop.post(order.of(shop.sku(limit - price))).then().statusCode(201));
    }

    @Test
    @Check(value = "the same key with another order is rejected with 422; the same JSON value in other bytes is "
            + "the same order",
            task = "order", rule = "same-value", points = 3, ownServer = true,
            clause = "draft-ietf-httpapi-idempotency-key-header §2.7",
            explain = """
                    A client that uses a key for two orders has a bug, and would take the response to one for the
                    response to the other. It is the values that are compared: members have no order, and white space
                    between them means nothing, so keep the JSON, not its text.
                    """)
    void sameValue(Rig rig) {
        Shop shop = Shop.open(rig);
        Order order = shop.order().of(shop.sku(100), 2).and(shop.sku(200), 1).coupon(shop.coupon);
        String key = rig.word();
        String id = Lab06.orderId(shop.post(order, key));

        rig.each("members in another order, and white space",
                () -> shop.post(order.spreadOut(), key).then().statusCode(201).body("orderId", hasToString(id)));
        rig.each("without its coupon", () -> shop.post(order.without("coupon"), key).then().statusCode(422));
        rig.each("another email", () -> shop.post(order.with("email", "x@" + rig.word()), key).then().statusCode(422));
        rig.each("one more item", () -> shop.post(order.and(shop.sku(100), 1), key).then().statusCode(422));
        rig.each("the first order again",
                () -> shop.post(order, key).then().statusCode(201).body("orderId", hasToString(id)));
        rig.each("another order, under the key of an order that still waits for its price", () -> {
            String slow = shop.sku(100);
            String taken = rig.word();
            whileHeld(rig, shop, slow, taken, first -> {
                try (Client second = shop.begin(shop.order().of(shop.sku(200)), field(taken))) {
                    shop.server().awaitRead(second);
                    shop.server().awaitIdle();
                    first.open();
                    second.answer().expectStatus(422);
                }
            });
        });
    }

    /** Does something while an order with this key waits for the price of its sku; that order is taken in the end. */
    private static void whileHeld(Rig rig, Shop shop, String sku, String key, Consumer<ResponseBarrier> what) {
        try (ResponseBarrier gate = shop.holdPrices(sku);
                Client first = shop.begin(shop.order().of(sku), field(key))) {
            if (!gate.holds(1, Shop.FIRST_ORDER)) {
                throw rig.failure("expected the first order to ask for its price");
            }
            what.accept(gate);
            gate.open();
            first.answer().expectStatus(201);
        }
    }

    private static String field(String key) {
        return "Idempotency-Key: " + key;
    }

    @Test
    @Check(value = "keys belong to a user, and only a 201 is kept", task = "order", rule = "kept-201", points = 2,
            ownServer = true,
            explain = """
                    Two users may happen to use the same key, and neither may see the other's order. A rejection
                    is not kept: a client may try again with the same key.
                    """)
    void whatIsKept(Rig rig) {
        Shop shop = Shop.open(rig);
        String key = rig.word();
        String id = Lab06.orderId(shop.post(shop.order(), key));
        rig.each("another user's key of the same name", () -> {
            String other = Lab06.orderId(shop.post(shop.order().by(shop.user(GUEST_1)), key));
            if (other.equals(id)) {
                throw rig.failure("expected an order of their own, but two users got the order " + id);
            }
        });
        rig.each("a price that fails with 500 first, and comes when it is asked for again", () -> {
            Order order = shop.order().of(shop.sku(serverError(), 100));
            String retried = rig.word();
            shop.post(order, retried)
                    .then()
                    .statusCode(new Described<>("other than 201, as the pricing service sent a 500 for the one price",
                            status -> !status.equals(201)));
            shop.post(order, retried).then().statusCode(201);
        });
        rig.each("a sku that the service does not know first, and knows when it is asked for again", () -> {
            Order order = shop.order().of(shop.sku(notFound(), 100));
            String retried = rig.word();
            shop.post(order, retried).then().statusCode(422);
            shop.post(order, retried).then().statusCode(201);
        });
        rig.each("another order after one whose sku the service does not know", () -> {
            String free = rig.word();
            shop.post(shop.order().of(shop.unknownSku()), free).then().statusCode(422);
            shop.post(shop.order(), free).then().statusCode(201);
        });
        rig.each("an order with a mistake first, then one without it", () -> {
            String mended = rig.word();
            shop.post(shop.order().without("email"), mended).then().statusCode(422);
            shop.post(shop.order(), mended).then().statusCode(201);
        });
    }

    @Test
    @Check(value = "equal keys that come at the same time are one order, too", task = "order", rule = "keys-at-once",
            points = 1,
            ownServer = true,
            explain = """
                    An impatient client sends its request again while the first still waits for its price. A server
                    that looks for the key, requests the price, and stores the key when it is done accepts both. The
                    key has to be taken in one step, before anything else is done; a request that finds it taken waits
                    for the response to the first, whatever that is, even a failure, which frees the key. No other key
                    waits: a ConcurrentHashMap that computes a value locks others, too.
                    """)
    void twins(Rig rig) {
        Shop shop = Shop.open(rig);
        int limit = (int) shop.limit(TWINS);
        int price = limit / 3;
        Order order = shop.order().by(shop.user(TWINS)).of(shop.sku(price));
        List<String> ids = answersAtOnce(rig, shop, order, rig.word()).stream()
                .map(answer -> Lab06.body(answer.expectStatus(201)).path("orderId").asText())
                .toList();

        if (ids.stream().distinct().count() > 1) {
            throw rig.failure(
                    "expected one order for " + AT_ONCE + " requests with the same key, but they got the ids " + ids);
        }
        rig.each("what is left of the limit, " + (limit - price) + " cents",
                () -> shop.post(order.of(shop.sku(limit - price))).then().statusCode(201));
        rig.each("the same where the price of the first fails with 500, and then again", () -> {
            Order failing = shop.order().of(shop.sku(serverError(), 100));
            String key = rig.word();
            answersAtOnce(rig, shop, failing, key);     // A failure for each, or an order by a request that was tried
                                                        // again.
            shop.post(failing, key).then().statusCode(201);
        });
        rig.each(OTHER_KEYS + " other keys, while an order waits for its price", () -> {
            Order quick = shop.order();
            whileHeld(rig, shop, shop.sku(100), rig.word(), ignored -> rig.quietly(() -> {
                for (int i = 0; i < OTHER_KEYS; i++) {
                    shop.post(quick, rig.word() + i).then().statusCode(201);
                }
            }));
        });
    }

    /** All requests have arrived before the first one gets its price. */
    private static List<Answer> answersAtOnce(Rig rig, Shop shop, Order order, String key) {
        List<Client> clients = new ArrayList<>();
        try (ResponseBarrier gate = shop.holdPrices()) {
            for (int i = 0; i < AT_ONCE; i++) {
                Client client = shop.begin(order, field(key));
                clients.add(client);
                shop.server().awaitRead(client);
            }
            gate.holds(1, Shop.FIRST_ORDER);
            shop.server().awaitIdle();
            rig.tell("all " + AT_ONCE + " requests are there; the pricing service answers now");
            gate.open();
            return clients.stream().map(Client::answer).toList();
        } finally {
            clients.forEach(Client::close);
        }
    }

    @Test
    @Check(value = "a key takes up no room for the order that came with it", task = "order", rule = "key-room",
            points = 1, ownServer = true, builds = "repeated",
            explain = """
                    Any client may send large orders with a new key each. A server that keeps the order with each key,
                    to compare it later, runs out of memory. A hash of the order's value is 32 bytes, and differs for
                    other orders.
                    """)
    void keyTakesNoRoom(Rig rig) {
        Shop shop = Shop.openSmall(rig);
        Order order = shop.order().of(shop.sku(0));
        String key = rig.word();
        String id = Lab06.orderId(shop.post(order, key));
        Order large = order.with("note", "x".repeat(LARGE));
        rig.tell(MANY + " orders of " + LARGE + " bytes, each with a key of its own");
        rig.quietly(() -> {
            for (int i = 0; i < MANY; i++) {
                shop.post(large, key + i).then().statusCode(201);
            }
        });
        shop.post(order, key).then().statusCode(201).body("orderId", hasToString(id));
    }
}
