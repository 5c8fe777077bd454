package grader.checks.lab09;

import static grader.checks.lab09.RangesChecks.FILE;
import static grader.checks.lab09.RangesChecks.expectPart;
import static grader.checks.lab09.RangesChecks.expectWhole;
import static grader.clients.rest.HttpMatchers.absent;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Task ranges: a range with a condition. */
class RangeConditionsChecks {

    private static final String RANGE = "Range: bytes=100-199";

    @Test
    @Check(value = "with If-Range, a part is sent only if the file is still the same", task = "ranges",
            rule = "if-range", points = 1, ownServer = true, clause = "RFC 9110 §13.1.5, §14.2",
            explain = """
                    The client has a part of the file, and appends the new one. If the file has changed, these two do
                    not fit, so it gets the whole file with a 200 instead. A weak tag does not name bytes, and a date
                    has to be exactly the Last-Modified: a later one is no proof.
                    """)
    void ifRange(Rig rig) {
        Site site = Site.open(rig);
        byte[] content = Contents.random(rig, 1_000);
        Path file = site.write(FILE, content);
        String tag = site.tag(FILE);
        String date = Site.modified(file);
        rig.control("without If-Range there is a 206", () -> site.get(FILE, RANGE).then().statusCode(206));
        for (String same : List.of(tag, date)) {
            rig.each("the same: " + same,
                    () -> expectPart(site, content, site.get(FILE, RANGE, "If-Range: " + same), 100, 199));
        }
        for (String other : List.of("W/" + tag, "\"other-1\"", Site.date(Site.changed(file).plusSeconds(1)),
                Site.date(Site.changed(file).minusSeconds(1)), "yesterday")) {
            rig.each("not the same: " + other,
                    () -> expectWhole(site, content, site.get(FILE, RANGE, "If-Range: " + other)));
        }
        rig.each("not the same, and a range without a byte", () -> expectWhole(site, content,
                site.get(FILE, "Range: bytes=5000-", "If-Range: \"other-1\"")));
        rig.each("the same, and a range without a byte",
                () -> site.get(FILE, "Range: bytes=5000-", "If-Range: " + tag).then().statusCode(416));
        rig.each("no range", () -> expectWhole(site, content, site.get(FILE, "If-Range: " + tag)));
        rig.each("the file has changed", () -> {
            byte[] changed = Contents.random(rig, 1_000);
            site.write(FILE, changed);
            expectWhole(site, changed, site.get(FILE, RANGE, "If-Range: " + tag));
        });
    }

    @Test
    @Check(value = "a condition that is false decides, whatever the range is", task = "ranges", rule = "range-order",
            points = 1, ownServer = true, clause = "RFC 9110 §13.2.2",
            explain = """
                    After a 304 the client has the whole file already, and after a 412 it wants nothing of it. So the
                    range comes last, and also a range without a byte is a 416 only after that.
                    """)
    void conditionsFirst(Rig rig) {
        Site site = Site.open(rig);
        byte[] content = Contents.random(rig, 1_000);
        Path file = site.write(FILE, content);
        String tag = site.tag(FILE);
        rig.control("without a condition there is a 206", () -> site.get(FILE, RANGE).then().statusCode(206));
        Map<String, Integer> conditions = new LinkedHashMap<>();
        conditions.put("If-None-Match: " + tag, 304);
        conditions.put("If-Modified-Since: " + Site.modified(file), 304);
        conditions.put("If-Match: \"other-1\"", 412);
        conditions.put("If-Unmodified-Since: " + Site.date(Site.changed(file).minusSeconds(9)), 412);
        conditions.forEach((condition, status) -> {
            rig.control("without a range, " + condition + " gets a " + status,
                    () -> site.get(FILE, condition).then().statusCode(status));
            expectStatus(rig, site, status, RANGE, condition);
            expectStatus(rig, site, status, "Range: bytes=5000-", condition);
        });
        for (String condition : List.of("If-None-Match: \"other-1\"", "If-Match: " + tag)) {
            rig.each("206 with " + condition,
                    () -> expectPart(site, content, site.get(FILE, RANGE, condition), 100, 199));
        }
    }

    private static void expectStatus(Rig rig, Site site, int status, String range, String condition) {
        rig.each(status + " with " + range + " and " + condition, () -> {
            Response got = site.get(FILE, range, condition);
            got.then().statusCode(status).header("Content-Range", absent());
        });
    }
}
