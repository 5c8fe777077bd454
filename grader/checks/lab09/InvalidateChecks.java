package grader.checks.lab09;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.put;

import com.github.tomakehurst.wiremock.http.RequestMethod;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.clients.upstream.SamePath;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task invalidate: after a write, no client gets the old value. */
class InvalidateChecks {

    @Test
    @Check(value = "after the response to a PUT, its product is loaded again, and no other one", task = "invalidate",
            rule = "written", points = 1, foundation = true, ownServer = true,
            explain = """
                    The PUT goes to the catalog with its content, byte by byte, and then the entry of that product is
                    removed: the next request loads the new value. Removing all entries would be correct as well, and
                    each write would make the whole cache cold. The other values stay.
                    """)
    void written(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        String json = catalog.json();
        String path = catalog.product(catalog.json());
        String otherJson = catalog.json();
        String other = catalog.product(otherJson);
        catalog.get(path).then().statusCode(200);
        catalog.get(other).then().statusCode(200);
        catalog.has(path, json);
        catalog.put(path, json).then().statusCode(204);

        rig.each("the catalog has got it", () -> expectWritten(rig, catalog, path, json));
        rig.each("a request after the write", () -> catalog.expect(path, json));
        rig.each("the new value is kept", () -> {
            catalog.expect(path, json);
            catalog.expectLoads(path, 2);
        });
        rig.each("another product stays in the cache", () -> {
            catalog.expect(other, otherJson);
            catalog.expectLoads(other, 1);
        });
        rig.each("a product whose sku has a space", () -> {
            String spaced = catalog.path() + "%20" + rig.word();
            catalog.has(spaced, otherJson);
            catalog.expect(spaced, otherJson);
            catalog.has(spaced, json);
            catalog.put(spaced, json).then().statusCode(204);
            catalog.expect(spaced, json);
        });
    }

    @Test
    @Check(value = "a PUT of a new product is a 201, as the catalog's response is", task = "invalidate",
            rule = "created", points = 1, ownServer = true, clause = "RFC 9110 §9.3.4",
            explain = """
                    A PUT that creates something gets a 201, so the client knows that there was nothing before. Only
                    the catalog knows whether that is so: `store` returns it.
                    """)
    void created(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        String path = catalog.path();
        String json = catalog.json();
        catalog.creates(path);
        rig.each("a new product", () -> catalog.put(path, json).then().statusCode(201));
        catalog.has(path, json);
        rig.each("the same product again", () -> catalog.put(path, json).then().statusCode(204));
        rig.each("a GET of it", () -> catalog.expect(path, json));
    }

    private static void expectWritten(Rig rig, Catalog catalog, String path, String json) {
        List<String> got = catalog.upstream()
                .received(path)
                .stream()
                .filter(request -> request.getMethod().equals(RequestMethod.PUT))
                .map(request -> request.getBodyAsString())
                .toList();
        if (!got.equals(List.of(json))) {
            throw rig.failure("expected the catalog to get PUT " + path + " once with the content " + json.strip()
                    + ", but " + (got.isEmpty() ? "no PUT came" : "it got " + String.join(" and ", got)));
        }
    }

    @Test
    @Check(value = "what was loaded while a write is in progress is not used after it", task = "invalidate",
            rule = "written", points = 2, ownServer = true,
            explain = """
                    Until the catalog has written, requests may get the old value, from the cache or by a new load. So
                    the entry has to go after the catalog has confirmed the write, and before the client of the PUT
                    hears of it. If it goes before the write, the next request puts the old value back.
                    """)
    void readDuringWrite(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        String oldJson = catalog.json();
        String newJson = catalog.json();
        String path = catalog.product(oldJson);
        catalog.expect(path, oldJson);
        try (ResponseBarrier held = catalog.upstream().holdFirst(path);
                Client writer = beginPut(catalog, path, newJson)) {
            catalog.expectHeld(held, 1);
            rig.tell("the catalog has got the PUT and has not written yet");
            catalog.expect(path, oldJson);
            catalog.has(path, newJson);
            held.open();
            rig.tell("now it has written");
            writer.answer().expectStatus(204);
        }
        catalog.expect(path, newJson);
    }

    private static Client beginPut(Catalog catalog, String path, String json) {
        return catalog.server().connect().send(Catalog.write(path, json));
    }

    @Test
    @Check(value = "no request after a write waits for a load that began before it", task = "invalidate",
            rule = "racing-load", points = 1, ownServer = true, builds = "other-keys",
            explain = """
                    A load that has begun before the write may have read the old value. A request that comes after the
                    write must not join it, or it gets that value, although the cache has no entry at all. So the note
                    that the key is being loaded goes together with the entry. The request begins a load of its own;
                    those who waited before may get the old value.
                    """)
    void notJoined(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        String newJson = catalog.json();
        String path = catalog.product();
        try (ResponseBarrier held = catalog.upstream().holdFirst(path); Client early = catalog.begin(path)) {
            writeMeanwhile(rig, catalog, held, path, newJson);
            try (Client late = catalog.begin(path)) {
                if (!late.awaitData(Limits.PATIENCE)) {
                    throw rig.failure("expected a request after the write to be loaded on its own, but it got nothing "
                            + "while the catalog still holds the load from before the write");
                }
                late.answer().expectStatus(200).expectBody(newJson);
            }
            held.open();
            rig.tell("the catalog lets the first load go");
            early.answer().expectStatus(200);
        }
        rig.each("after the first load has ended", () -> catalog.expect(path, newJson));
    }

    /** A load is held in the catalog, with the old value; a PUT comes and ends. */
    private static void writeMeanwhile(Rig rig, Catalog catalog, ResponseBarrier held, String path, String newJson) {
        catalog.expectHeld(held, 1);
        rig.tell("the catalog holds its response to GET " + path + ", which has the old value");
        catalog.has(path, newJson);
        catalog.put(path, newJson).then().statusCode(204);
    }

    @Test
    @Check(value = "what a load from before the write has loaded is not kept", task = "invalidate",
            rule = "racing-load", points = 1, ownServer = true, builds = "other-keys",
            explain = """
                    The entry is removed, and then a load that began earlier ends and adds the old value: nothing would
                    remove it for the whole time to live. A load may keep its value only if its key was not invalidated
                    while it ran, and that look and the adding have to be one step.
                    """)
    void notKept(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        String newJson = catalog.json();
        String path = catalog.product();
        try (ResponseBarrier held = catalog.upstream().holdFirst(path); Client early = catalog.begin(path)) {
            writeMeanwhile(rig, catalog, held, path, newJson);
            held.open();
            rig.tell("the catalog lets that load go");
            early.answer().expectStatus(200);
        }
        catalog.expect(path, newJson);
    }

    @Test
    @Check(value = "the end of an old load leaves the new load alone", task = "invalidate", rule = "one-load",
            points = 1, ownServer = true, builds = "other-keys",
            explain = """
                    After a write, two loads of one key may be in progress: one from before, and one from after. When
                    the first one ends, it removes its own note only, not the note of the other: `remove(key, value)`
                    instead of `remove(key)`. Otherwise the next request begins a third load, and what the second one
                    loads is not kept.
                    """)
    void secondLoad(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        String newJson = catalog.json();
        String path = catalog.product();
        try (ResponseBarrier first = catalog.upstream().holdFirst(path); Client early = catalog.begin(path)) {
            writeMeanwhile(rig, catalog, first, path, newJson);
            try (ResponseBarrier second = catalog.upstream().hold(path); Client late = catalog.begin(path)) {
                rig.step("a request after the write has a load of its own", () -> catalog.expectHeld(second, 1));
                rig.tell("the first load ends, while the catalog holds the second one");
                first.open();
                early.answer().expectStatus(200);
                try (Client third = catalog.begin(path)) {
                    catalog.server().awaitRead(third);
                    catalog.server().awaitIdle();
                    catalog.expectLoads(path, 2);
                    second.open();
                    List.of(late, third).forEach(client -> client.answer().expectStatus(200).expectBody(newJson));
                }
            }
        }
        catalog.expect(path, newJson);
        catalog.expectLoads(path, 2);
    }

    @Test
    @Check(value = "after a write that fails, the value is loaded again", task = "invalidate", rule = "failed-write",
            points = 2, ownServer = true, builds = "too-slow",
            explain = """
                    A 500, or silence, does not say that nothing was written: the confirmation may be what got lost. So
                    the client learns of the failure with a 502 or 504, and the entry goes all the same (in a
                    `finally`). One load too many is cheap; an old value for the whole time to live is not.
                    """)
    void failedWrite(Rig rig) {
        Catalog catalog = Catalog.openOwn(rig, "--catalog-timeout", "3000");
        String broken = catalog.product();
        rig.control("a product is loaded", () -> catalog.get(broken).then().statusCode(200));
        rig.each("the catalog has written and responds with a 500", () -> {
            String json = catalog.json();
            catalog.has(broken, json);
            catalog.upstream().answers(put(SamePath.as(broken)).willReturn(aResponse().withStatus(500)));
            catalog.put(broken, json).then().statusCode(502);
            catalog.expect(broken, json);
        });
        rig.each("the catalog has written and does not respond", () -> {
            String json = catalog.json();
            String path = catalog.product();
            catalog.awaitLoaded(path, 504);
            catalog.get(path).then().statusCode(200);
            catalog.has(path, json);
            try (ResponseBarrier _ = catalog.upstream().holdFirst(path)) {
                catalog.put(path, json).then().statusCode(504);
                catalog.awaitLoaded(path, 504);
                catalog.expect(path, json);
            }
        });
    }
}
