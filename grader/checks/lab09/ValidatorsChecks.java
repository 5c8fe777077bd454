package grader.checks.lab09;

import static grader.clients.rest.HttpMatchers.absent;
import static grader.clients.rest.HttpMatchers.lists;
import static grader.clients.rest.HttpMatchers.oneOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

/** Task validators: the tags, and what has no content. The conditions themselves: {@link ConditionsChecks}. */
class ValidatorsChecks {

    private static final String FILE = "note.txt";
    private static final String PHOTO = "photo.png";
    private static final int LENGTH = 70;       // of a product

    @Test
    @Check(value = "a file has a strong tag, which changes with the content and only then", task = "validators",
            rule = "tags", points = 1, foundation = true, ownServer = true, clause = "RFC 9110 §8.8.3, §8.8.1",
            explain = """
                    A strong ETag, such as "33a64df5", is a name for these bytes: the same as long as they are the
                    same, and a different one as soon as they are not. The length does not tell, nor do whole seconds:
                    a file can change twice within one. The time of the last change in nanoseconds does, or a hash of
                    the content.
                    """)
    void fileTags(Rig rig) {
        Site site = Site.open(rig);
        Instant then = Instant.now().minus(Duration.ofHours(rig.random().nextInt(50, 5_000)));
        Instant changed = Instant.ofEpochSecond(then.getEpochSecond(), 100_000_000);
        int length = rig.random().nextInt(100, 200);
        site.write(FILE, Contents.text(rig, length), changed);
        String tag = site.tag(FILE);
        rig.each("the next GET", () -> expectTag(site.get(FILE), equalTo(tag)));
        rig.each("a GET with a tag that does not match", () -> expectTag(site.get(FILE, "If-None-Match: \"x\""),
                equalTo(tag)));
        rig.each("HEAD", () -> expectTag(site.head(FILE), equalTo(tag)));
        rig.each("other content of the same length, 10 ms later", () -> {
            site.write(FILE, Contents.text(rig, length), changed.plusMillis(10));
            expectTag(site.get(FILE), not(tag));
        });
        rig.each("other content of the same length, with an earlier date", () -> {
            site.write(FILE, Contents.text(rig, length), changed.minus(Duration.ofDays(1)));
            expectTag(site.get(FILE), not(tag));
        });
        rig.each("one more byte", () -> {
            site.write(FILE, Contents.text(rig, length + 1), changed.plusMillis(30));
            expectTag(site.get(FILE), not(tag));
        });
    }

    private static void expectTag(Response response, Matcher<String> expected) {
        Site.tag(response);
        response.then().header("ETag", expected);
    }

    @Test
    @Check(value = "a product has a strong tag, and a client that has it gets a 304", task = "validators",
            rule = "tags", points = 1, ownServer = true, builds = {"ttl", "invalidate"},
            clause = "RFC 9110 §8.8.3, §13.1.2",
            explain = """
                    A product has no time of its last change, but its bytes are there: a hash of them is a strong tag.
                    It is the same for a hit and for a miss.
                    """)
    void productTags(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        String path = catalog.product(catalog.json(LENGTH));
        String tag = Site.tag(catalog.get(path));
        rig.each("the same product, from the cache", () -> expectTag(catalog.get(path), equalTo(tag)));
        rig.each("with the tag", () -> catalog.get(path, "If-None-Match: " + tag)
                .then()
                .statusCode(304)
                .header("ETag", tag));
        rig.each("with another tag", () -> catalog.get(path, "If-None-Match: \"x\"").then().statusCode(200));
        rig.each("after a write of the same length", () -> {
            String json = catalog.json(LENGTH);
            catalog.has(path, json);
            catalog.put(path, json).then().statusCode(204);
            expectTag(catalog.get(path), not(tag));
            catalog.get(path, "If-None-Match: " + tag).then().statusCode(200);
        });
    }

    @Test
    @Check(value = "a 304 has no content, and the fields that the client's copy needs", task = "validators",
            rule = "not-modified", points = 1, ownServer = true, clause = "RFC 9110 §15.4.5",
            explain = """
                    A 304 says that what the client has is still good, and for how long: ETag and Cache-Control are
                    those of the 200. Fields that describe the content, which is not there, are left out.
                    """)
    void notModified(Rig rig) {
        Site site = Site.open(rig);
        site.write(PHOTO, Contents.text(rig, 3_000));
        Response whole = site.get(PHOTO);
        rig.control("without the condition there is a 200", () -> whole.then().statusCode(200));
        String tag = Site.tag(whole);
        rig.each("the fields of the 200", () -> {
            whole.then().header("Cache-Control", lists("max-age=60"));
            site.get(PHOTO, "If-None-Match: " + tag)
                    .then()
                    .statusCode(304)
                    .header("ETag", tag)
                    .header("Cache-Control", whole.getHeader("Cache-Control"));
        });
        rig.each("no fields of the content", () -> site.get(PHOTO, "If-None-Match: " + tag)
                .then()
                .statusCode(304)
                .header("Content-Type", absent())
                .header("Content-Encoding", absent())
                .header("Content-Range", absent()));
        rig.each("nothing after the head", () -> expectNothing(rig, site, tag));
    }

    private static void expectNothing(Rig rig, Site site, String tag) {
        try (Client client = site.server().connect()) {
            client.send(Site.request(site.path(PHOTO), "If-None-Match: " + tag, "Connection: close"));
            Answer answer = client.answer().expectStatus(304);
            String rest = client.expectEnd(Limits.PATIENCE);
            if (!answer.body().isEmpty() || !rest.isEmpty()) {
                throw rig.failure("expected a 304 to have no content, but " + (answer.body() + rest).length()
                        + " bytes came after its head");
            }
        }
    }

    @Test
    @Check(value = "a 304 has the Vary of the 200", task = "validators", rule = "not-modified", points = 1,
            ownServer = true, builds = {"vary", "gzip-tag"}, clause = "RFC 9110 §15.4.5",
            explain = """
                    A cache on the way keeps the fields of a 304 instead of the old ones. Without Vary, it would give
                    what was compressed to a client that cannot read it.
                    """)
    void notModifiedVary(Rig rig) {
        Site site = Site.open(rig);
        site.write(FILE, Contents.text(rig, 3_000));
        Response whole = site.get(FILE);
        rig.control("without the condition there is a 200 with Vary",
                () -> whole.then().statusCode(200).header("Vary", lists("Accept-Encoding")));
        site.get(FILE, "If-None-Match: " + Site.tag(whole))
                .then()
                .statusCode(304)
                .header("Vary", whole.getHeader("Vary"));
    }

    @Test
    @Check(value = "conditions do not change an error, and count on routes without a tag, too", task = "validators",
            rule = "conditions-elsewhere", points = 1, ownServer = true, clause = "RFC 9110 §13.2.1",
            explain = """
                    Conditions are about a state of the resource. If the response would be an error or a redirect
                    without them, they are ignored. A route without a tag has a state all the same: `*` matches it,
                    and no tag does. For a write it is the state that a GET would find. If that would find nothing,
                    `*` matches nothing.
                    """)
    void errorsStay(Rig rig) {
        Site site = Site.open(rig);
        Path file = site.write(FILE, Contents.text(rig, 50));
        rig.control("a file that is there gets a 304 with If-None-Match: *",
                () -> site.get(FILE, "If-None-Match: *").then().statusCode(304));
        for (String condition : List.of("If-None-Match: *", "If-None-Match: " + site.tag(FILE), "If-Match: *",
                "If-Match: \"x\"", "If-Modified-Since: " + Site.modified(file),
                "If-Unmodified-Since: " + Site.date(Instant.EPOCH))) {
            rig.each("no such file, with " + condition,
                    () -> site.get("none.txt", condition).then().statusCode(404));
        }
        site.write("docs/index.html", Contents.text(rig, 50));
        rig.each("a folder without the slash at its end, with If-None-Match: *",
                () -> site.get("docs", "If-None-Match: *").then().statusCode(oneOf(301, 302, 307, 308, 404)));
        rig.each("GET / with another tag in If-None-Match",
                () -> site.given("If-None-Match: \"x\"").when().get("/").then().statusCode(200));
        rig.each("GET / with If-Match and a tag",
                () -> site.given("If-Match: \"x\"").when().get("/").then().statusCode(412));
        rig.each("GET / with If-None-Match: *", () -> site.given("If-None-Match: *")
                .when()
                .get("/")
                .then()
                .statusCode(oneOf(304, 412)));
        String seat = "/seats/" + rig.word();
        rig.each("PUT of a seat that is free, with If-Match: *",
                () -> site.given("If-Match: *").body("ann").when().put(seat).then().statusCode(412));
        rig.each("PUT of a seat that is free, with If-None-Match: *",
                () -> site.given("If-None-Match: *").body("ann").when().put(seat).then().statusCode(204));
        rig.each("PUT of a seat that is taken, with If-None-Match: *",
                () -> site.given("If-None-Match: *").body("ben").when().put(seat).then().statusCode(oneOf(409, 412)));
    }
}
