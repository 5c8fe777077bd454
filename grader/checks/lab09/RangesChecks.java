package grader.checks.lab09;

import static grader.clients.rest.HttpMatchers.absent;
import static grader.clients.rest.HttpMatchers.lists;
import static grader.clients.rest.HttpMatchers.matching;
import static grader.clients.rest.HttpMatchers.oneOf;

import grader.clients.rest.Described;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Task ranges: what a `Range` field gets. Its conditions: {@link RangeConditionsChecks}. */
class RangesChecks {

    private static final Pattern CONTENT_RANGE = Pattern.compile("(?i)bytes (\\d+)-(\\d+)/(\\d+)");
    static final String FILE = "film.bin";
    static final String HUGE = "9".repeat(30);

    @Test
    @Check(value = "a range gets a 206 with that part of the file", task = "ranges", rule = "part", points = 2,
            foundation = true, ownServer = true, clause = "RFC 9110 §14.1.2, §14.4, §15.3.7",
            explain = """
                    Bytes are numbered from 0, and both ends are part of the range: bytes=0-0 is one byte. bytes=5- is
                    the rest from byte 5 on, and bytes=-5 are the last five. What is after the end of the file is left
                    out. Content-Range says which part it is, and Content-Length is the length of the part.
                    """)
    void parts(Rig rig) {
        Site site = Site.open(rig);
        int size = rig.random().nextInt(3_000, 6_000);
        byte[] content = Contents.random(rig, size);
        site.write(FILE, content);
        rig.control("the whole file is sent", () -> Site.expectContent(content, site.get(FILE)));
        String tag = site.get(FILE).getHeader("ETag");
        int middle = rig.random().nextInt(100, 2_000);
        expectPart(rig, site, content, "0-0", 0, 0);
        expectPart(rig, site, content, "0-9", 0, 9);
        expectPart(rig, site, content, middle + "-" + (middle + 500), middle, middle + 500);
        expectPart(rig, site, content, middle + "-", middle, size - 1);
        expectPart(rig, site, content, "-" + middle, size - middle, size - 1);
        expectPart(rig, site, content, "-1", size - 1, size - 1);
        expectPart(rig, site, content, (size - 1) + "-" + (size - 1), size - 1, size - 1);
        expectPart(rig, site, content, (size - 1) + "-", size - 1, size - 1);
        expectPart(rig, site, content, middle + "-" + size, middle, size - 1);
        expectPart(rig, site, content, middle + "-" + (size + 1_000), middle, size - 1);
        expectPart(rig, site, content, middle + "-" + HUGE, middle, size - 1);
        expectPart(rig, site, content, "-" + (size + 1), 0, size - 1);
        expectPart(rig, site, content, "-" + HUGE, 0, size - 1);
        rig.each("the 200 says Accept-Ranges: bytes",
                () -> site.get(FILE).then().statusCode(200).header("Accept-Ranges", lists("bytes")));
        rig.each("a part has the tag of the file",
                () -> site.get(FILE, "Range: bytes=0-9").then().statusCode(206).header("ETag", tag));
    }

    private static void expectPart(Rig rig, Site site, byte[] content, String range, int first, int last) {
        rig.each("bytes=" + range + " of " + content.length,
                () -> expectPart(site, content, site.get(FILE, "Range: bytes=" + range), first, last));
    }

    /** The response is this part of the content. */
    static void expectPart(Site site, byte[] content, Response response, int first, int last) {
        response.then()
                .statusCode(206)
                .header("Content-Range", bytes(first + "-" + last + "/" + content.length))
                .header("Content-Length", "" + (last - first + 1));
        Site.expectContent(Arrays.copyOfRange(content, first, last + 1), response);
    }

    @Test
    @Check(value = "a download that is continued where it ended is the whole file", task = "ranges", rule = "part",
            points = 1, ownServer = true, clause = "RFC 9110 §14.2",
            explain = """
                    A client that has the first bytes requests the rest, and appends it. No byte may be missing where
                    they meet, and none may come twice.
                    """)
    void continued(Rig rig) {
        Site site = Site.open(rig);
        byte[] content = Contents.random(rig, 100_000 + rig.random().nextInt(1_000));
        site.write(FILE, content);
        String tag = site.tag(FILE);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        while (joined.size() < content.length) {
            int first = joined.size();
            int last = Math.min(content.length - 1, first + rig.random().nextInt(16_000, 50_000));
            String range = first + "-" + (last == content.length - 1 ? "" : "" + last);
            rig.step("the part " + range, () -> {
                Response part = site.get(FILE, "Range: bytes=" + range, "If-Range: " + tag);
                expectPart(site, content, part, first, last);
                joined.writeBytes(part.asByteArray());
            });
        }
        if (!Arrays.equals(joined.toByteArray(), content)) {
            throw rig.failure("the parts, joined, are not the file");
        }
    }

    @Test
    @Check(value = "a range without a byte of the file is a 416 that tells the size", task = "ranges", rule = "no-byte",
            points = 1, ownServer = true, clause = "RFC 9110 §14.1.2, §15.5.17",
            explain = """
                    If the range begins after the last byte, or asks for the last 0 bytes, there is nothing to send.
                    The client learns the size from Content-Range: bytes */SIZE. An empty file has no byte for any
                    range.
                    """)
    void noByte(Rig rig) {
        Site site = Site.open(rig);
        int size = rig.random().nextInt(500, 900);
        site.write(FILE, Contents.random(rig, size));
        site.write("empty.bin", new byte[0]);
        rig.control("the last byte is sent",
                () -> site.get(FILE, "Range: bytes=" + (size - 1) + "-").then().statusCode(206));
        for (String range : List.of(size + "-", size + "-" + size, size + "-" + (size + 10), HUGE + "-",
                size + "-" + HUGE, "-0")) {
            rig.each("bytes=" + range + " of " + size, () -> expectNoByte(site, FILE, range, size));
        }
        for (String range : List.of("0-", "0-0", "0-99", "-0")) {
            rig.each("bytes=" + range + " of an empty file", () -> expectNoByte(site, "empty.bin", range, 0));
        }
    }

    /** A `Content-Range` with this after its unit, whose case does not matter (RFC 9110 §14.1, §14.4). */
    private static Described<String> bytes(String range) {
        return matching("bytes " + range, "(?i)bytes " + Pattern.quote(range));
    }

    private static void expectNoByte(Site site, String name, String range, int size) {
        site.get(name, "Range: bytes=" + range)
                .then()
                .statusCode(416)
                .header("Content-Range", bytes("*/" + size));
    }

    @Test
    @Check(value = "a range of another unit, a range that is not valid, and any range in a HEAD are ignored",
            task = "ranges",
            rule = "no-range", points = 1, ownServer = true, clause = "RFC 9110 §14.2, §14.1.1",
            explain = """
                    A Range is a wish. What a server does not understand, it ignores: it sends the whole file with a
                    200. A range whose end comes before its beginning is not valid.
                    """)
    void ignoredRanges(Rig rig) {
        Site site = Site.open(rig);
        byte[] content = Contents.random(rig, rig.random().nextInt(2_000, 3_000));
        site.write(FILE, content);
        rig.control("a valid range gets a 206",
                () -> site.get(FILE, "Range: bytes=2-5").then().statusCode(206));
        for (String bad : List.of("bytes=5-2", "lines=0-1", "bytes=a-b", "bytes=-", "bytes=", "bytes", "2-5",
                "bytes 2-5", "bytes=--5", "bytes=+2-5", "bytes=0x2-5", "bytes=2-5x", "bytes=2.0-5",
                "bytes=" + HUGE + "-5", "bytes=2-5-7")) {
            rig.each(bad, () -> expectWhole(site, content, site.get(FILE, "Range: " + bad)));
        }
        rig.each("HEAD", () -> site.head(FILE, "Range: bytes=2-5")
                .then()
                .statusCode(200)
                .header("Content-Range", absent())
                .header("Content-Length", "" + content.length));
        rig.each("HEAD, after the end", () -> site.head(FILE, "Range: bytes=9999-").then().statusCode(200));
        for (String several : List.of("bytes=2-5,10-19", "bytes=2-5, -1", "bytes=0-9, 5-14", "bytes=0-0,0-0,0-0")) {
            rig.each(several, () -> expectSome(rig, site, content, site.get(FILE, "Range: " + several)));
        }
    }

    /** The response is the whole file. */
    static void expectWhole(Site site, byte[] content, Response response) {
        response.then().statusCode(200).header("Content-Range", absent());
        Site.expectContent(content, response);
    }

    /** The response to several ranges: the whole file, several parts, or a part. */
    private static void expectSome(Rig rig, Site site, byte[] content, Response response) {
        response.then().statusCode(oneOf(200, 206));
        if (response.statusCode() == 200) {
            expectWhole(site, content, response);
        } else if (!String.valueOf(response.contentType()).startsWith("multipart/byteranges")) {
            Matcher range = CONTENT_RANGE.matcher(String.valueOf(response.getHeader("Content-Range")));
            if (!range.matches()) {
                throw rig.failure("expected a 206 to be multipart/byteranges, or to have a Content-Range");
            }
            expectPart(site, content, response, Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
        }
    }
}
