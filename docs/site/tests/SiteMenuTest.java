package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page leads to every other one, without a script. */
class SiteMenuTest {

    private static final String RECALL = "[recall]\n--\nWhy?\n\n====\nBecause.\n====\n--\n";

    @TempDir
    Path root;

    @Test
    void thePagesStandInTheirParts() throws IOException {
        SiteTree tree = new SiteTree(root).page("a", SiteTree.good("A & B", "Text."))
                .file("docs/pages/contents.yaml",
                        "- part: Start\n  pages: [index]\n- part: The <labs>\n  pages: [lab01, a, lab01-interface]\n");
        assertEquals(List.of(), tree.build().defects());
        Document page = Jsoup.parse(tree.html("a"));
        assertEquals(List.of("Start", "The <labs>"), page.select(".menu .label").eachText());
        assertEquals(List.of("Index", "Lab", "A & B", "Interface"), page.select(".menu a").eachText());
        assertEquals(List.of("index.html", "lab01.html", "a.html", "lab01-interface.html"),
                page.select(".menu a").eachAttr("href"));
        assertEquals(List.of("a.html"), page.select("[aria-current=page]").eachAttr("href"));
        assertEquals("The <labs>", page.select("main > .part + h1").prev().text());
        assertEquals("a", page.body().attr("data-page"));
        assertEquals(0, Jsoup.parse(tree.html("index")).select(".part").size(), "the index is the start of all parts");
    }

    @Test
    void pagesWithoutPartsStandInOneList() throws IOException {
        SiteTree tree = new SiteTree(root);
        assertEquals(List.of(), tree.build().defects());
        Document page = Jsoup.parse(tree.html("index"));
        assertEquals(1, page.select(".menu ol").size());
        assertEquals(List.of("Index", "Lab", "Interface"), page.select(".menu a").eachText());
        assertEquals(0, page.select(".part, .menu .label").size());
    }

    @Test
    void theInterfacesAreOneEntry() throws IOException {
        SiteTree tree = new SiteTree(root).page("a", SiteTree.good("Lab 03: The interface", "Text."))
                .page("b", SiteTree.good("Lab 04: The interface", "Text."));
        assertEquals(List.of(), tree.build().defects());
        Document page = Jsoup.parse(tree.html("b"));
        assertEquals(List.of("Interfaces of the labs: 03 04"), page.select(".menu .numbers").eachText());
        assertEquals("Lab 04: The interface", page.select(".menu .numbers [aria-current=page]").attr("aria-label"));
    }

    @Test
    void pagesThatCanBeDoneAreKnown() throws IOException {
        SiteTree tree = new SiteTree(root).page("a", SiteTree.good("A", RECALL));
        assertEquals(List.of(), tree.build().defects());
        Document page = Jsoup.parse(tree.html("index"));
        assertEquals(List.of("a.html"), page.select(".menu a[data-exercises=1]").eachAttr("href"));
        assertEquals(1, page.select(".menu [data-exercises]").size());
    }

    @Test
    void theAltitudeIsChosenOnEveryPage() throws IOException {
        SiteTree tree = new SiteTree(root);
        tree.build();
        for (String name : List.of("index", "lab01")) {
            assertEquals(List.of("zero", "junior", "middle", "senior"),
                    Jsoup.parse(tree.html(name)).select("[data-choice=altitude] button").eachAttr("value"), name);
        }
    }
}
