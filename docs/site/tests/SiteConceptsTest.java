package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every concept of docs/pages/concepts.yaml leads to the sections that cover it, or to the lab that it comes with. */
class SiteConceptsTest {

    private static final String FILE = "docs/pages/concepts.yaml";
    private static final String ONE = "- part: Net\n  concepts:\n  - {id: B3, title: ports, in: [%s]}\n";

    private static final Path OUT = RealSite.folder();

    @TempDir
    Path root;

    /** Each concept of the real course, and where it is covered. */
    static List<Arguments> concepts() throws IOException {
        assertEquals(List.of(), RealSite.report().defects());
        List<Arguments> all = new ArrayList<>();
        for (Element row : page("concepts").select("tr[id^=concept-]")) {
            all.add(Arguments.of(row.child(0).text(), row.child(2).select("li").eachText(), row.child(2).select("a")));
        }
        assertEquals(Files.readString(Course.here().pages().resolve("concepts.yaml"))
                .lines()
                .filter(line -> line.contains("{id: "))
                .count(), all.size(), "each concept has a row");
        return all;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("concepts")
    void leadsToItsSectionsOrToItsLab(String id, List<String> places, List<Element> links) throws IOException {
        assertFalse(places.isEmpty(), id);
        for (Element link : links) {
            String[] target = link.attr("href").split("\\.html#");
            Element heading = page(target[0]).getElementById(target[1]);
            assertTrue(heading.tagName().matches("h[2-5]"), heading::outerHtml);
            assertTrue(heading.parents().hasClass("covers--" + id), link::outerHtml);
            heading.select("a.anchor, .altitude-mark").remove();
            assertTrue(link.text().endsWith(" " + heading.text()), () -> heading.text() + " is called " + link.text());
        }
        if (links.isEmpty()) {
            assertTrue(
                    places.getFirst()
                            .matches("comes with (lab \\d\\d|the page [a-z-]+)(, (lab \\d\\d|the page [a-z-]+))*"),
                    places::toString);
        }
    }

    @Test
    void linksNamePageAndSection() throws IOException {
        SiteTree tree =
                tree("lab01, lab08").page("page", SiteTree.good("A page", "[#two,covers=\"B3\"]\n== Two\n\nText."));
        cover(tree, "[covers=\"B3\"]\n== Ports");
        assertEquals(List.of(), tree.build().defects());
        Element row = Jsoup.parse(tree.html("all")).getElementById("concept-b3");
        assertEquals(List.of("lab 01: Ports", "A page: Two", "comes with lab 08"), row.select("li").eachText());
        assertEquals(List.of("lab01.html#ports", "page.html#two"), row.select("a").eachAttr("href"));
    }

    @Test
    void anIdThatNobodyKnowsIsADefect() throws IOException {
        SiteTree tree = tree("lab01").page("page", SiteTree.good("A page", "[covers=\"B3,B99\"]\n== Two\n\nText."));
        cover(tree, "[covers=\"B3\"]\n== Ports");
        assertEquals(List.of("docs/pages/page.adoc:7: covers=B99 is unknown\n  name a concept of " + FILE), told(tree));
    }

    @Test
    void aConceptThatItsPageDoesNotCoverIsADefect() throws IOException {
        SiteTree tree = tree("lab01, lab08").page("page", SiteTree.good("A page", "[covers=\"B3\"]\n== Two\n\nText."));
        assertEquals(List.of(
                FILE + ":3: no section of lab01 covers B3\n  write one, and above it covers=\"B3\"; or take lab01 out"),
                told(tree));
    }

    @Test
    void aBlockThatIsNoSectionCoversNothing() throws IOException {
        SiteTree tree = tree("lab08").page("page", SiteTree.good("A page", "[covers=\"B3\"]\nText."));
        assertEquals(List.of(
                "docs/pages/page.adoc:8: covers=\"B3\" is not above a section\n  put it into the line above a "
                        + "heading"),
                told(tree));
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        SiteTree tree = tree("lab01").file(FILE, "- part: Net\n  concept: []\n");
        UserError problem = assertThrows(UserError.class, tree::build);
        assertTrue(problem.getMessage().contains("concepts.yaml:"), problem.getMessage());
    }

    private SiteTree tree(String in) throws IOException {
        return new SiteTree(root).file(FILE, ONE.formatted(in))
                .page("all", SiteTree.good("Concepts", "== All\n\n[concepts]\nEach with its sections."));
    }

    /** Puts a section in front of those that the page of lab 01 has. */
    private void cover(SiteTree tree, String heading) throws IOException {
        String page = Files.readString(root.resolve("docs/pages/lab01.adoc"));
        tree.page("lab01", page.replaceFirst("\n\\[#", "\n" + heading + "\n\nText.\n\n[#"));
    }

    private List<String> told(SiteTree tree) {
        return tree.build().defects().stream().map(Object::toString).map(text -> text.replace(root + "/", "")).toList();
    }

    private static Document page(String name) throws IOException {
        return Jsoup.parse(Files.readString(OUT.resolve(name + ".html")));
    }
}
