package grader.checks.lab09;

import static grader.clients.rest.HttpMatchers.matching;
import static grader.clients.rest.HttpMatchers.mediaType;
import static grader.clients.rest.HttpMatchers.oneOf;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Task files: what is sent. To clients that read slowly, or leave: {@link FileReadersChecks}. What is never sent:
 * {@link OnlyBelowChecks}.
 */
class FilesChecks {

    private static final int LARGE = 200_000;

    @Test
    @Check(value = "a file is sent byte by byte, with its length", task = "files", rule = "file", points = 1,
            foundation = true, ownServer = true,
            explain = """
                    `GET /files/PATH` sends the bytes of the file as they are, whatever they are: no line end is added,
                    and no charset is applied. Content-Length is the length of the file. The segments of the path are
                    percent-encoded, so `%20` is a space. HEAD has the same fields, without the content.
                    """)
    void fileContent(Rig rig) {
        Site site = Site.open(rig);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("note.txt", Contents.text(rig, 150));
        files.put("large.bin", Contents.random(rig, LARGE + rig.random().nextInt(1_000)));
        files.put("empty.txt", new byte[0]);
        files.put("one.bin", Contents.random(rig, 1));
        files.put("two words.txt", Contents.text(rig, 60));
        files.put("100% größer+€.txt", Contents.text(rig, 70));
        files.put("a/b/c.d/deep.txt", Contents.text(rig, 80));
        files.forEach((name, content) -> rig.each(name + ", " + content.length + " bytes", () -> {
            site.write(name, content);
            Response got = site.get(name);
            got.then().statusCode(200).header("Content-Length", "" + content.length);
            Site.expectContent(content, got);
            site.head(name).then().statusCode(200).header("Content-Length", "" + content.length);
        }));
    }

    @Test
    @Check(value = "Last-Modified is the time of the file's last change, but never in the future", task = "files",
            rule = "file", points = 1, ownServer = true, clause = "RFC 9110 §8.8.2, §8.8.2.1",
            explain = """
                    Last-Modified is in whole seconds, and the rest of the second is cut off. If the clock of the
                    machine that wrote the file was ahead, the time is in the future: then send the present, because
                    a client could not tell later changes from this one.
                    """)
    void lastModified(Rig rig) {
        Site site = Site.open(rig);
        for (int i = 1; i <= 3; i++) {
            String name = "file-" + i + ".txt";
            Path file = site.write(name, Contents.text(rig, 50));
            rig.each("changed at " + Site.modified(file),
                    () -> site.get(name).then().statusCode(200).header("Last-Modified", Site.modified(file)));
        }
        rig.each("changed in the future", () -> {
            site.write("future.txt", Contents.text(rig, 50), Instant.now().plus(Duration.ofDays(2)));
            Response got = site.get("future.txt");
            got.then().statusCode(200).header("Last-Modified", matching("a date", ".* GMT"));
            ZonedDateTime date =
                    ZonedDateTime.parse(got.getHeader("Last-Modified"), DateTimeFormatter.RFC_1123_DATE_TIME);
            if (date.toInstant().isAfter(Instant.now())) {
                throw rig.failure("expected a Last-Modified that is not in the future, got " + date);
            }
        });
    }

    @Test
    @Check(value = "Content-Type depends on the end of the file's name", task = "files", rule = "types", points = 1,
            ownServer = true, clause = "RFC 9110 §8.3, RFC 9239 §6",
            explain = """
                    A browser runs, shows or saves content depending on its type. The part of the name after the last
                    dot says which it is. JavaScript is text/javascript. A parameter such as charset is welcome. For
                    what has no known end, application/octet-stream tells a browser not to guess.
                    """)
    void fileTypes(Rig rig) {
        Site site = Site.open(rig);
        Map<String, String> types = new LinkedHashMap<>();
        types.put("page.html", "text/html");
        types.put("style.css", "text/css");
        types.put("script.js", "text/javascript");
        types.put("data.json", "application/json");
        types.put("note.txt", "text/plain");
        types.put("drawing.svg", "image/svg+xml");
        types.put("photo.png", "image/png");
        types.put("photo.jpg", "image/jpeg");
        types.put("paper.pdf", "application/pdf");
        types.put("page.html.txt", "text/plain");
        types.put("v1.2/app.min.js", "text/javascript");
        types.put("no-dot-" + rig.word(), "application/octet-stream");
        types.put("odd.q" + rig.word() + "q", "application/octet-stream");
        types.forEach((name, type) -> rig.each(name, () -> {
            site.write(name, Contents.text(rig, 40));
            site.get(name).then().statusCode(200).header("Content-Type", mediaType(type));
        }));
    }

    @Test
    @Check(value = "a path with a slash at its end is the index.html in that folder", task = "files", rule = "folders",
            points = 1, ownServer = true, clause = "RFC 9110 §15.4",
            explain = """
                    `/files/docs/` is `/files/docs/index.html`. Without the slash, links in that page would lead
                    elsewhere: so `/files/docs` is a redirect to `/files/docs/`, or a 404. A folder without an
                    index.html has nothing to send: 404.
                    """)
    void folderIndex(Rig rig) {
        Site site = Site.open(rig);
        byte[] page = Contents.text(rig, 90);
        site.write("docs/index.html", page);
        site.write("bare/note.txt", Contents.text(rig, 30));
        rig.each("with the slash", () -> {
            Response got = site.get("docs/");
            got.then().statusCode(200).header("Content-Type", mediaType("text/html"));
            Site.expectContent(page, got);
        });
        rig.each("without the slash", () -> {
            Response got = site.get("docs");
            got.then().statusCode(oneOf(301, 302, 307, 308, 404));
            if (got.statusCode() != 404) {
                String path = site.path("docs");
                got.then()
                        .header("Location", matching("the path with a slash",
                                "((http://[^/]+)?" + path + "/|(\\./)?docs/)"));
            }
        });
        rig.each("a folder without an index.html", () -> site.get("bare/").then().statusCode(404));
        rig.each("a file with a slash after it", () -> site.get("bare/note.txt/").then().statusCode(404));
    }
}
