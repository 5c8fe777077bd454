package grader.checks.lab09;

import static grader.checks.lab09.Contents.decoded;
import static grader.checks.lab09.GzipChecks.ACCEPT;
import static grader.checks.lab09.GzipChecks.FILE;
import static grader.clients.rest.HttpMatchers.absent;
import static grader.clients.rest.HttpMatchers.lists;
import static grader.clients.rest.HttpMatchers.oneOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task gzip: tags, ranges and `Vary`. */
class GzipFieldsChecks {

    @Test
    @Check(value = "each response that could have been compressed has Vary: Accept-Encoding", task = "gzip",
            rule = "vary", points = 1, ownServer = true, clause = "RFC 9110 §12.5.5, RFC 9111 §4.1",
            explain = """
                    A cache on the way keeps the response, and gives it to other clients. Vary tells it that they need
                    the same Accept-Encoding. If Vary is missing on what was not compressed, a client with gzip gets
                    that; the other way around, a client gets what it cannot read.
                    """)
    void vary(Rig rig) {
        Site site = Site.open(rig);
        site.write(FILE, Contents.text(rig, 2_000));
        rig.control("with gzip, it is compressed", () -> decoded(site.get(FILE, ACCEPT)));
        rig.each("no Accept-Encoding", () -> expectVary(site.get(FILE)));
        for (String value : List.of("gzip", "identity", "gzip;q=0", "br")) {
            rig.each(value, () -> expectVary(site.get(FILE, "Accept-Encoding: " + value)));
            rig.each("HEAD, " + value, () -> expectVary(site.head(FILE, "Accept-Encoding: " + value)));
        }
    }

    private static void expectVary(Response response) {
        response.then().statusCode(200).header("Vary", lists("Accept-Encoding"));
    }

    @Test
    @Check(value = "the compressed response has a tag of its own, with which there is a 304", task = "gzip",
            rule = "encoded-tag", points = 1, ownServer = true, clause = "RFC 9110 §8.8.3.3",
            explain = """
                    Compressed bytes are other bytes, so a strong tag has to be another one: with the same tag, a
                    cache would join a part of one with a part of the other. The client sends that tag back, and it is
                    compared with the tag that the response would have. If you keep compressed bytes, keep them by that
                    tag: after a change they are not what the file has.
                    """)
    void gzipTag(Rig rig) {
        Site site = Site.open(rig);
        site.write(FILE, Contents.text(rig, 2_000));
        String plain = site.tag(FILE);
        rig.control("without gzip, a list with the tag gets a 304",
                () -> site.get(FILE, "If-None-Match: \"x\", " + plain).then().statusCode(304));
        Response compressed = site.get(FILE, ACCEPT);
        decoded(compressed);
        String tag = compressed.getHeader("ETag");
        rig.each("another tag", () -> compressed.then().header("ETag", notNullValue()).header("ETag", not(plain)));
        rig.each("the same for each GET", () -> site.get(FILE, ACCEPT).then().header("ETag", equalTo(tag)));
        rig.each("the same for HEAD", () -> site.head(FILE, ACCEPT).then().statusCode(200).header("ETag", tag));
        rig.each("a 304 with that tag", () -> site.get(FILE, ACCEPT, "If-None-Match: " + tag)
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .header("Content-Encoding", absent()));
        rig.each("a 304 with that tag among others",
                () -> site.get(FILE, ACCEPT, "If-None-Match: \"x\", " + tag).then().statusCode(304));
        rig.each("a 304 with the other tag, without gzip",
                () -> site.get(FILE, "If-None-Match: " + plain).then().statusCode(304).header("ETag", plain));
        rig.each("after a change, both tags are others, and so is the content", () -> {
            byte[] content = Contents.text(rig, 2_500);
            site.write(FILE, content);
            Response changed = site.get(FILE, ACCEPT, "If-None-Match: " + tag + ", " + plain);
            Site.expectContent(content, decoded(changed));
        });
    }

    @Test
    @Check(value = "a client that got a product compressed can change it with If-Match and that tag", task = "gzip",
            rule = "encoded-tag", points = 1, ownServer = true,
            builds = {"ttl", "invalidate", "validators", "product-tags", "state-of-now"},
            clause = "RFC 9110 §13.1.1",
            explain = """
                    The tag of the compressed response names the same state of the product. A server that compares
                    If-Match with the other tag only lets no browser change a product, as browsers always accept gzip.
                    """)
    void gzipWrite(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        String path = catalog.product(catalog.json(2_000));
        Response compressed = catalog.get(path, ACCEPT);
        decoded(compressed);
        String tag = compressed.getHeader("ETag");
        boolean strong = !tag.startsWith("W/");
        rig.each("If-None-Match with that tag", () -> catalog.expectPut(path, 412, "If-None-Match: " + tag, ACCEPT));
        rig.each("If-Match with that tag",
                () -> catalog.expectPut(path, strong ? 204 : 412, "If-Match: " + tag, ACCEPT));
        catalog.has(path, catalog.json(2_000));
        rig.each("If-Match with that tag, after a change",
                () -> catalog.expectPut(path, 412, "If-Match: " + tag, ACCEPT));
    }

    @Test
    @Check(value = "a part is never compressed, and never a part of what is compressed", task = "gzip",
            rule = "encoded-range", points = 1, ownServer = true, builds = "ranges", clause = "RFC 9110 §14.2",
            explain = """
                    A range counts bytes of what would be sent. A server that compresses while it sends does not know
                    where they are, so it ignores the range, and sends the whole content. Or it sends a part of the
                    file that is not compressed, with the tag of that.
                    """)
    void gzipRanges(Rig rig) {
        Site site = Site.open(rig);
        byte[] content = Contents.text(rig, 5_000);
        site.write(FILE, content);
        String plain = site.tag(FILE);
        Response compressed = site.get(FILE, ACCEPT);
        rig.control("without a range, it is compressed", () -> decoded(compressed));
        String tag = compressed.getHeader("ETag");
        for (String range : List.of("0-99", "1000-", "-50")) {
            Response part = site.get(FILE, "Range: bytes=" + range);
            rig.each("bytes=" + range + " without gzip", () -> part.then()
                    .statusCode(206)
                    .header("Content-Encoding", absent()));
            rig.each("bytes=" + range + " with gzip", () -> {
                Response got = site.get(FILE, ACCEPT, "Range: bytes=" + range);
                got.then().statusCode(oneOf(200, 206));
                if (got.statusCode() == 200) {
                    expectWhole(content, got);
                } else {
                    got.then()
                            .header("Content-Encoding", absent())
                            .header("Content-Range", part.getHeader("Content-Range"))
                            .header("ETag", plain);
                    Site.expectContent(part.asByteArray(), got.asByteArray());
                }
            });
        }
        rig.each("with the tag of what is compressed in If-Range", () -> {
            Response got = site.get(FILE, ACCEPT, "Range: bytes=0-99", "If-Range: " + tag);
            got.then().statusCode(200);
            expectWhole(content, got);
        });
    }

    private static void expectWhole(byte[] content, Response response) {
        boolean plain = response.getHeader("Content-Encoding") == null;
        Site.expectContent(content, plain ? response.asByteArray() : decoded(response));
    }
}
