package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import docs.site.page.Defect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown at one altitude needs nothing that is hidden there. */
class SiteCellAltitudesTest {

    @TempDir
    Path root;

    @Test
    void aCellNeedsNoCellOfAnotherAltitude() throws IOException {
        String middle = cell("altitude=middle", "whole", "int tokens = 3;");
        String other = "the cell guard needs the cell whole, which only readers of the altitude middle see";
        assertEquals(List.of(other), found(middle + cell("", "guard", "tokens++;")));
        assertEquals(List.of(other), found(middle + cell("altitude=senior", "guard", "tokens++;")));
        assertEquals(List.of(), found(middle + cell("altitude=middle", "guard", "tokens++;")));
        assertEquals(List.of(), found(middle + cell("", "guard", "int tokens = 1;\ntokens++;")));
        assertEquals(List.of(),
                found(cell("", "whole", "int tokens = 3;") + cell("altitude=zero", "guard", "tokens++;")));
    }

    @Test
    void noLinkIsNamedAfterAnAltitudeButAChoice() throws IOException {
        String parts = "\n\n[#middle,altitude=middle]\n== Middle: one\n\n[#phase]\n=== Two\n\nText.";
        assertEquals(List.of("the link “Middle” to #phase sends readers to another altitude"),
                found("See <<phase,Middle>>." + parts));
        assertEquals(List.of(), found("Read <<middle,Middle>>, or the <<phase,phases>>." + parts));
    }

    private static String cell(String altitude, String id, String code) {
        return "\n\n[%s]\n--\n[source%%live,java,id=%s]\n----\n%s\n----\n--\n".formatted(altitude, id, code);
    }

    /** What the build says of a page with this text, but that its cells are not recorded. */
    private List<String> found(String text) throws IOException {
        return new SiteTree(Files.createTempDirectory(root, "course")).page("page", SiteTree.good("Page", text))
                .build()
                .defects()
                .stream()
                .map(Defect::what)
                .filter(what -> !what.endsWith("has no recording"))
                .toList();
    }
}
