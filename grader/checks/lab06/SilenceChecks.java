package grader.checks.lab06;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import grader.clients.http.UsableTime;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Task price: the pricing service says nothing, or not in time. */
class SilenceChecks {

    private static final int TIMEOUT_MILLIS = 400;
    private static final Duration NEARLY = Duration.ofMillis(TIMEOUT_MILLIS - 50);
    private static final int QUARTER = TIMEOUT_MILLIS / 4;
    private static final int ITEMS = 20;
    private static final int MANY_ITEMS = 40;
    /** Twenty times the timeout. One item after the other takes longer still, and so does the whole time for each. */
    private static final int MOST_MILLIS = 8_000;
    private static final String TO_RESPOND = "to respond in time";
    private static final int DRIBBLES = 1_000;
    private static final int DRIBBLE_MILLIS = 40;

    @Test
    @Check(value = "the pricing service has --pricing-timeout for the whole checkout, however many items there "
            + "are: then 504",
            task = "price", rule = "pricing-deadline", points = 3, slow = true, ownServer = true,
            clause = "RFC 9110 §15.6.5",
            explain = """
                    The client waits for the whole response, so there is one deadline for all prices, from the first
                    request to the last byte of the last response. A server that asks for one price after the other,
                    and gives each the whole time, keeps a client with twenty items waiting twenty times as long. Ask
                    for all of them at once, or give each only the time that is left.
                    """)
    void silence(Rig rig) {
        Shop shop = Shop.openOwn(rig, TIMEOUT_MILLIS);
        rig.each("a sku that gets no response", () -> {
            Order order = shop.order();
            try (ResponseBarrier _ = shop.holdPrices()) {
                shop.post(order).then().statusCode(504);
            }
        });
        rig.each("a response of which only the beginning comes", () -> {
            // WireMock waits before each piece, also the first: so the head and some pieces come in time.
            String content = "{\"cents\":100, \"more\":\"" + "x".repeat(DRIBBLES) + "\"}";
            String broken = shop.sku(okJson(content).withChunkedDribbleDelay(DRIBBLES, DRIBBLES * DRIBBLE_MILLIS));
            shop.post(shop.order().of(broken)).then().statusCode(504);
        });
        rig.each(MANY_ITEMS + " skus that get no response", () -> {
            Order order = items(shop, MANY_ITEMS);
            rig.untilProven(TO_RESPOND, () -> {
                try (ResponseBarrier gate = shop.holdPrices()) {
                    return isInTime(rig, () -> shop.post(order).then().statusCode(504), gate);
                }
            });
        });
        rig.each(ITEMS + " skus, one of which is answered every " + QUARTER + " ms", () -> {
            Object[] items = IntStream.rangeClosed(1, ITEMS)
                    .mapToObj(i -> Order.item(
                            shop.sku(okJson("{\"cents\":1}").withFixedDelay(i * QUARTER)), 1))
                    .toArray();
            shop.post(shop.order().of(items)).then().statusCode(504);
        });
        rig.each(ITEMS + " skus, each answered after " + NEARLY.toMillis() + " ms", () -> {
            Order order = items(shop, ITEMS);
            rig.untilProven(TO_RESPOND, () -> {
                try (ResponseBarrier gate = shop.delayPrices(NEARLY)) {
                    return isInTime(rig, () -> shop.post(order), gate);
                }
            });
        });
    }

    private static Order items(Shop shop, int count) {
        return shop.order().of(IntStream.range(0, count).mapToObj(i -> Order.item(shop.sku(100), 1)).toArray());
    }

    /**
     * One deadline for all takes far less, even on a slow machine. Returns false if it took so long, and others had the
     * processors meanwhile.
     */
    private static boolean isInTime(Rig rig, Runnable checkout, ResponseBarrier gate) {
        long start = System.nanoTime();
        long usable = UsableTime.nanos();
        checkout.run();
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (millis <= MOST_MILLIS) {
            return true;
        }
        if (UsableTime.nanos() - usable < MOST_MILLIS * 1_000_000L / 2) {
            return false;
        }
        throw rig.failure("expected a response about " + TIMEOUT_MILLIS
                + " ms after the request, as --pricing-timeout says, but it took " + millis + " ms: "
                + (gate.most() < ITEMS / 4
                        ? "the pricing service was asked for at most " + gate.most() + " prices at the same time"
                        : "the deadline has to be one moment for all prices, not a duration for each of them"));
    }
}
