package grader.checks.lab10;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.client.WireMock;
import grader.checks.lab01.Lab01;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.rest.HttpMatchers;
import grader.clients.upstream.SamePath;
import grader.grading.engine.Rig;
import grader.grading.server.ExitedProcess;
import grader.grading.server.Server;
import grader.grading.server.UsualFlags;
import grader.machine.database.Hold;
import grader.machine.database.WatchedDatabase;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The learner's server with a database that is watched: two customers with a token each, and rows that the check
 * inserts. WireMock is its pricing service.
 */
final class Store {

    /** Part of each sku and id, besides the seed's words: equal checks may run side by side, and must not meet. */
    private static final AtomicLong STORES = new AtomicLong();
    /** A server's first order loads hundreds of classes. */
    static final Duration FIRST_ORDER = Limits.PATIENCE.multipliedBy(3);
    private static final Duration QUIET = Duration.ofMillis(1500);
    /** A pool so large that its mistakes fail its own checks only, which set its size. */
    private static final String LARGE = "200";
    static final long PLENTY = 1_000_000_000_000L;

    private final Rig rig;
    private final WatchedDatabase database;
    private final String url;
    private final String mark;
    private final Map<String, String> names;
    private final Map<String, Long> limits = new HashMap<>(Map.of("ann", PLENTY, "ben", PLENTY));
    private final AtomicLong ids = new AtomicLong();
    private Server server;

    private Store(Rig rig, String url) {
        this.rig = rig;
        this.database = rig.database();
        this.url = database.url(url);
        this.mark = rig.word() + STORES.incrementAndGet();
        this.names = Map.of("ann", "ann" + mark, "ben", "ben" + mark);
    }

    /** A server with a database of its own, in memory. */
    static Store open(Rig rig, String... flags) {
        return before(rig).start(flags);
    }

    /** A database for one server, in memory, which is not started yet. */
    static Store before(Rig rig) {
        return new Store(rig, rig.emptyDatabase());
    }

    /** A database for several servers; none is started yet. */
    static Store shared(Rig rig) {
        return new Store(rig, rig.sharedDatabase());
    }

    /** Starts a server that has this database; requests go to it from now on. */
    Store start(String... flags) {
        server = another(flags);
        return this;
    }

    /** Starts one more server that has this database. */
    Server another(String... flags) {
        return rig.start(flags(flags));
    }

    /** Starts a server that is expected to end by itself. */
    ExitedProcess runToEnd(String... flags) {
        return rig.runToEnd(flags(flags));
    }

    private String[] flags(String... more) {
        List<String> all = new ArrayList<>();
        for (String who : List.of("ann", "ben")) {
            Collections.addAll(all, "--token", name(who) + ":member:" + secret(who), "--user",
                    name(who) + ":" + limits.get(who) + ":yes");
        }
        Collections.addAll(all, more);
        return UsualFlags
                .of("--database", url, "--pricing", rig.sharedUpstream().url(), "--pool-size", LARGE)
                .endless("pricing", "idle", "request", "handler", "write", "pool", "database")
                .and(all.toArray(String[]::new));
    }

    /** Ends the server in order, so that another one may have its database. */
    void stop() {
        rig.tell("SIGTERM ends the server");
        server.signal("TERM");
        server.expectExit(Limits.STOP);
    }

    Server server() {
        return server;
    }

    WatchedDatabase database() {
        return database;
    }

    /** What all ids, skus and names of this check begin with. */
    String mark() {
        return mark;
    }

    /** The id of a customer, who also has a token. @param who ann or ben */
    String name(String who) {
        return names.get(who);
    }

    private String secret(String who) {
        return name(who) + "-secret7";
    }

    /** For servers that are started from now on. */
    void limit(String who, long cents) {
        limits.put(who, cents);
    }

    // --- rows ---

    List<List<String>> query(String sql, Object... parameters) {
        return database.query(sql, parameters);
    }

    long number(String sql, Object... parameters) {
        return Long.parseLong(query(sql, parameters).getFirst().getFirst());
    }

    /** Inserts an order of one item, and returns its id. @param who ann or ben */
    String insertOrder(String who) {
        return insertOrder(who, 100, "pen");
    }

    /** Inserts an order with one piece of each sku. */
    String insertOrder(String who, long total, String... skus) {
        String id = mark + "-" + ids.incrementAndGet();
        query("INSERT INTO orders (id, customer_id, total) VALUES (?, ?, ?)", id, name(who), total);
        for (int i = 0; i < skus.length; i++) {
            query("INSERT INTO order_items (order_id, position, sku, quantity) VALUES (?, ?, ?, ?)", id, i, skus[i],
                    (long) i + 1);
        }
        return id;
    }

    long spent(String who) {
        return number("SELECT spent FROM customers WHERE id = ?", name(who));
    }

    /** How many rows there are of a customer's orders, and of their items; and what the customer has spent. */
    String rowsOf(String who) {
        return number("SELECT COUNT(*) FROM orders WHERE customer_id = ?", name(who)) + " orders, "
                + number("SELECT COUNT(*) FROM order_items WHERE order_id IN "
                        + "(SELECT id FROM orders WHERE customer_id = ?)", name(who))
                + " items, " + spent(who) + " cents spent";
    }

    // --- requests ---

    RequestSpecification given() {
        return rig.rest(server);
    }

    Response get(String path) {
        return given().when().get(path);
    }

    /** Shows an order, which borrows a connection. */
    Response getOrder(String id) {
        return get("/orders/" + id);
    }

    /** A page of orders. @param query such as `limit=5`; may be empty */
    Response page(String who, String query) {
        return given().auth().oauth2(secret(who)).when().get("/orders" + (query.isEmpty() ? "" : "?" + query));
    }

    /** Sends a GET of an order on a connection of its own, and does not wait for the response. */
    Client begin(String id) {
        return server.connect().send(Lab01.get("/orders/" + id));
    }

    /** So many clients that request an order, on separate connections. */
    List<Client> begin(String id, int count) {
        List<Client> all = new ArrayList<>();
        rig.tell(count + " clients request /orders/" + id);
        rig.quietly(() -> {
            for (int i = 0; i < count; i++) {
                all.add(begin(id));
            }
        });
        return all;
    }

    /** Waits until the server has read all that these clients have sent, and has nothing left to do. */
    void awaitWaiting(List<Client> clients) {
        clients.forEach(server::awaitRead);
        server.awaitIdle();
    }

    /**
     * Waits until so many steps are held, or nothing has happened in the database for some time: then a lock there
     * keeps the others from coming so far.
     */
    void awaitHeldOrQuiet(Hold hold, int count) {
        int[] events = {-1};
        long[] since = {0};
        Await.comesTrue(Limits.PATIENCE.dividedBy(2), () -> {
            int now = database.events().size();
            if (now != events[0]) {
                events[0] = now;
                since[0] = System.nanoTime();
            }
            return hold.held().size() >= count || System.nanoTime() - since[0] > QUIET.toNanos();
        });
    }

    // --- checkouts ---

    /** A new sku with this price. */
    String sku(long cents) {
        String sku = mark + "-sku" + ids.incrementAndGet();
        rig.sharedUpstream()
                .answers(
                        WireMock.get(SamePath.as("/prices/" + sku)).willReturn(okJson("{\"cents\":" + cents + "}")));
        return sku;
    }

    /** The JSON of a checkout of one piece of each sku. */
    String cart(String who, String... skus) {
        List<String> items = new ArrayList<>();
        for (String sku : skus) {
            items.add("{\"sku\":\"" + sku + "\",\"quantity\":1}");
        }
        return "{\"user\":\"" + name(who) + "\",\"email\":\"a@b.example\",\"items\":[" + String.join(",", items) + "]}";
    }

    Response checkout(String who, String... skus) {
        return checkoutAt(server, who, skus);
    }

    Response checkoutAt(Server at, String who, String... skus) {
        return rig.rest(at, FIRST_ORDER)
                .contentType("application/json")
                .body(cart(who, skus))
                .when()
                .post("/checkout");
    }

    /** Sends a checkout on a connection of its own, and does not wait for the response. */
    Client beginCheckout(Server at, String who, String... skus) {
        String json = cart(who, skus);
        return at.connect()
                .send("POST /checkout HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + json.length() + "\r\n\r\n" + json);
    }

    /** A 503 that says when to try again (RFC 9110 §10.2.3). */
    static void expectUnavailable(Response response) {
        response.then()
                .statusCode(503)
                .header("Retry-After", HttpMatchers.matching("a number of seconds, or a date",
                        "\\d+|[A-Z][a-z]{2}, .* GMT"));
    }
}
