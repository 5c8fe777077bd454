package grader.checks.lab06;

import static grader.checks.lab06.Lab06.PROBLEM;
import static grader.checks.lab06.Lab06.allAtOrBelow;
import static grader.checks.lab06.Order.item;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import grader.clients.http.Client;
import grader.clients.upstream.ResponseBarrier;
import grader.clients.upstream.SamePath;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Task price: the requests to the pricing service, and what is made of its responses. When it fails:
 * {@link FaultChecks}.
 */
class PriceChecks {

    private static final int SLOW_ITEMS = 10;

    @Test
    @Check(value = "the price of each sku is requested from the pricing service", task = "price",
            rule = "price-request", points = 4,
            foundation = true,
            ownServer = true,
            explain = """
                    For each item there is a GET to --pricing, with the path /prices/ and the sku; its response is
                    JSON with the price of one piece in `cents`. Other members are ignored.
                    """)
    void asksForEach(Rig rig) {
        Shop shop = Shop.open(rig);
        List<String> skus = List.of(shop.sku(rig.random().nextInt(1, 900)), shop.sku(rig.random().nextInt(1, 900)),
                shop.sku(rig.random().nextInt(1, 900)));

        shop.expectPast("price", shop.order().of(item(skus.get(0), 2), item(skus.get(1), 1), item(skus.get(2), 7)));

        List<String> asked =
                shop.asked()
                        .stream()
                        .map(request -> request.getMethod() + " " + SamePath.normalized(request.getUrl()))
                        .toList();
        for (String sku : skus) {
            if (!asked.contains("GET /prices/" + sku)) {
                throw rig.failure("expected the pricing service to get GET /prices/" + sku + ", but it got "
                        + (asked.isEmpty() ? "nothing" : String.join(", ", asked)));
            }
        }
    }

    @Test
    @Check(value = "a sku is one segment of the path, percent-encoded, whatever is in it", task = "price",
            rule = "sku-segment", points = 3,
            ownServer = true, clause = "RFC 3986 §2.1, §3.3",
            explain = """
                    A slash in a sku does not separate segments, and a question mark begins no query: a server that
                    puts a sku into a URL as it is lets a customer choose which URL is requested. Encode it as UTF-8,
                    and write each byte other than a letter, digit, - . _ or ~ as % and two hexadecimal digits. A plus
                    sign means a space only in forms, not in paths.
                    """)
    void encoded(Rig rig) {
        Shop shop = Shop.open(rig);
        for (String odd : List.of("/b ü", "a/../b", "?x=1", "#x", "%41%2F", "a+b c", "a;b=c&d", "\"<>\\^`{|}", "€😀")) {
            String sku = shop.sku() + odd + rig.word();
            shop.priceOfAll(sku.substring(0, sku.indexOf(odd)));
            rig.each("the sku " + sku, () -> {
                int before = shop.asked().size();
                shop.expectPast("price", shop.order().of(sku));
                List<LoggedRequest> asked = shop.asked();
                List<String> urls = asked.subList(Math.min(before, asked.size()), asked.size())
                        .stream()
                        .map(LoggedRequest::getUrl)
                        .toList();
                if (urls.stream().noneMatch(url -> isPathOf(sku, url))) {
                    throw rig.failure(
                            "expected the pricing service to be asked for one segment after /prices/ that is this sku "
                                    + "percent-encoded, such as " + Lab06.encoded(sku) + ", but it got " + urls);
                }
            });
        }
    }

    private static boolean isPathOf(String sku, String url) {
        String segment = url.substring(Math.min(url.length(), "/prices/".length()));
        return segment.matches("[^/?#]*") && sku.equals(Lab06.decoded(segment));
    }

    @Test
    @Check(value = "a sku that the pricing service does not know is the client's mistake: 422, with the item's pointer",
            task = "price", rule = "unknown-sku", points = 3, ownServer = true, clause = "RFC 9110 §15.5.21",
            explain = """
                    The service works, and its 404 says that there is no such product. That is a mistake in the order,
                    so the client gets a 422 as for any other bad field, with the pointer of that item (/items/1) or
                    of its sku.
                    """)
    void unknownSku(Rig rig) {
        Shop shop = Shop.open(rig);
        String good = shop.sku(rig.random().nextInt(1, 900));
        rig.control("the others alone are good", () -> shop.expectPast("price", shop.order().of(good).and(good, 2)));
        int place = rig.random().nextInt(4);
        List<Object> items = new ArrayList<>(List.of(item(good, 1), item(shop.sku(5), 2), item(good, 3)));
        items.add(place, item(shop.unknownSku(), 1));

        shop.post(shop.order().of(items.toArray()))
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("errors.pointer", allAtOrBelow("/items/" + place));
    }

    @Test
    @Check(value = "a slow price does not stop other requests", task = "price", rule = "others-served", points = 3,
            ownServer = true,
            explain = """
                    While one checkout waits for the pricing service, others are served: it holds no lock that they
                    need, and its thread is not theirs.
                    """)
    void slowPrice(Rig rig) {
        Shop shop = Shop.open(rig);
        String slow = shop.sku();
        Object[] items = IntStream.range(0, SLOW_ITEMS).mapToObj(i -> item(slow + i, 1)).toArray();
        IntStream.range(0, SLOW_ITEMS).forEach(i -> shop.price(slow + i, 100));
        Order quick = shop.order();
        List<Client> clients = new ArrayList<>();
        try (ResponseBarrier gate = shop.holdPrices(slow)) {
            for (int i = 1; i <= 3; i++) {
                clients.add(shop.begin(shop.order().of(items)));
                if (!gate.holds(i, Shop.FIRST_ORDER)) {
                    throw rig.failure("expected " + i + " checkouts at once to ask for their price, but "
                            + gate.waiting() + " did");
                }
            }
            rig.tell(
                    "the pricing service holds the prices of these three, of " + SLOW_ITEMS
                            + " items each; another checkout comes, "
                            + "and its price is not held");
            try (Client other = shop.begin(quick)) {
                Lab06.expectPast("price", other.answer());
            }
            gate.open();
            clients.forEach(client -> Lab06.expectPast("price", client.answer()));
        } finally {
            clients.forEach(Client::close);
        }
    }
}
