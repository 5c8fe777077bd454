package grader.checks.lab09;

import static grader.checks.lab09.Contents.decoded;
import static grader.clients.rest.HttpMatchers.absent;
import static grader.clients.rest.HttpMatchers.mediaType;
import static org.hamcrest.Matchers.equalTo;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Task gzip: what is compressed, for which clients. Its fields: {@link GzipFieldsChecks}. */
class GzipChecks {

    static final String ACCEPT = "Accept-Encoding: gzip";
    static final String FILE = "note.txt";
    private static final int ROUNDS = 5;

    @Test
    @Check(value = "text is compressed for a client that accepts gzip; decoded, it is the same", task = "gzip",
            rule = "encoded", points = 1, foundation = true, ownServer = true, clause = "RFC 9110 §8.4, RFC 1952",
            explain = """
                    Content-Encoding: gzip says that the content is in that coding: a header, the compressed bytes,
                    and a trailer with their checksum and length, which the compressor writes only when it is finished.
                    Nothing follows that trailer but another whole member (RFC 1952 §2.2).
                    Content-Type is still that of the content itself. Without Accept-Encoding nothing is compressed.
                    HEAD has the same fields.
                    """)
    void compressed(Rig rig) {
        Site site = Site.open(rig);
        Map<String, String> types = new LinkedHashMap<>();
        types.put("page.html", "text/html");
        types.put("style.css", "text/css");
        types.put("script.js", "text/javascript");
        types.put("data.json", "application/json");
        types.put(FILE, "text/plain");
        types.put("drawing.svg", "image/svg+xml");
        types.forEach((name, type) -> rig.each(name, () -> {
            byte[] content = Contents.text(rig, rig.random().nextInt(1_000, 9_000));
            site.write(name, content);
            expectPlain(site, content, site.get(name));
            Response got = site.get(name, ACCEPT);
            Site.expectContent(content, decoded(got));
            got.then().header("Content-Type", mediaType(type));
            site.head(name, ACCEPT).then().statusCode(200).header("Content-Encoding", Contents.GZIP);
        }));
        rig.each("exactly 1,000 bytes", () -> {
            byte[] content = Contents.text(rig, 1_000);
            site.write("1000.txt", content);
            Site.expectContent(content, decoded(site.get("1000.txt", ACCEPT)));
        });
    }

    private static void expectPlain(Site site, byte[] content, Response response) {
        response.then().statusCode(200).header("Content-Encoding", absent());
        Site.expectContent(content, response);
    }

    @Test
    @Check(value = "a large file is compressed completely", task = "gzip", rule = "encoded", points = 1,
            ownServer = true, clause = "RFC 1952",
            explain = """
                    A file of any length goes through the compressor piece by piece, with all pieces in one gzip
                    stream. What the compressor still holds comes out only when it is finished.
                    """)
    void largeFile(Rig rig) {
        Site site = Site.open(rig);
        byte[] content = Contents.text(rig, 2_000_000 + rig.random().nextInt(100_000));
        site.write(FILE, content);
        rig.each("compressed", () -> Site.expectContent(content, decoded(site.get(FILE, ACCEPT))));
        rig.each("not compressed", () -> expectPlain(site, content, site.get(FILE)));
    }

    @Test
    @Check(value = "a file that is sent compressed is closed, too", task = "gzip", rule = "encoded", points = 1,
            ownServer = true, builds = "each-engine",
            explain = """
                    The source of the compressed bytes reads from the file. So when that source is closed, it closes the
                    file, or each compressed download leaves a descriptor open.
                    """)
    void compressedClosed(Rig rig) {
        Site site = Site.open(rig);
        site.write(FILE, Contents.text(rig, 3_000));
        rig.control("it is compressed", () -> decoded(site.get(FILE, ACCEPT)));
        FileReadersChecks.expectClosed(rig, site, ROUNDS, "downloads",
                () -> site.get(FILE, ACCEPT).then().statusCode(200));
    }

    @Test
    @Check(value = "products are compressed, too", task = "gzip", rule = "encoded", points = 1, ownServer = true,
            builds = "ttl",
            explain = """
                    Products are JSON, and from 1,000 bytes on they are sent compressed. The cache keeps what the
                    catalog has sent: the same value serves clients with gzip and without.
                    """)
    void compressedProducts(Rig rig) {
        Catalog catalog = Catalog.open(rig);
        for (int length : List.of(1_000, rig.random().nextInt(2_000, 60_000))) {
            String json = catalog.json(length);
            String path = catalog.product(json);
            for (String when : List.of("loaded", "from the cache")) {
                rig.each(length + " bytes, " + when, () -> expectDecoded(json, catalog.get(path, ACCEPT)));
            }
            rig.each(length + " bytes, for a client without gzip", () -> catalog.get(path)
                    .then()
                    .statusCode(200)
                    .header("Content-Encoding", absent())
                    .body(equalTo(json)));
        }
    }

    private static void expectDecoded(String json, Response response) {
        Site.expectContent(json.getBytes(StandardCharsets.UTF_8), decoded(response));
    }

    @Test
    @Check(value = "gzip is used if Accept-Encoding lists it, or *, with a weight above 0", task = "gzip",
            rule = "accepted", points = 1, ownServer = true, clause = "RFC 9110 §12.5.3, §12.4.2",
            explain = """
                    Each member of the list may have a weight, q. A weight of 0 means: not acceptable. `*` is for all
                    codings that are not listed; a coding that is listed has its own weight. `identity` means not
                    compressed, and a client may prefer that. Names are case-insensitive, and compared as a whole.
                    """)
    void acceptEncoding(Rig rig) {
        Site site = Site.open(rig);
        byte[] content = Contents.text(rig, 2_000);
        site.write(FILE, content);
        for (String accepted : List.of("gzip", "GZip", "gzip, deflate, br, zstd", "br;q=1.0,deflate;q=0.9,gzip;q=0.8",
                "gzip;q=0.001", "gzip;q=1.000", "gzip ; q=0.5", "gzip;Q=0.5", "*", "*;q=0.1", "br, *", "gzip, *;q=0",
                "identity;q=0, gzip", "identity;q=0.5, gzip", "identity;q=0.5, *;q=0.8")) {
            rig.each("compressed: " + accepted,
                    () -> Site.expectContent(content, decoded(site.get(FILE, "Accept-Encoding: " + accepted))));
        }
        rig.each("compressed: in the second line", () -> Site.expectContent(content,
                decoded(site.get(FILE, "Accept-Encoding: br", "Accept-Encoding: gzip"))));
        for (String other : List.of("", "identity", "br", "deflate, br", "gzip;q=0", "gzip;q=0.000", "gzip;q=0, *",
                "*, gzip;q=0", "br, gzip;q=0", "identity, gzip;q=0.5", "gzip;q=0.7, identity;q=0.8",
                "identity, *;q=0.5", "notgzip", "gzipped", "br;x=gzip")) {
            rig.each("not compressed: " + other,
                    () -> expectPlain(site, content, site.get(FILE, "Accept-Encoding: " + other)));
        }
        rig.each("neither, or a 406: *;q=0", () -> site.get(FILE, "Accept-Encoding: *;q=0")
                .then()
                .header("Content-Encoding", absent()));
    }

    @Test
    @Check(value = "what is small or binary is not compressed", task = "gzip", rule = "not-encoded", points = 1,
            ownServer = true,
            explain = """
                    A few bytes become more by compressing, and a picture is compressed already: that would cost time
                    and save nothing. The type decides, not what the bytes look like.
                    """)
    void notCompressed(Rig rig) {
        Site site = Site.open(rig);
        byte[] content = Contents.text(rig, 5_000);
        site.write(FILE, content);
        rig.control("text of 5,000 bytes is compressed", () -> decoded(site.get(FILE, ACCEPT)));
        for (int length : List.of(0, 1, 20, 200)) {
            byte[] small = Contents.text(rig, length);
            rig.each("text of " + length + " bytes", () -> {
                site.write("small.txt", small);
                expectPlain(site, small, site.get("small.txt", ACCEPT));
            });
        }
        for (String name : List.of("photo.png", "photo.jpg", "paper.pdf", "data", "data.bin", "all.zip", "all.gz")) {
            rig.each(name, () -> {
                site.write(name, content);
                expectPlain(site, content, site.get(name, ACCEPT));
            });
        }
    }
}
