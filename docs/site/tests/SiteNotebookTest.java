package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import docs.site.cells.PageCells;
import docs.site.cells.Recording;
import grader.core.course.Course;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The notebooks of the real pages: valid, whole, and linked. */
class SiteNotebookTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"></a>");
    private static final Pattern HEADING = Pattern.compile(ANCHOR + "\n\n#");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]*)\\)");
    private static final Pattern IMAGE =
            Pattern.compile("<img alt=\"([^\"]+)\" src=\"data:image/svg\\+xml;base64,([^\"]+)\">");

    private static final Path OUT = RealSite.folder();

    private static List<String> pages;

    /** The names of all notebooks, without their ending: `lab03.junior`, `index`. */
    private static List<String> notebooks;

    @BeforeAll
    static void build() throws IOException {
        pages = RealSite.report()
                .pages()
                .stream()
                .map(page -> page.replace(".html", ""))
                .toList();
        try (var files = Files.list(OUT)) {
            notebooks = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".ipynb"))
                    .map(file -> file.replace(".ipynb", ""))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void areValid() throws IOException {
        Path file = Course.here().root().resolve("docs/site/tests/notebooks/nbformat.v4.5.schema.json");
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(Files.readString(file));
        for (String page : notebooks) {
            JsonNode notebook = notebook(page);
            assertEquals(Set.of(), schema.validate(notebook), page);
            Set<String> ids = new HashSet<>();
            notebook.get("cells")
                    .forEach(cell -> assertTrue(ids.add(cell.get("id").asText()), page + ": " + cell.get("id")));
        }
        JsonNode broken = notebook(notebooks.getFirst());
        ((ObjectNode) broken.at("/cells/0")).remove("id");
        assertFalse(schema.validate(broken).isEmpty(), "the schema wants an id for each cell");
    }

    @Test
    void haveAllSectionsAndCellsInOrder() throws IOException {
        for (String page : notebooks) {
            List<String> expected = new ArrayList<>();
            for (Element part : html(page).select("main :is(h2, h3, h4)[id], main .listingblock.cell")) {
                expected.add(part.id() + (part.nameIs("div") ? "\n" + part.selectFirst("pre").wholeText() : ""));
            }
            List<String> actual = new ArrayList<>();
            for (JsonNode cell : notebook(page).get("cells")) {
                String id = cell.get("id").asText();
                if (cell.get("cell_type").asText().equals("markdown")) {
                    HEADING.matcher(text(cell.get("source"))).results().forEach(found -> actual.add(found.group(1)));
                } else if (!Set.of("imports", "lab-types", "lab-classpath", "plots").contains(id)) {
                    actual.add(id + "\n" + text(cell.get("source")));
                }
            }
            assertEquals(expected, actual, page);
        }
    }

    @Test
    void importWhatCellsUseBeforeTheFirst() throws IOException {
        for (String page : notebooks) {
            boolean cells = !html(page).select(".listingblock.cell").isEmpty();
            JsonNode first = null;
            for (JsonNode cell : notebook(page).get("cells")) {
                first = first == null && cell.get("cell_type").asText().equals("code") ? cell : first;
            }
            assertEquals(cells ? "import module java.base;" : null, first == null ? null : text(first.get("source")),
                    page);
        }
    }

    @Test
    void showWhatIsRecordedUnlessItIsAskedFor() throws IOException {
        for (PageCells page : PageCells.all(Course.here())) {
            for (var cell : page.cells()) {
                Element block = whole(page.name()).selectFirst("#" + cell.id());
                boolean asked = block.closest("fieldset") != null;
                JsonNode shown = cell(notebook(notebookWith(page.name(), block)), cell.id());
                StringBuilder printed = new StringBuilder();
                shown.get("outputs")
                        .forEach(output -> printed.append(text(output.path("text")))
                                .append(text(output.path("data").path("text/plain")))
                                .append(output.has("data") ? "\n" : ""));
                String recorded = Recording.of(cell).orElseThrow().outcome().text(docs.site.cells.Outcome.Kind.OUT);
                assertEquals(asked || recorded.isEmpty() ? "" : recorded + "\n", printed.toString(), cell.id());
            }
        }
    }

    @Test
    void areLinkedFromTheirPagesAndToEachOther() throws IOException {
        for (String page : notebooks) {
            assertTrue(whole(page).select("main a[download]").eachAttr("href").contains(page + ".ipynb"), page);
            for (JsonNode cell : notebook(page).get("cells")) {
                if (cell.get("cell_type").asText().equals("markdown")) {
                    for (var link : LINK.matcher(text(cell.get("source")).replaceAll("(?s)```.*?```|`[^`\n]*`", ""))
                            .results()
                            .toList()) {
                        leadsSomewhere(page, link.group(1));
                    }
                }
            }
        }
    }

    private static void leadsSomewhere(String page, String link) throws IOException {
        if (link.matches("(https?|mailto):.*")) {
            return;
        }
        String[] parts = link.split("#", 2);
        String target = parts[0].isEmpty() ? page + ".ipynb" : parts[0];
        assertTrue(Files.exists(OUT.resolve(target)), page + " links to " + link);
        if (parts.length == 2) {
            List<String> anchors = new ArrayList<>();
            for (JsonNode cell : notebook(target.replace(".ipynb", "")).get("cells")) {
                ANCHOR.matcher(text(cell.get("source"))).results().forEach(found -> anchors.add(found.group(1)));
            }
            assertTrue(anchors.contains(parts[1]), page + " links to " + link);
        }
    }

    @Test
    void areOneForEachAltitude() throws IOException {
        assertTrue(notebooks.containsAll(List.of("lab03.zero", "lab03.junior", "lab03.middle", "lab03.senior")),
                notebooks::toString);
        assertFalse(notebooks.contains("lab03"), notebooks::toString);
        assertEquals(List.of("zero", "junior", "middle", "senior"),
                whole("lab03").select(".notebook [data-altitude]").eachText());
        assertEquals("download", whole("index").select(".notebook a:not([data-altitude])").text());
    }

    @Test
    void holdTheirPicturesWithWordsAndColours() throws IOException {
        for (String page : notebooks) {
            List<String> images = new ArrayList<>();
            for (JsonNode cell : notebook(page).get("cells")) {
                IMAGE.matcher(text(cell.get("source"))).results().forEach(image -> {
                    images.add(image.group(1));
                    String svg = new String(Base64.getDecoder().decode(image.group(2)), StandardCharsets.UTF_8);
                    boolean plot = svg.contains(".s1{color:#");
                    assertTrue(xml(svg).getAttribute("viewBox").startsWith(plot ? "-4 -26 " : "-12"), svg);
                    assertTrue(plot || svg.contains("background: #"), svg);
                    assertFalse(svg.matches("(?s).*class=\"([^\"]* )?off[ \"].*"), svg);
                    assertFalse(svg.contains("var(") || svg.contains("light-dark") || svg.contains("<a "), svg);
                });
            }
            assertEquals(html(page).select("main :is(figure.picture, fieldset figure.plot)").size(), images.size(),
                    page);
        }
    }

    /** As a browser reads an image: strictly. */
    private static org.w3c.dom.Element xml(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)))
                    .getDocumentElement();
        } catch (IOException | ParserConfigurationException | SAXException error) {
            throw new AssertionError(svg, error);
        }
    }

    private static JsonNode cell(JsonNode notebook, String id) {
        for (JsonNode cell : notebook.get("cells")) {
            if (cell.get("id").asText().equals(id)) {
                return cell;
            }
        }
        throw new AssertionError("no cell " + id);
    }

    /** Text as notebooks hold it. */
    static String text(JsonNode lines) {
        StringBuilder text = new StringBuilder(lines.isTextual() ? lines.asText() : "");
        lines.forEach(line -> text.append(line.asText()));
        return text.toString();
    }

    private static JsonNode notebook(String page) throws IOException {
        return JSON.readTree(Files.readString(OUT.resolve(page + ".ipynb")));
    }

    /** The page of a notebook. */
    private static Element whole(String notebook) throws IOException {
        return Jsoup.parse(Files.readString(OUT.resolve(notebook.replaceFirst("\\..*", "") + ".html")));
    }

    /** The page of a notebook, as its altitude shows it. */
    private static Element html(String notebook) throws IOException {
        Element page = whole(notebook);
        if (notebook.contains(".")) {
            page.select("main [data-altitude]:not([data-altitude=" + notebook.replaceFirst(".*\\.", "") + "])")
                    .remove();
        }
        return page;
    }

    /** The notebook that has this part of the page. */
    private static String notebookWith(String page, Element part) {
        Element altitude = part.closest("[data-altitude]");
        return notebooks.contains(page) ? page
                : page + "." + (altitude == null ? "junior" : altitude.attr("data-altitude"));
    }
}
