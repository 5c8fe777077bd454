package grader.checks.lab09;

import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static org.hamcrest.Matchers.equalTo;

import grader.clients.http.Client;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Task validators: a write with a condition. */
class ConditionalWriteChecks {

    private static final String OTHER = "\"other-1\"";

    @Test
    @Check(value = "a PUT with a condition that is false is a 412, and nothing is written", task = "validators",
            rule = "conditional-write", points = 1, ownServer = true, builds = {"ttl", "invalidate"},
            clause = "RFC 9110 §13.1.1, §13.1.2",
            explain = """
                    With If-Match, a client overwrites only the state that it knows. A weak tag never matches. With
                    If-None-Match, a tag of the list that matches prevents the write. The condition is evaluated
                    before the catalog gets anything.
                    """)
    void falseCondition(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        String path = catalog.product();
        String tag = Site.tag(catalog.get(path));
        for (String condition : List.of("If-Match: " + OTHER, "If-Match: W/" + tag, "If-None-Match: " + tag,
                "If-None-Match: " + OTHER + ", W/" + tag, "If-None-Match: *")) {
            rig.each("false: " + condition, () -> {
                int before = catalog.writes(path);
                catalog.expectPut(path, 412, condition);
                expectWrites(rig, catalog, path, before);
            });
        }
        for (String condition : List.of("If-Match: " + tag, "If-Match: " + OTHER + ", " + tag, "If-Match: *",
                "If-None-Match: " + OTHER)) {
            rig.each("true: " + condition, () -> {
                int before = catalog.writes(path);
                catalog.expectPut(path, 204, condition);
                expectWrites(rig, catalog, path, before + 1);
            });
        }
    }

    private static void expectWrites(Rig rig, Catalog catalog, String path, int count) {
        if (catalog.writes(path) != count) {
            throw rig.failure("expected the catalog to have got " + count + " PUTs by now, but it has got "
                    + catalog.writes(path));
        }
    }

    @Test
    @Check(value = "the condition of a PUT is about what the catalog has now, not about what is in the cache",
            task = "validators", rule = "conditional-write", points = 1, ownServer = true,
            builds = {"ttl", "invalidate"}, clause = "RFC 9110 §13.1.1",
            explain = """
                    Another program may have changed the product in the catalog, and the cache does not know that yet.
                    A client that has the state from the cache would overwrite a state that it has never seen. Ask
                    the catalog before each write with a condition. After a 412, the next GET has the new tag, or
                    the client could not write before the time to live is over.
                    """)
    void stateOfNow(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        String old = catalog.json();
        String path = catalog.product(old);
        String tag = Site.tag(catalog.expect(path, old));
        rig.tell("another program changes the product in the catalog");
        catalog.has(path, catalog.json());
        rig.control("the old value is in the cache", () -> catalog.get(path).then().body(equalTo(old)));
        rig.each("the tag of the old value", () -> catalog.expectPut(path, 412, "If-Match: " + tag));
        rig.each("nothing was written", () -> expectWrites(rig, catalog, path, 0));
        rig.each("the tag of the value that the catalog has", () -> {
            String now = Site.tag(catalog.get(path));
            catalog.expectPut(path, 204, "If-Match: " + now);
        });
    }

    @Test
    @Check(value = "of two clients that write at the same time with the same If-Match, one gets a 412",
            task = "validators", rule = "conditional-write", points = 1, ownServer = true,
            builds = {"ttl", "invalidate"}, clause = "RFC 9110 §13.1.1",
            explain = """
                    Evaluating the condition and writing are one step: while one client's write of a product is in
                    progress, the condition of the next one is not evaluated yet. Otherwise both see the old tag, both
                    write, and the first write is lost.
                    """)
    void twoWriters(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        String path = catalog.product();
        String tag = Site.tag(catalog.get(path));
        String json = catalog.json();
        try (ResponseBarrier barrier = catalog.upstream().hold("PUT " + path);
                Client first = begin(catalog, path, json, tag)) {
            catalog.expectHeld(barrier, 1);
            try (Client second = begin(catalog, path, catalog.json(), tag)) {
                catalog.server().awaitRead(second);
                catalog.server().awaitIdle();
                rig.tell("the catalog confirms the first write");
                catalog.has(path, json);
                barrier.open();
                List<Integer> statuses =
                        Stream.of(first, second).map(client -> client.answer().status()).sorted().toList();
                if (!statuses.equals(List.of(204, 412))) {
                    throw rig.failure("expected one client to have written (204) and the other one not (412), but "
                            + "they got " + statuses.getFirst() + " and " + statuses.getLast());
                }
            }
        }
        expectWrites(rig, catalog, path, 1);
    }

    private static Client begin(Catalog catalog, String path, String json, String tag) {
        return catalog.server()
                .connect()
                .send("PUT " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nIf-Match: "
                        + tag + "\r\nContent-Length: " + json.length() + "\r\n\r\n" + json);
    }

    @Test
    @Check(value = "If-None-Match: * writes a product that does not exist yet, and no other", task = "validators",
            rule = "conditional-write", points = 1, ownServer = true, builds = {"invalidate", "created"},
            clause = "RFC 9110 §13.1.2",
            explain = """
                    `*` matches whatever exists. So with If-None-Match a client creates a product without the risk of
                    overwriting another client's, and with If-Match it changes only a product that exists.
                    """)
    void onlyNew(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        String path = catalog.product();
        catalog.responds(path, notFound());
        for (String condition : List.of("If-Match: *", "If-Match: " + OTHER)) {
            rig.each("it does not exist: " + condition, () -> catalog.expectPut(path, 412, condition));
        }
        rig.each("nothing was written", () -> expectWrites(rig, catalog, path, 0));
        rig.each("it does not exist: If-None-Match: *", () -> {
            catalog.creates(path);
            catalog.expectPut(path, 201, "If-None-Match: *");
            expectWrites(rig, catalog, path, 1);
        });
        rig.each("it exists: If-None-Match: *", () -> {
            catalog.has(path, catalog.json());
            catalog.expectPut(path, 412, "If-None-Match: *");
            expectWrites(rig, catalog, path, 1);
        });
    }
}
