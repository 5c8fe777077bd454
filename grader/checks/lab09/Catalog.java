package grader.checks.lab09;

import static com.github.tomakehurst.wiremock.client.WireMock.created;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import grader.checks.lab01.Lab01;
import grader.clients.http.Await;
import grader.clients.http.Bytes;
import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.rest.Described;
import grader.clients.upstream.ResponseBarrier;
import grader.clients.upstream.SamePath;
import grader.clients.upstream.Upstream;
import grader.grading.engine.Rig;
import grader.grading.engine.Words;
import grader.grading.server.Server;
import grader.grading.server.UsualFlags;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The learner's server, and WireMock as its catalog.
 *
 * <p>Many checks share one server and one catalog. So each object has paths of its own.
 */
final class Catalog {

    /** Part of each sku, besides the seed's words: equal checks may run side by side, and must not meet. */
    private static final AtomicLong CATALOGS = new AtomicLong();
    /** A server's first request to the catalog loads hundreds of classes. */
    static final Duration PATIENCE = Limits.PATIENCE.multipliedBy(3);
    /** Between two requests for a value that is to become too old. */
    static final Duration PAUSE = Duration.ofMillis(100);

    private final Rig rig;
    private final Upstream upstream;
    private final Server server;
    private final String mark;
    private Duration patience = PATIENCE;

    private Catalog(Rig rig, Upstream upstream, Server server) {
        this.rig = rig;
        this.upstream = upstream;
        this.server = server;
        this.mark = rig.word() + CATALOGS.incrementAndGet();
    }

    /**
     * A server that other checks may have used. Its values are fresh for an hour and 0.9 s, and it waits as long for
     * its catalog and its clients.
     *
     * @param flags more of them, with values that are the same for all checks of a grading ({@link Rig#common})
     */
    static Catalog open(Rig rig, String... flags) {
        Upstream shared = rig.sharedUpstream();
        return new Catalog(rig, shared, rig.borrow(flags(rig, shared.url(), flags)));
    }

    /** A server and a catalog of the check's own. The flags may change those of {@link #open}. */
    static Catalog openOwn(Rig rig, String... flags) {
        return before(rig).started(flags);
    }

    /** A catalog of the check's own, whose server is not started yet. */
    static Catalog before(Rig rig) {
        return new Catalog(rig, rig.upstream(), null);
    }

    /** The same catalog, with a server of its own. */
    Catalog started(String... flags) {
        return new Catalog(rig, upstream, rig.start(flags(rig, upstream.url(), flags)));
    }

    private static String[] flags(Rig rig, String url, String... more) {
        Stream<String> tokens = Stream.of("ann", "ben")
                .flatMap(who -> Stream.of("--token", user(rig, who) + ":member:" + secret(rig, who)));
        return UsualFlags
                .of("--catalog", url, "--cache-ttl", "3600900")
                .endless("catalog", "handler", "idle", "request", "write")
                .and(Stream.concat(tokens, Stream.of(more)).toArray(String[]::new));
    }

    /** The name of one of the two users that each server knows. @param who ann or ben */
    static String user(Rig rig, String who) {
        return Words.word(rig.common("the catalog's user " + who));
    }

    private static String secret(Rig rig, String who) {
        return Words.word(rig.common("the secret of " + who)) + "7";
    }

    /** The field that identifies a user. @param who ann or ben */
    static String bearer(Rig rig, String who) {
        return "Bearer " + secret(rig, who);
    }

    Server server() {
        return server;
    }

    Upstream upstream() {
        return upstream;
    }

    /** Returns a new path, `/products/SKU`, of which the catalog knows nothing yet. */
    String path() {
        return "/products/" + mark + "-" + rig.word();
    }

    /** Returns the path of a new product. */
    String product() {
        return product(json());
    }

    /** Returns the path of a new product with this JSON. */
    String product(String json) {
        String path = path();
        has(path, json);
        return path;
    }

    /** Returns new JSON, with white space that no other JSON may replace. */
    String json() {
        return "{ \"name\":\"%s\",  \"cents\" : %s}\n".formatted(rig.word() + " " + rig.word(),
                rig.random().nextInt(100_000));
    }

    /** Returns new JSON of exactly so many bytes. */
    String json(int bytes) {
        String start = "{\"name\":\"" + rig.word() + "\",\"note\":\"";
        return start + "x".repeat(bytes - start.length() - 2) + "\"}";
    }

    /** From now on the catalog has this JSON at a path, and accepts writes there, which change nothing. */
    void has(String path, String json) {
        responds(path, okJson(json));
        upstream.answers(WireMock.put(SamePath.as(path)).willReturn(noContent()));
    }

    /** From now on the catalog has this JSON at a path, until a write comes, and then the other. */
    void changes(String path, String before, String after) {
        upstream.answers(WireMock.get(SamePath.as(path))
                .inScenario(path)
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(okJson(before)));
        upstream.answers(
                WireMock.put(SamePath.as(path)).inScenario(path).willReturn(noContent()).willSetStateTo(after));
        upstream.answers(WireMock.get(SamePath.as(path))
                .inScenario(path)
                .whenScenarioStateIs(after)
                .willReturn(okJson(after)));
    }

    /** From now on a write to this path creates something, as far as the catalog says. */
    void creates(String path) {
        upstream.answers(WireMock.put(SamePath.as(path)).willReturn(created()));
    }

    /** From now on the catalog responds so to a GET of this path. */
    void responds(String path, ResponseDefinitionBuilder response) {
        upstream.answers(WireMock.get(SamePath.as(path)).willReturn(response));
    }

    /** How many requests for this path have come to the catalog with GET. */
    int loads(String path) {
        return count(RequestMethod.GET, path);
    }

    /** How many requests for this path have come to the catalog with PUT. */
    int writes(String path) {
        return count(RequestMethod.PUT, path);
    }

    private int count(RequestMethod method, String path) {
        return (int) upstream.received(path)
                .stream()
                .filter(request -> SamePath.normalized(request.getUrl()).equals(path)
                        && request.getMethod().equals(method))
                .count();
    }

    /** A request to the server; the first one may take longer. @param fields such as `If-None-Match: *` */
    RequestSpecification given(String... fields) {
        Duration now = patience;
        patience = Limits.PATIENCE;
        return Site.with(rig.rest(server, now), fields);
    }

    Response get(String path, String... fields) {
        return given(fields).when().get(path);
    }

    /** A GET of the cart of a user. @param who ann or ben */
    Response getCart(String who) {
        return given().header("Authorization", bearer(rig, who)).when().get("/cart");
    }

    /**
     * Asks for a product until the status is another one, for a while: a machine that is busy makes any load slow, and
     * a first one needs hundreds of classes.
     *
     * @param late what the server says of a load that was too slow
     */
    void awaitLoaded(String path, int late) {
        Await.comesTrue(Limits.PATIENCE, () -> get(path).statusCode() != late);
    }

    /** A GET that gets a 200 with this content, byte by byte. Its head may be read afterward. */
    Response expect(String path, String json) {
        Response response = get(path);
        response.then().statusCode(200).body(new Described<>(Bytes.brief(json), json::equals));
        return response;
    }

    Response put(String path, String json, String... fields) {
        return given(fields).contentType("application/json").body(json).when().put(path);
    }

    /** The bytes of a PUT, for the wire client. */
    static String write(String path, String json) {
        return "PUT " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length() + "\r\n\r\n" + json;
    }

    /** A PUT of new JSON gets this status. */
    void expectPut(String path, int status, String... fields) {
        put(path, json(), fields).then().statusCode(status);
    }

    /** Sends a GET on a connection of its own, and does not wait for the response. */
    Client begin(String path) {
        return server.connect().send(Lab01.get(path));
    }

    /** The barrier holds so many requests of the server to its catalog, sooner or later. */
    void expectHeld(ResponseBarrier barrier, int count) {
        if (!barrier.holds(count, PATIENCE)) {
            throw new CheckFailed("expected the server to have sent " + count + (count == 1 ? " request" : " requests")
                    + " that the catalog holds, but it has sent " + barrier.waiting());
        }
    }

    /** The catalog has got so many requests with GET for this path. */
    void expectLoads(String path, int count) {
        int loads = loads(path);
        if (loads != count) {
            throw new CheckFailed("expected " + path + " to be loaded " + times(count) + " in all, but it was loaded "
                    + times(loads) + (loads < count ? ": a response came without a load" : ""));
        }
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
