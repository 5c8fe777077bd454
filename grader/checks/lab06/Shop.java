package grader.checks.lab06;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.clients.upstream.SamePath;
import grader.clients.upstream.Upstream;
import grader.grading.engine.Rig;
import grader.grading.engine.Words;
import grader.grading.server.Race;
import grader.grading.server.Server;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The learner's server as a shop: its users and coupons are known, and WireMock is its pricing service.
 *
 * <p>Many checks share one server and one pricing service. So each shop has skus of its own, and each check that fills
 * an account an {@link Account} of its own.
 */
final class Shop {

    /** Part of each sku, besides the seed's words: equal checks may run side by side, and must not meet. */
    private static final AtomicLong SHOPS = new AtomicLong();
    private static final String PRICES = "/prices/";
    /** A server's first order loads hundreds of classes. */
    static final Duration FIRST_ORDER = Limits.PATIENCE.multipliedBy(3);

    private final Rig rig;
    private final Server server;
    private final Upstream pricing;
    private final List<String> users;     // ID:LIMIT:yes|no
    private final String mark;
    final String coupon;
    final int percent;
    private Duration patience = FIRST_ORDER;

    /** @param url of the pricing service; null for that of `pricing` */
    private Shop(Rig rig, Upstream pricing, String url, String timeout, Function<String[], Server> starting) {
        this.rig = rig;
        this.pricing = pricing;
        this.mark = rig.word() + SHOPS.incrementAndGet();
        Random random = rig.common("shop");
        this.users = Account.flags(random);
        this.coupon = Words.word(random).toUpperCase(Locale.ROOT);
        this.percent = random.nextInt(3, 48);
        List<String> flags = new ArrayList<>();
        users.forEach(user -> Collections.addAll(flags, "--user", user));
        Collections.addAll(flags, "--coupon", coupon + ":" + percent, "--pricing", url == null ? pricing.url() : url,
                "--pricing-timeout", timeout, "--read-timeout", Limits.ENDLESS);
        this.server = starting.apply(flags.toArray(String[]::new));
    }

    /** A shop that others may have bought in; its pricing service may take its time. */
    static Shop open(Rig rig) {
        return new Shop(rig, rig.sharedUpstream(), null, Limits.ENDLESS, rig::borrow);
    }

    /** One of the check's own. @param timeout of the pricing service, in milliseconds */
    static Shop openOwn(Rig rig, int timeout) {
        return new Shop(rig, rig.upstream(), null, "" + timeout, rig::start);
    }

    /** One of the check's own, with a user for each round of a race ({@link #racers}), who may buy up to this limit. */
    static Shop openRaced(Rig rig, int limit) {
        return new Shop(rig, rig.sharedUpstream(), null, Limits.ENDLESS, flags -> {
            List<String> all = new ArrayList<>(List.of(flags));
            racers().forEach(user -> Collections.addAll(all, "--user", user + ":" + limit + ":yes"));
            return rig.start(all.toArray(String[]::new));
        });
    }

    static List<String> racers() {
        return IntStream.rangeClosed(0, Race.MOST_STEPS).mapToObj(i -> "racer" + i).toList();
    }

    /** One of the check's own, whose pricing service is not running. */
    static Shop openAlone(Rig rig) {
        return new Shop(rig, rig.sharedUpstream(), "http://127.0.0.1:" + rig.freePort(), Limits.ENDLESS,
                rig::start);
    }

    /** One of the check's own; a server in Java has little memory. */
    static Shop openSmall(Rig rig) {
        return new Shop(rig, rig.sharedUpstream(), null, Limits.ENDLESS, rig::startSmall);
    }

    Server server() {
        return server;
    }

    String user(Account account) {
        return users.get(account.ordinal()).split(":")[0];
    }

    /** In cents. */
    long limit(Account account) {
        return Long.parseLong(users.get(account.ordinal()).split(":")[1]);
    }

    /** A new sku, unknown to the pricing service. */
    String sku() {
        return mark + "-" + rig.word();
    }

    /** A new sku with this price. */
    String sku(long cents) {
        String sku = sku();
        price(sku, cents);
        return sku;
    }

    void price(String sku, long cents) {
        answers(sku, okJson(Lab06.json(Map.of("sku", sku, "cents", cents))));
    }

    /** What the pricing service says of a sku of plain letters. */
    void answers(String sku, ResponseDefinitionBuilder answer) {
        pricing.answers(WireMock.get(SamePath.as(PRICES + sku)).willReturn(answer));
    }

    /** Whatever sku begins so has a price, however it is encoded. */
    void priceOfAll(String start) {
        pricing.answers(WireMock.get(SamePath.startingWith(PRICES + start)).willReturn(okJson("{\"cents\":100}")));
    }

    /** A new sku, of which the pricing service says this. */
    String sku(ResponseDefinitionBuilder answer) {
        String sku = sku();
        answers(sku, answer);
        return sku;
    }

    /** A new sku, of which the pricing service says this first, and then this price. */
    String sku(ResponseDefinitionBuilder first, long cents) {
        String sku = sku();
        pricing.answers(WireMock.get(SamePath.as(PRICES + sku))
                .inScenario(sku)
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(first)
                .willSetStateTo("later"));
        pricing.answers(WireMock.get(SamePath.as(PRICES + sku))
                .inScenario(sku)
                .whenScenarioStateIs("later")
                .willReturn(okJson(Lab06.json(Map.of("sku", sku, "cents", cents)))));
        return sku;
    }

    /** A new sku that the pricing service does not know. */
    String unknownSku() {
        return sku(aResponse().withStatus(404));
    }

    Upstream pricing() {
        return pricing;
    }

    /** What this shop's server has asked the pricing service for, for this check. */
    List<LoggedRequest> asked() {
        return pricing.received(PRICES + mark);
    }

    /** Keeps the prices of this shop, or of one sku, until all that matters has come. */
    ResponseBarrier holdPrices(String... sku) {
        return pricing.hold(PRICES + (sku.length > 0 ? sku[0] : mark));
    }

    /** Keeps the prices of this shop until so many wait for one, again and again. */
    ResponseBarrier gatherPrices(int party) {
        return pricing.gather(PRICES + mark, party);
    }

    /** Each price of this shop takes this long. */
    ResponseBarrier delayPrices(Duration each) {
        return pricing.delay(PRICES + mark, each);
    }

    /** A good order of one piece, by a user who may buy. */
    Order order() {
        return order(user(Account.RICH)).of(sku(rig.random().nextInt(100, 5_000)));
    }

    /** An order of nothing yet. */
    Order order(String user) {
        return new Order(Map.of()).by(user).with("email", rig.word() + "@" + rig.word() + ".example");
    }

    RequestSpecification given() {
        Duration now = patience;
        patience = Limits.PATIENCE;
        return rig.rest(server, now).contentType("application/json");
    }

    Response post(Order order) {
        return post(order.json());
    }

    Response post(String body) {
        return given().body(body).when().post("/checkout");
    }

    Response post(Order order, String key) {
        return post(order.json(), key);
    }

    Response post(String body, String key) {
        return given().header("Idempotency-Key", key).body(body).when().post("/checkout");
    }

    Response get(String path) {
        return rig.rest(server).when().get(path);
    }

    /**
     * The order gets beyond a task: it is accepted, or a task that comes later is not written yet, or says no. It may
     * be the server's first.
     */
    void expectPast(String task, Order order) {
        try (Client client = begin(order)) {
            if (!client.awaitData(FIRST_ORDER)) {
                throw rig.failure("expected a response, but nothing came within " + Limits.shown(FIRST_ORDER));
            }
            Lab06.expectPast(task, client.answer());
        }
    }

    /** Sends a checkout on a connection of its own, and does not wait for the response. */
    Client begin(Order order, String... fields) {
        return server.connect().send(Lab06.request(order.json(), fields));
    }
}
