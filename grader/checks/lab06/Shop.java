package grader.checks.lab06;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import grader.run.Rig;
import grader.run.Server;
import grader.wire.Client;
import grader.wire.Gate;
import grader.wire.Upstream;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The learner's server as a shop: its users and coupons are known, and WireMock is its pricing service.
 *
 * <p>Many checks share one server and one pricing service. So each shop has skus of its own, and each check that fills an
 * account an {@link Account} of its own.
 */
final class Shop {

    /** Part of each sku, besides the seed's words: equal checks may run side by side, and must not meet. */
    private static final AtomicLong SHOPS = new AtomicLong();
    private static final String PRICES = "/prices/";

    private final Rig rig;
    private final Server server;
    private final Upstream pricing;
    private final List<String> users = new ArrayList<>();     // ID:LIMIT:yes|no
    private final String mark;
    final String coupon;
    final int percent;

    private Shop(Rig rig, boolean borrowed, String timeout) {
        this.rig = rig;
        Random random = rig.common();
        List<String> flags = new ArrayList<>(Account.flags(random));
        flags.stream().filter(flag -> !flag.equals("--user")).forEach(users::add);
        coupon = Rig.word(random).toUpperCase(java.util.Locale.ROOT);
        percent = random.nextInt(3, 48);
        mark = rig.word() + SHOPS.incrementAndGet();
        pricing = borrowed ? rig.sharedUpstream() : rig.upstream();
        Collections.addAll(flags, "--coupon", coupon + ":" + percent, "--pricing", pricing.url(),
                "--pricing-timeout", timeout, "--read-timeout", "60000");
        String[] all = flags.toArray(String[]::new);
        server = borrowed ? rig.borrow(all) : rig.start(all);
    }

    /** A shop that others may have bought in; its pricing service may take its time. */
    static Shop open(Rig rig) {
        return new Shop(rig, true, "30000");
    }

    /** One of the check's own. @param timeout of the pricing service, in milliseconds */
    static Shop openOwn(Rig rig, int timeout) {
        return new Shop(rig, false, "" + timeout);
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

    /** A sku that nobody has heard of. */
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
        pricing.answers(WireMock.get(urlPathEqualTo(PRICES + sku)).willReturn(answer));
    }

    /** Whatever sku begins so has a price, however it is encoded. */
    void priceOfAll(String start) {
        pricing.answers(WireMock.get(urlMatching(PRICES + start + ".*")).willReturn(okJson("{\"cents\":100}")));
    }

    /** A new sku, of which the pricing service says this. */
    String sku(ResponseDefinitionBuilder answer) {
        String sku = sku();
        answers(sku, answer);
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
    Gate holdPrices(String... sku) {
        return pricing.hold(PRICES + (sku.length > 0 ? sku[0] : mark));
    }

    /** A good order of one piece, by somebody who may buy. */
    Order order() {
        return new Order(Map.of()).by(user(Account.RICH)).with("email", rig.word() + "@" + rig.word() + ".example")
                .of(sku(rig.random().nextInt(100, 5_000)));
    }

    RequestSpecification given() {
        return rig.rest(server).contentType("application/json");
    }

    Response post(Order order) {
        return post(order.json());
    }

    Response post(String body) {
        return read(given().body(body).when().post("/checkout"));
    }

    Response post(Order order, String key) {
        return post(order.json(), key);
    }

    Response post(String body, String key) {
        return read(given().header("Idempotency-Key", key).body(body).when().post("/checkout"));
    }

    Response get(String path) {
        return read(rig.rest(server).when().get(path));
    }

    /** Its whole body, so that the connection is free. */
    private static Response read(Response response) {
        response.asByteArray();
        return response;
    }

    /**
     * The order gets beyond a task: it is accepted, or a task that comes later is not written yet, or says no.
     *
     * @param refusals the statuses that are this task's, or an earlier one's
     */
    void expectPast(String task, Order order, Integer... refusals) {
        Response response = post(order);
        String todo = response.getHeader("Todo");
        if (todo != null && Lab06.isLater(todo, task)) {
            return;
        }
        boolean fits = todo == null && Stream.of(refusals).noneMatch(status -> status == response.statusCode());
        response.then().statusCode(fits && refusals.length > 0 ? response.statusCode() : 201);
    }

    /** Sends a checkout on a connection of its own, and does not wait for the answer. */
    Client begin(Order order, String... fields) {
        return server.connect().send(Lab06.request(order.json(), fields));
    }
}
