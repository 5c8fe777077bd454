package grader.checks.lab09;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static org.hamcrest.Matchers.equalTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import grader.checks.lab01.Lab01;
import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.clients.upstream.SamePath;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Task single-flight: one load for all waiting requests. The catalog holds its responses until the check lets them go.
 */
class SingleFlightChecks {

    private static final int MANY = 100;
    private static final int FEW = 5;
    /** Each of them may wait for --catalog-timeout, one after the other. */
    private static final int LATE = 3;
    /** So many that in a hash table some of them share a bucket with any other key. */
    private static final int OTHER_KEYS = 200;
    private static final Duration A_MOMENT = Duration.ofMillis(10);
    private static final Duration HANDLER_LIMIT = Duration.ofSeconds(2);

    @Test
    @Check(value = "100 requests at the same time for a value that is not there are one load", task = "single-flight",
            rule = "one-load", points = 3, foundation = true, ownServer = true,
            explain = """
                    The first request that misses notes, in one step with looking, that it is loading this key. All
                    that come before the value is there find that note, wait, and get the same value. Without it, a
                    popular value that is missing means as many loads as there are clients: the catalog, which is slow
                    already, gets all of them at once.
                    """)
    void hundred(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        String json = catalog.json();
        String path = catalog.product(json);
        try (ResponseBarrier held = catalog.upstream().hold(path);
                WaitingClients clients = new WaitingClients(rig, catalog, path, MANY, held)) {
            rig.tell(MANY + " clients have requested " + path + "; the catalog holds its response");
            catalog.expectLoads(path, 1);
            held.open();
            rig.tell("the catalog responds");
            rig.quietly(() -> clients.all().forEach(client -> client.answer().expectStatus(200).expectBody(json)));
        }
        catalog.expectLoads(path, 1);
    }

    @Test
    @Check(value = "requests at the same time for a value that is too old are one load, too", task = "single-flight",
            rule = "one-load", points = 2, ownServer = true, builds = "too-old",
            explain = """
                    A value that is too old is missed by all requests that come until the new one is there. They wait
                    for the same load as those that find nothing. All of them get the new value.
                    """)
    void tooOldAtOnce(Rig rig) {
        Catalog catalog = Catalog.openOwn(rig, "--cache-ttl", "1");
        String path = catalog.product();
        rig.control("the product is loaded", () -> catalog.get(path).then().statusCode(200));
        String json = catalog.json();
        catalog.has(path, json);
        rig.tell("its time to live is 1 ms; the catalog holds the next value");
        try (ResponseBarrier held = catalog.upstream().hold(path)) {
            Client first = firstThatLoads(rig, catalog, path, held);
            int before = catalog.loads(path);
            try (first; WaitingClients others = new WaitingClients(rig, catalog, path, FEW, held)) {
                catalog.expectLoads(path, before);
                held.open();
                first.answer().expectStatus(200).expectBody(json);
                others.all().forEach(client -> client.answer().expectStatus(200).expectBody(json));
            }
        }
    }

    /** Requests the value until it is too old, and the request is held in the catalog. */
    private static Client firstThatLoads(Rig rig, Catalog catalog, String path, ResponseBarrier held) {
        for (int i = 0; i < MANY; i++) {
            Client client = catalog.begin(path);
            Await.comesTrue(Limits.PATIENCE, () -> held.waiting() > 0 || client.awaitData(A_MOMENT));
            if (held.waiting() > 0) {
                return client;
            }
            client.answer().expectStatus(200);
            client.close();
        }
        throw rig.failure("expected " + path + " to be loaded again after 1 ms, the time to live, but " + MANY
                + " requests, one after the other, got their responses without a load");
    }

    @Test
    @Check(value = "while one key is loaded, other keys are loaded and hit", task = "single-flight",
            rule = "other-keys", points = 3, ownServer = true,
            explain = """
                    No thread may hold a lock, that another key needs, while it waits for the catalog. That includes
                    locks that you do not see: `ConcurrentHashMap.computeIfAbsent` runs its function under a lock for
                    all keys of the same bucket. Put an object that stands for the load into the map, and run the load
                    afterward.
                    """)
    void otherKeys(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        String json = catalog.json();
        String slow = catalog.product(json);
        String loaded = catalog.product(json);
        catalog.expect(loaded, json);
        try (ResponseBarrier held = catalog.upstream().hold(slow); Client client = catalog.begin(slow)) {
            rig.control("the catalog holds its response for " + slow, () -> catalog.expectHeld(held, 1));
            rig.each("a hit of another key", () -> catalog.expect(loaded, json));
            rig.each("loads of " + OTHER_KEYS + " other keys", () -> rig.quietly(() -> expectOthers(catalog, json)));
            rig.each("another load at the same time", () -> {
                String second = catalog.product(json);
                try (ResponseBarrier both = catalog.upstream().hold(second); Client other = catalog.begin(second)) {
                    catalog.expectHeld(both, 1);
                    both.open();
                    other.answer().expectStatus(200).expectBody(json);
                }
            });
            held.open();
            client.answer().expectStatus(200).expectBody(json);
        }
    }

    /** One client requests them on one connection, one after the other. */
    private static void expectOthers(Catalog catalog, String json) {
        String start = catalog.path();
        catalog.upstream().answers(get(SamePath.startingWith(start + "-")).willReturn(okJson(json)));
        try (Client client = catalog.server().connect()) {
            for (int i = 0; i < OTHER_KEYS; i++) {
                client.send(Lab01.get(start + "-" + i)).answer().expectStatus(200).expectBody(json);
            }
        }
    }

    @Test
    @Check(value = "a load that fails fails for all, does not become many loads, and is not kept",
            task = "single-flight", rule = "failed-load", points = 4, ownServer = true,
            explain = """
                    A load can end with a failure instead of a value. Those who wait for it get that failure: the same
                    status as the request that loads. Or one of them loads, while the others wait again: if all of them
                    do, a catalog that has just failed gets all requests at once. The note that the key is being loaded
                    is removed then, too (in a `finally`), and nothing is kept: otherwise one short failure of the
                    catalog becomes a long one of yours.
                    """)
    void failsForAll(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        Map<String, ResponseDefinitionBuilder> failures = new LinkedHashMap<>();
        failures.put("404", aResponse().withStatus(404));
        failures.put("502", aResponse().withStatus(500).withBody(catalog.json()));
        failures.forEach((status, response) -> rig.each("the catalog responds so that clients get a " + status, () -> {
            String path = catalog.path();
            catalog.responds(path, response);
            try (ResponseBarrier held = catalog.upstream().hold(path);
                    WaitingClients clients = new WaitingClients(rig, catalog, path, FEW, held)) {
                catalog.expectLoads(path, 1);
                expectOneMoreAtMost(rig, catalog, path, held);
                clients.all().forEach(client -> client.answer().expectStatus(Integer.parseInt(status)));
            }
            expectLoadedAgain(rig, catalog, path);
        }));
    }

    /** When the load that the barrier holds has failed, one of those who wait may load, but not all at once. */
    private static void expectOneMoreAtMost(Rig rig, Catalog catalog, String path, ResponseBarrier held) {
        try (ResponseBarrier next = catalog.upstream().hold(path)) {
            held.open();
            catalog.server().awaitIdle();
            if (next.waiting() > 1) {
                throw rig.failure("expected at most one of those who wait to load when the load has failed, but "
                        + next.waiting() + " of them load at the same time");
            }
        }
    }

    private static void expectLoadedAgain(Rig rig, Catalog catalog, String path) {
        rig.tell("the catalog works again");
        String json = catalog.json();
        catalog.has(path, json);
        Response response = catalog.get(path);
        if (response.statusCode() != 200) {
            throw rig.failure("expected a new load, and status 200, as the catalog works again, but got "
                    + response.statusCode() + ": a failed load was kept");
        }
        response.then().body(equalTo(json));
    }

    @Test
    @Check(value = "those who wait for a catalog that is too slow get a 504", task = "single-flight",
            rule = "failed-load", points = 2, ownServer = true,
            explain = """
                    A catalog that does not respond within --catalog-timeout is a failure like any other: those who wait
                    get a 504, at once or after one more try. None of them gets an empty value, or a 500, and the next
                    request loads again.
                    """)
    void tooSlow(Rig rig) {
        Catalog catalog = Catalog.openOwn(rig, "--catalog-timeout", "3000");
        String warm = catalog.product();
        rig.control("a catalog that responds", () -> catalog.get(warm).then().statusCode(200));
        String path = catalog.product();
        try (ResponseBarrier held = catalog.upstream().hold(path);
                WaitingClients clients = new WaitingClients(rig, catalog, path, LATE, held)) {
            clients.all().forEach(client -> client.answer().expectStatus(504));
        }
        expectLoadedAgain(rig, catalog, path);
    }

    @Test
    @Check(value = "if the request that loads is interrupted, those who wait for its load are not refused",
            task = "single-flight", rule = "given-up", points = 2, ownServer = true,
            explain = """
                    `--handler-timeout` interrupts one request, and its load with it. That says nothing about the
                    value. A request that came later has time left: it loads the value itself, instead of getting the
                    503 of the other.
                    """)
    void givenUp(Rig rig) {
        Catalog catalog = Catalog.openOwn(rig, "--handler-timeout", "" + HANDLER_LIMIT.toMillis());
        String warm = catalog.product();
        rig.control("a catalog that responds", () -> {
            catalog.awaitLoaded(warm, 503);
            catalog.get(warm).then().statusCode(200);
        });
        rig.untilProven("to let a request go on after another one was interrupted", () -> {
            String json = catalog.json();
            String path = catalog.product(json);
            try (ResponseBarrier held = catalog.upstream().holdFirst(path); Client first = catalog.begin(path)) {
                catalog.expectHeld(held, 1);
                LockSupport.parkNanos(HANDLER_LIMIT.toNanos() / 2);
                rig.tell("the catalog never responds to that; half of --handler-timeout later another client comes");
                long began = System.nanoTime();
                try (Client second = catalog.begin(path)) {
                    first.answer().expectStatus(503);
                    Answer answer = second.answer();
                    if (answer.status() == 503 && System.nanoTime() - began > HANDLER_LIMIT.toNanos()) {
                        return false;       // its own limit
                    }
                    answer.expectStatus(200).expectBody(json);
                    return true;
                }
            }
        });
    }

    @Test
    @Check(value = "what the catalog sends is passed on only if it is a 200 with JSON", task = "single-flight",
            rule = "catalog-failure", points = 2, ownServer = true, clause = "RFC 9110 §15.6.3",
            explain = """
                    502: your server works, but a server that it needs gave no valid response. That is any status
                    other than 200 and 404, a redirect (it is not followed), content that is not JSON, or a connection
                    that breaks. None of it is kept, and the note that the key is being loaded is removed.
                    """)
    void badCatalog(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        badResponses(catalog).forEach((what, response) -> rig.each(what, () -> {
            String path = catalog.path();
            catalog.responds(path, response);
            catalog.get(path).then().statusCode(502);
            expectLoadedAgain(rig, catalog, path);
        }));
    }

    private static Map<String, ResponseDefinitionBuilder> badResponses(Catalog catalog) {
        Map<String, ResponseDefinitionBuilder> all = new LinkedHashMap<>();
        for (int status : List.of(403, 500, 503)) {
            all.put("a " + status + " with JSON", aResponse().withStatus(status).withBody(catalog.json()));
        }
        all.put("a redirect", temporaryRedirect(catalog.product()));
        all.put("a 200 with text", okJson("soon"));
        all.put("a 200 with half of the JSON", okJson(catalog.json().replace("}", "")));
        all.put("a 200 whose content breaks off", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
        return all;
    }
}
