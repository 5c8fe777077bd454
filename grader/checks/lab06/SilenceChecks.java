package grader.checks.lab06;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import grader.run.Check;
import grader.run.Need;
import grader.run.Rig;
import grader.wire.Gate;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/** Task price: the pricing service says nothing, or not in time. */
class SilenceChecks {

    private static final int TIMEOUT_MILLIS = 400;
    private static final int ITEMS = 20;
    /** More than ten times the timeout; one item after the other takes longer still. */
    private static final Duration MOST = Duration.ofMillis(5_000);

    @Check(value = "the pricing service has --pricing-timeout for the whole checkout, however many items there are: then 504",
            task = "price", points = 3, rest = true, slow = true, needs = Need.FLAGS, clause = "RFC 9110 §15.6.5",
            explain = "The client waits for the whole answer, so there is one deadline for all prices, from the first question to "
                    + "the last byte of the last answer. Whoever asks for one price after the other, and gives each the whole time, "
                    + "keeps a client with twenty items waiting twenty times as long. Ask for all at once, or give each the time that "
                    + "is left.")
    void silence(Rig rig) {
        Shop shop = Shop.openOwn(rig, TIMEOUT_MILLIS);
        rig.each("a sku that gets no answer", () -> {
            String silent = shop.sku(100);
            try (Gate gate = shop.holdPrices(silent)) {
                shop.post(shop.order().of(silent)).then().statusCode(504);
            }
        });
        rig.each(ITEMS + " skus that get no answer", () -> inTime(rig, () -> {
            Order order = items(shop, ignored -> shop.sku(100));
            try (Gate gate = shop.holdPrices()) {
                shop.post(order).then().statusCode(504);
            }
        }));
        rig.each("an answer of which only the beginning comes", () -> inTime(rig, () ->
                shop.post(shop.order().of(shop.sku(okJson("{\"cents\":100, \"more\":true}").withChunkedDribbleDelay(2, 30_000))))
                        .then().statusCode(504)));
        rig.each(ITEMS + " skus that are each answered after " + (TIMEOUT_MILLIS - 50) + " ms", () -> inTime(rig, () ->
                shop.post(items(shop, ignored -> shop.sku(okJson("{\"cents\":100}").withFixedDelay(TIMEOUT_MILLIS - 50))))));
    }

    private static Order items(Shop shop, LongFunction<String> sku) {
        List<Object> items = IntStream.range(0, ITEMS).<Object>mapToObj(i -> Order.item(sku.apply(i), 1)).toList();
        return shop.order().of(items.toArray());
    }

    private static void inTime(Rig rig, Runnable steps) {
        long start = System.nanoTime();
        steps.run();
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (millis > MOST.toMillis()) {
            throw rig.failure("expected an answer about " + TIMEOUT_MILLIS + " ms after the request, as --pricing-timeout says, but it took "
                    + millis + " ms");
        }
    }
}
