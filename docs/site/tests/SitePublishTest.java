package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import docs.site.site;
import grader.core.console.CommandLines;
import grader.core.course.Course;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a published site has beyond its pages, and the workflow that publishes it. */
class SitePublishTest {

    @TempDir
    Path root;

    private SiteTree tree;

    @BeforeEach
    void tree() throws IOException {
        tree = new SiteTree(root).file("jbang-catalog.json", "{}");
    }

    private int site(StringWriter told, String... arguments) {
        PrintWriter out = new PrintWriter(told, true);
        return CommandLines.of(new site(root)).setOut(out).setErr(out).execute(arguments);
    }

    @Test
    @DisplayName("the workflow's own command makes a site that knows its address")
    void published() throws IOException {
        JsonNode jobs = new YAMLMapper().readTree(Course.here().root().resolve(".github/workflows/pages.yml").toFile())
                .path("jobs");
        String run = StreamSupport.stream(jobs.path("build").path("steps").spliterator(), false)
                .filter(step -> step.path("name").asText().equals("build"))
                .findFirst()
                .orElseThrow()
                .path("run")
                .asText();
        Path out = tree.out();
        String[] words = run.replace("$URL", "https://example.org/course")
                .replace("$RUNNER_TEMP/site", out.toString())
                .replace("\"", "")
                .split(" ");
        assertEquals(List.of("./jbang", "site"), List.of(words).subList(0, 2));
        StringWriter told = new StringWriter();
        assertEquals(0, site(told, List.of(words).subList(2, words.length).toArray(String[]::new)), told::toString);

        assertEquals(List.of("https://example.org/course/", "https://example.org/course/lab01.html",
                "https://example.org/course/lab01-interface.html"),
                Jsoup.parse(Files.readString(out.resolve("sitemap.xml")), "", Parser.xmlParser())
                        .select("urlset > url > loc")
                        .eachText());
        assertTrue(Files.readString(out.resolve("robots.txt"))
                .contains("\nSitemap: https://example.org/course/sitemap.xml\n"));
        assertEquals("https://example.org/course/lab01.html", page("lab01").select("link[rel=canonical]").attr("href"));
        assertEquals("https://example.org/course/", page("index").select("meta[property=og:url]").attr("content"));
        Document missing = page("404");
        assertEquals("noindex", missing.select("meta[name=robots]").attr("content"));
        for (String address : missing.select("[href], [src]")
                .stream()
                .map(part -> part.attr("href") + part.attr("src"))
                .toList()) {
            assertTrue(address.matches("/course/[\\w.-]+|#\\w+|data:image/.*"), address);
        }
    }

    @Test
    void withoutAnAddressNothingIsMadeUp() throws IOException {
        assertEquals(List.of(), tree.build().defects());
        assertFalse(Files.exists(tree.out().resolve("sitemap.xml")));
        assertFalse(Files.exists(tree.out().resolve("robots.txt")));
        assertTrue(page("lab01").select("link[rel=canonical], meta[property=og:url]").isEmpty());
        assertEquals("Lab", page("lab01").select("meta[property=og:title]").attr("content"));
        assertEquals("A page for a test.", page("lab01").select("meta[property=og:description]").attr("content"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "ftp://example.org/", "https://", "https://example.org/?a=b", "https://a b"})
    void anAddressThatIsNoneIsNamed(String url) {
        StringWriter told = new StringWriter();
        assertEquals(2, site(told, "--url", url));
        assertTrue(told.toString().contains("--url " + url + " is no address of a site; write it as https://"),
                told::toString);
    }

    @Test
    void theRepositoryIsNamedWhereAPageAsksForIt() throws IOException {
        tree.page("index", SiteTree.good("Index", "ifdef::repository[]\nClone {repository} now.\nendif::[]\n"));
        StringWriter told = new StringWriter();
        String out = tree.out().toString();
        assertEquals(0, site(told, "--out", out, "--repository", "https://example.org/course.git"), told::toString);
        assertTrue(page("index").select("main").text().contains("Clone https://example.org/course.git now."));
        assertEquals(2, site(told, "--out", out, "--repository", "course"));
        assertTrue(told.toString().contains("--repository course is no address of a repository; write what"),
                told::toString);
    }

    private Document page(String name) throws IOException {
        return Jsoup.parse(tree.html(name));
    }
}
