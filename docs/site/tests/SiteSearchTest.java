package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.core.course.Course;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What search finds: the index that a build writes, read as a browser reads it. */
class SiteSearchTest {

    /** For each lab, as transferred: servers compress scripts, and this one is fetched once, when a reader searches. */
    private static final int MOST_BYTES = 27_000;

    private static final String BEFORE = "window.searchIndex = \"";

    private record Entry(String file, String title, String anchor, String heading, String altitude, String text,
            String code) {

        String place() {
            return file + "#" + anchor;
        }
    }

    @TempDir
    Path root;

    @Test
    void eachSectionHasItsOwnText() throws IOException {
        List<Entry> page = built("""
                Above.

                == One

                Of _one_.

                === Within

                Of within.

                [#high,altitude=senior]
                == Senior: high up

                |===
                | a | cell
                |===

                === Higher

                Of higher.
                """);
        assertEquals(List.of("", "One", "Within", "High up", "Higher"), page.stream().map(Entry::heading).toList());
        assertEquals(List.of("", "one", "within", "high", "higher"), page.stream().map(Entry::anchor).toList());
        assertEquals(List.of("", "", "", "senior", "senior"), page.stream().map(Entry::altitude).toList());
        assertEquals(List.of("Remember this. Above.", "Of one.", "Of within.", "a cell", "Of higher. This was it."),
                page.stream().map(Entry::text).toList());
        assertEquals("Page", page.getFirst().title());
    }

    @Test
    void termsAreFoundByThemselves() throws IOException {
        List<Entry> page =
                built("== Words\n\nThese.\n\n[[backlog]]Backlog:: How many may wait.\nnot this:: No anchor.\n");
        assertEquals(List.of("", "Words", "Backlog"), page.stream().map(Entry::heading).toList());
        assertEquals("How many may wait.", page.getLast().text());
        assertEquals("backlog", page.getLast().anchor());
        assertEquals("These. not this No anchor. This was it.", page.get(1).text());
    }

    @Test
    void ofListingsEachNewWordIsKept() throws IOException {
        Entry entry = built(
                "== Code\n\nIt calls `accept`.\n\n----\nint x = accept(SO_REUSEADDR); // SO_REUSEADDR 431 2\n----\n")
                .getLast();
        assertEquals("It calls accept. This was it.", entry.text());
        assertEquals("int SO_REUSEADDR 431", entry.code());
    }

    @Test
    void answersAreNotFound() throws IOException {
        String text = """
                == Ask

                [quiz]
                --
                Which?

                * [ ] This.
                ** Secret.
                * [x] That.
                ** Secret.
                --

                [recall]
                --
                Why?

                ====
                Secret.
                ====
                --
                """;
        Entry entry = built(text).getLast();
        assertTrue(entry.text().startsWith("Which? Why?"), entry.text());
        assertFalse(entry.text().contains("Secret"), entry.text());
    }

    @Test
    void theRealPagesFitIntoASmallFile() throws IOException {
        Path out = RealSite.folder();
        assertEquals(List.of(), RealSite.report().defects());
        int bytes = packed(Files.readAllBytes(out.resolve("search-index.js")));
        assertTrue(bytes < MOST_BYTES * Course.here().all().size(),
                "search-index.js has " + bytes + " bytes when it is packed");

        List<Entry> entries = entries(out);
        for (String name : List.of("SO_REUSEADDR", "TIME_WAIT", "431", "Content-Length")) {
            assertTrue(entries.stream().anyMatch(entry -> entry.text().contains(name)), name);
        }
        Map<String, Document> pages = new HashMap<>();
        for (Entry entry : entries) {
            Document page = pages.computeIfAbsent(entry.file(), file -> parsed(out.resolve(file)));
            assertTrue(entry.anchor().isEmpty() || page.getElementById(entry.anchor()) != null, entry.place());
        }
        assertEquals(entries.size(), entries.stream().map(Entry::place).distinct().count(),
                "two entries lead to one place");
    }

    /** The entries of one page with this text. */
    private List<Entry> built(String text) throws IOException {
        SiteTree tree = new SiteTree(root).page("page", SiteTree.good("Page", text));
        assertEquals(List.of(), tree.build().defects());
        return entries(tree.out()).stream().filter(entry -> entry.file().equals("page.html")).toList();
    }

    private static List<Entry> entries(Path site) throws IOException {
        String script = Files.readString(site.resolve("search-index.js"));
        assertTrue(script.startsWith(BEFORE) && script.endsWith("\";\n"), script.substring(0, 40));
        byte[] packed = Base64.getDecoder().decode(script.substring(BEFORE.length(), script.length() - 3));
        JsonNode index = new ObjectMapper().readTree(new GZIPInputStream(new ByteArrayInputStream(packed)));
        List<Entry> entries = new ArrayList<>();
        for (JsonNode page : index) {
            for (JsonNode row : page.get(2)) {
                entries.add(
                        new Entry(page.get(0).asText(), page.get(1).asText(), row.get(0).asText(), row.get(1).asText(),
                                row.get(2).asText(), row.get(3).asText(), row.get(4).asText()));
            }
        }
        return entries;
    }

    private static int packed(byte[] script) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(script);
        }
        return packed.size();
    }

    private static Document parsed(Path file) {
        try {
            return Jsoup.parse(Files.readString(file));
        } catch (IOException error) {
            throw new AssertionError(error);
        }
    }
}
