package grader.checks.lab09;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import io.restassured.response.Response;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Stretch task stale-while-revalidate: the time to live is 1 ms, and the window after it an hour. */
class StaleChecks {

    private static final String HOUR = "3600000";
    private static final int FEW = 5;
    /** Far longer than the time to live. */
    private static final Duration A_MOMENT = Duration.ofMillis(20);

    private static Catalog open(Rig rig, String window) {
        return Catalog.open(rig, "--cache-ttl", "1", "--stale-while-revalidate", window);
    }

    /** Returns the path of a product that was loaded, and whose time to live has ended. */
    private static String tooOld(Rig rig, Catalog catalog, String json) {
        String path = catalog.product(json);
        rig.control("the product is loaded", () -> catalog.expect(path, json));
        rig.pass(A_MOMENT);
        return path;
    }

    @Test
    @Check(value = "a value that is too old is served at once, while one load refreshes it",
            task = "stale-while-revalidate", rule = "served-stale", points = 0, ownServer = true,
            builds = {"too-old", "other-keys"},
            explain = """
                    The request that finds a value which is too old gets it without waiting, and begins the load that
                    refreshes it. The next requests find that load in progress: they get the old value, too, and begin
                    no other. When the new value is there, it is served.
                    """)
    void servedStale(Rig rig) {
        Catalog catalog = open(rig, HOUR);
        String json = catalog.json();
        String path = tooOld(rig, catalog, json);
        String newJson = catalog.json();
        catalog.has(path, newJson);
        try (ResponseBarrier held = catalog.upstream().hold(path)) {
            rig.tell("the catalog has a new value, and holds it");
            for (int i = 0; i < FEW; i++) {
                expectAtOnce(rig, catalog, path, json);
            }
            catalog.expectHeld(held, 1);
            catalog.server().awaitIdle();
            catalog.expectLoads(path, 2);
            held.open();
        }
        expectSoon(rig, catalog, path, newJson);
    }

    private static void expectAtOnce(Rig rig, Catalog catalog, String path, String json) {
        try (Client client = catalog.begin(path)) {
            if (!client.awaitData(Limits.PATIENCE)) {
                throw rig.failure("expected the old value of " + path + " at once, while the catalog holds the new "
                        + "one, but there was no response");
            }
            client.answer().expectStatus(200).expectBody(json);
        }
    }

    private static void expectSoon(Rig rig, Catalog catalog, String path, String json) {
        rig.tell("a client requests it until it gets the new value");
        rig.quietly(() -> {
            if (!Await.comesTrue(Limits.PATIENCE, Catalog.PAUSE,
                    () -> catalog.get(path).body().asString().equals(json))) {
                throw rig.failure("expected the new value of " + path + ", which the catalog has, sooner or later, "
                        + "but each response has the old one");
            }
        });
    }

    @Test
    @Check(value = "Cache-Status says that the value is too old: hit, and a ttl below 0",
            task = "stale-while-revalidate", rule = "status-served-stale", points = 0, ownServer = true,
            clause = "RFC 9211 §2.4", builds = {"hit", "other-keys"},
            explain = """
                    For the request nothing was forwarded, so it is a `hit`, without `fwd`. The `ttl` of a response that
                    is too old is negative: -1 in the first second, as it is rounded down.
                    """)
    void status(Rig rig) {
        Catalog catalog = open(rig, HOUR);
        String path = tooOld(rig, catalog, catalog.json());
        try (ResponseBarrier held = catalog.upstream().hold(path)) {
            rig.tell("the catalog holds its next response");
            Response response = catalog.get(path);
            CacheStatusField.of(response).expect("hit").expectNo("fwd", "stored", "collapsed").expectTtl(-3600, -1);
            held.open();
        }
    }

    @Test
    @Check(value = "after the window, a request waits for the new value", task = "stale-while-revalidate",
            rule = "window-over", points = 0, ownServer = true, builds = "too-old",
            explain = """
                    --stale-while-revalidate is a limit, counted from the end of the time to live. A value that has been
                    too old for longer is not served any more.
                    """)
    void windowOver(Rig rig) {
        Catalog catalog = open(rig, "1");
        String path = tooOld(rig, catalog, catalog.json());
        String newJson = catalog.json();
        catalog.has(path, newJson);
        try (ResponseBarrier held = catalog.upstream().hold(path); Client client = catalog.begin(path)) {
            rig.tell("the window is 1 ms; the catalog has a new value, and holds it");
            catalog.expectHeld(held, 1);
            held.open();
            client.answer().expectStatus(200).expectBody(newJson);
        }
    }

    @Test
    @Check(value = "a refresh that fails costs no client anything, and is tried again",
            task = "stale-while-revalidate", rule = "failed-refresh", points = 0, ownServer = true,
            builds = "fails-for-all",
            explain = """
                    No client waits for the load that refreshes, so its failure is no client's. The old value stays
                    until the window is over, and a later request begins another load.
                    """)
    void failedRefresh(Rig rig) {
        Catalog catalog = open(rig, HOUR);
        String json = catalog.json();
        String path = tooOld(rig, catalog, json);
        catalog.responds(path, aResponse().withStatus(500));
        rig.tell("the catalog fails");
        for (int i = 0; i < FEW; i++) {
            catalog.expect(path, json);
            catalog.server().awaitIdle();
        }
        int loads = catalog.loads(path);
        if (loads < FEW) {
            throw rig.failure("expected a new try to load " + path + " with each request, as each load has failed, "
                    + "but there were only " + (loads - 1) + " of them");
        }
        String newJson = catalog.json();
        catalog.has(path, newJson);
        rig.tell("it works again");
        expectSoon(rig, catalog, path, newJson);
    }

    @Test
    @Check(value = "after a write, the old value is not served, whatever the window", task = "stale-while-revalidate",
            rule = "written-stale", points = 0, ownServer = true, builds = {"not-kept", "other-keys"},
            explain = """
                    The window is about values that may have changed. After a PUT it is known that the value has: the
                    entry goes, and the load that is in progress must not bring it back.
                    """)
    void writtenWhileStale(Rig rig) {
        Catalog catalog = open(rig, HOUR);
        String path = tooOld(rig, catalog, catalog.json());
        String newJson = catalog.json();
        try (ResponseBarrier held = catalog.upstream().holdFirst(path)) {
            catalog.get(path).then().statusCode(200);
            catalog.expectHeld(held, 1);
            rig.tell("the catalog holds the load that refreshes it, with the old value");
            catalog.has(path, newJson);
            catalog.put(path, newJson).then().statusCode(204);
            rig.each("at once", () -> catalog.expect(path, newJson));
            held.open();
            catalog.server().awaitIdle();
        }
        rig.each("when that load has ended", () -> catalog.expect(path, newJson));
    }
}
