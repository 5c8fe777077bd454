package grader.checks.lab09;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.equalTo;

import grader.checks.lab01.Lab01;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Task ttl: what was loaded is used until it is too old. */
class TtlChecks {

    /** So short that a check can wait for its end. */
    private static final String SHORT_TTL = "1500";
    private static final long MORE_THAN_A_MILLISECOND = 20_000_000;

    @Test
    @Check(value = "a value is loaded once, however many requests there are for it", task = "ttl", rule = "fresh",
            points = 3, foundation = true, ownServer = true,
            explain = """
                    The first request for a product loads it from the catalog, and the cache keeps it under its path.
                    As long as it is fresh, all later requests get it from there: the catalog hears of none of them,
                    and it does not matter on which connection they come. The content is what the catalog has sent,
                    byte by byte.
                    """)
    void loadedOnce(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        String json = catalog.json();
        String path = catalog.product(json);
        String otherJson = catalog.json();
        String other = catalog.product(otherJson);
        catalog.expect(path, json);
        catalog.expectLoads(path, 1);
        rig.tell("the catalog has something new there, but the value is fresh for an hour");
        catalog.has(path, catalog.json());

        rig.each("the same product on another connection", () -> expectKept(catalog, path, json));
        rig.each("another product, which is loaded", () -> {
            catalog.expect(other, otherJson);
            catalog.expectLoads(other, 1);
        });
        rig.each("the first product again", () -> expectKept(catalog, path, json));
        rig.each("three times on one connection", () -> {
            try (Client client = catalog.server().connect()) {
                for (int i = 0; i < 3; i++) {
                    client.send(Lab01.get(path)).answer().expectStatus(200).expectBody(json);
                }
            }
            catalog.expectLoads(path, 1);
        });
    }

    private static void expectKept(Catalog catalog, String path, String json) {
        catalog.expect(path, json);
        catalog.expectLoads(path, 1);
    }

    @Test
    @Check(value = "a value that is too old is loaded again", task = "ttl", rule = "expired", points = 2,
            slow = true, ownServer = true,
            explain = """
                    The time to live begins when the value is loaded, and hits do not move its end: a popular value
                    would never get too old. The first request after the end loads the value again, and what it loads
                    takes the place of the old entry, with an end of its own. Times are compared by a subtraction, in
                    the unit of the clock: nanoTime counts nanoseconds, the flag milliseconds.
                    """)
    void tooOld(Rig rig) {
        rig.each("the first request after a time to live of 1 ms", () -> {
            Catalog catalog = Catalog.openOwn(rig, "--cache-ttl", "1");
            String path = catalog.product();
            String json = catalog.json();
            catalog.get(path).then().statusCode(200);
            catalog.has(path, json);
            LockSupport.parkNanos(MORE_THAN_A_MILLISECOND);
            catalog.expect(path, json);
        });
        Catalog catalog = Catalog.openOwn(rig, "--cache-ttl", SHORT_TTL);
        String path = catalog.product();
        rig.control("the product is loaded", () -> catalog.get(path).then().statusCode(200));
        rig.each("after the time to live", () -> expectNew(rig, catalog, path));
        rig.each("after the time to live of what was loaded then", () -> expectNew(rig, catalog, path));
    }

    /**
     * Changes a product in the catalog, and requests it again and again, until the new value comes. A pause as long as
     * the time to live says nothing: then no hit was there to extend it.
     */
    private static void expectNew(Rig rig, Catalog catalog, String path) {
        rig.untilProven("to request a value every 100 ms", () -> {
            AtomicLong last = new AtomicLong(System.nanoTime());        // before a request: the server was asked later
            catalog.get(path).then().statusCode(200);
            String json = catalog.json();
            catalog.has(path, json);
            rig.tell("the catalog has a new value of " + path + "; a client requests it every 100 ms");
            AtomicLong longest = new AtomicLong();
            rig.quietly(() -> {
                if (!Await.comesTrue(Limits.PATIENCE, Catalog.PAUSE, () -> {
                    long before = System.nanoTime();
                    String now = catalog.get(path).asString();
                    longest.accumulateAndGet(System.nanoTime() - last.getAndSet(before), Math::max);
                    return now.equals(json);
                })) {
                    throw rig.failure("expected the new value of " + path + " after " + SHORT_TTL
                            + " ms, the time to live, but " + Limits.shown(Limits.PATIENCE)
                            + " later it is still the old one");
                }
            });
            return longest.get() < Duration.ofMillis(Long.parseLong(SHORT_TTL)).toNanos();
        });
    }

    @Test
    @Check(value = "each user gets their own cart, and a cart is loaded once per user", task = "ttl", rule = "own-cart",
            points = 3, ownServer = true,
            explain = """
                    The key of an entry has to contain everything that the value depends on. /cart is the same path for
                    all users, so the path of the request is no key: the user's name belongs to it, as in /carts/NAME,
                    or the next user gets the cart of the last one. A cache on the way does not know your key, so
                    the response says `Cache-Control: private`.
                    """)
    void ownCart(Rig rig) {
        String capitals = Catalog.user(rig, "ann").toUpperCase(Locale.ROOT);
        Catalog catalog = Catalog.openOwn(rig, "--token", capitals + ":member:" + capitals + "7");
        for (String who : List.of("ann", "ben")) {
            catalog.responds(cart(rig, who), okJson(json(rig, who)));
        }
        catalog.responds("/carts/" + capitals, okJson("{}"));
        for (String who : List.of("ann", "ben", "ann")) {
            catalog.getCart(who).then().statusCode(200).body(equalTo(json(rig, who)));
            catalog.expectLoads(cart(rig, who), 1);
        }
        rig.each("a user whose name differs in case only", () -> catalog.given()
                .header("Authorization", "Bearer " + capitals + "7")
                .when()
                .get("/cart")
                .then()
                .statusCode(200)
                .body(equalTo("{}")));
        rig.each("only the user's browser may keep it", () -> catalog.getCart("ann")
                .then()
                .header("Cache-Control", containsStringIgnoringCase("private")));
        rig.each("without a token there is no cart", () -> catalog.get("/cart").then().statusCode(401));
    }

    private static String cart(Rig rig, String who) {
        return "/carts/" + Catalog.user(rig, who);
    }

    private static String json(Rig rig, String who) {
        return "{\"of\":\"" + Catalog.user(rig, who) + "\"}";
    }

    @Test
    @Check(value = "products of --preload are loaded before the server listens, and get too old like others",
            task = "ttl", rule = "preloaded", points = 2, ownServer = true,
            explain = """
                    `--preload SKU`, as often as it is given, loads a product before the server listens, so even the
                    first client does not wait for the catalog. It goes through the cache like any other load: its
                    entry has the same time to live. A product that the catalog does not have, or a catalog that
                    fails, is no reason not to start: the others are loaded all the same.
                    """)
    void preloaded(Rig rig) {
        Catalog knows = Catalog.before(rig);
        String json = knows.json();
        String first = knows.product(json);
        String second = knows.product(json);
        String unknown = knows.path();
        rig.each("two products", () -> {
            Catalog catalog = knows.started(preload(first), preload(second));
            catalog.expectLoads(first, 1);
            catalog.expectLoads(second, 1);
            expectKept(catalog, first, json);
        });
        rig.each("a product that gets too old", () -> expectNew(rig,
                knows.started("--cache-ttl=" + SHORT_TTL, preload(first)), first));
        rig.each("a product that the catalog does not have", () -> {
            String third = knows.product(json);
            Catalog catalog = knows.started(preload(unknown), preload(third));
            catalog.expect(third, json);
            catalog.expectLoads(third, 1);
        });
    }

    private static String preload(String path) {
        return "--preload=" + path.substring("/products/".length());
    }
}
