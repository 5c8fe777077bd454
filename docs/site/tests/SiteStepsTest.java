package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.site.page.Defect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pictures that go step by step: whole without a script, and no picture that says other than its text.
 */
class SiteStepsTest {

    /** Where the content of the block stands in the page of {@link SiteTree#good}. */
    private static final int FIRST = 9;

    private static final String THREE = ". One `step`.\n. Two.\n. Three.";

    private static final String PARTS = """
            <g id="dot" data-on="1-2" data-at="1:0,0 2:40,-5"/><text id="word" data-on="2-">two</text>\
            <rect id="box" class="body" data-lit="3"/>""";

    @TempDir
    Path root;

    @Test
    void pictureStandsStillAboveTheWholeList() throws IOException {
        Document page = built(".A title\n", "", PARTS, THREE);
        Element block = page.selectFirst(".stepped");
        assertEquals(List.of("figure", "ol"), block.children().stream().map(Element::tagName).toList());
        assertEquals(List.of("One step.", "Two.", "Three."), block.select("> ol > li").eachText());
        assertEquals("A title The picture shows step 3.", block.selectFirst("figcaption").text());
        assertTrue(part(page, "dot").hasClass("off"), "it is gone after step 2");
        assertFalse(part(page, "word").hasClass("off"));
        assertTrue(part(page, "box").hasClass("lit"));
        assertEquals("translate(40,-5)", part(page, "dot").attr("transform"));
        assertEquals(0, page.select(".stepped [style], .stepped [hidden]").size());
    }

    @Test
    void pictureMayStandStillAtAnotherStep() throws IOException {
        Document page = built("", " data-still=\"1\"", PARTS, THREE);
        assertEquals("The picture shows step 1.", page.selectFirst(".stepped figcaption").text());
        assertFalse(part(page, "dot").hasClass("off"));
        assertTrue(part(page, "word").hasClass("off"));
        assertFalse(part(page, "box").hasClass("lit"));
        assertEquals("translate(0,0)", part(page, "dot").attr("transform"));
    }

    @Test
    void titleMayStandAboveThePictureInstead() throws IOException {
        SiteTree tree =
                tree("", PARTS, "[steps]\n--\n.A title\nimage::pictures/moves.svg[Moves.]\n\n" + THREE + "\n--");
        assertEquals(List.of(), tree.build().defects());
        assertEquals(List.of("A title The picture shows step 3."),
                Jsoup.parse(tree.html("page")).select(".stepped figcaption").eachText());
    }

    @Test
    void rangesAreWrittenOutForTheScript() throws IOException {
        Document page = built("", "", PARTS, THREE);
        assertEquals("1 2", part(page, "dot").attr("data-on"));
        assertEquals("2 3", part(page, "word").attr("data-on"));
        assertEquals("3", page.selectFirst(".stepped svg").attr("data-still"));
    }

    static Stream<Arguments> misuses() {
        String picture = "image::pictures/moves.svg[Moves.]\n\n";
        return Stream.of(
                Arguments.of("no picture", PARTS, THREE, "not one SVG picture", FIRST),
                Arguments.of("no SVG", PARTS, "image::pictures/moves.png[Moves.]\n\n" + THREE, "not one SVG picture",
                        FIRST),
                Arguments.of("two pictures", PARTS, picture + picture + THREE, "not one SVG picture", FIRST),
                Arguments.of("no list", PARTS, picture + "Text.", "not one SVG picture", FIRST),
                Arguments.of("another kind of list", PARTS, picture + "* one\n* two", "not one SVG picture", FIRST),
                Arguments.of("text below", PARTS, picture + THREE + "\n\nText.", "not one SVG picture", FIRST),
                Arguments.of("one step", "<g/>", picture + ". One.", "it has 1 step", FIRST),
                Arguments.of("a step too far", PARTS, picture + ". One.\n. Two.",
                        "data-lit=\"3\", and the list has 2 steps", FIRST),
                Arguments.of("a range too far", "<g data-on='2-7'/><g data-on='3-'/>",
                        picture + THREE, "data-on=\"2-7\"", FIRST),
                Arguments.of("a place too far", PARTS + "<g data-at='4:1,1'/>", picture + THREE, "data-at=\"4:1,1\"",
                        FIRST),
                Arguments.of("step nought", PARTS + "<g data-on='0-2'/>", picture + THREE, "data-on=\"0-2\"", FIRST),
                Arguments.of("no numbers", PARTS + "<g data-on='two'/>", picture + THREE, "says data-on=\"two\"",
                        FIRST),
                Arguments.of("no places", PARTS + "<g data-at='2:40'/>", picture + THREE, "says data-at=\"2:40\"",
                        FIRST),
                Arguments.of("nothing changes", "<g data-on='2-'/>", picture + THREE, "changes at step 3", FIRST + 4),
                Arguments.of("only something unseen changes",
                        "<g data-on='1'/><g data-on='1-2'><g data-lit='2 4'/></g>",
                        picture + THREE + "\n. Four.", "changes at step 4", FIRST + 5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misuses")
    void misuseFailsWithLineAndRemedy(String name, String parts, String content, String what, int line)
            throws IOException {
        List<Defect> defects = tree("", parts, "[steps]\n--\n" + content + "\n--").build().defects();
        Defect defect = defects.stream()
                .filter(one -> one.what().contains(what))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(name + ": " + defects));
        assertEquals(line, defect.line(), defects::toString);
        assertFalse(defect.remedy().isBlank());
    }

    @Test
    void narrowPictureIsHeldToTheSame() throws IOException {
        SiteTree tree = tree("", PARTS, "[steps]\n--\nimage::pictures/moves.svg[Moves.]\n\n" + THREE + "\n--");
        tree.file("docs/pages/pictures/moves-narrow.svg", svg("", "<g data-on=\"2-\"/>"));
        List<Defect> defects = tree.build().defects();
        assertEquals(1, defects.size(), defects::toString);
        String what = defects.getFirst().what();
        assertTrue(what.contains("nothing in pictures/moves-narrow.svg changes at step 3"), what);
    }

    private Document built(String title, String attributes, String parts, String list) throws IOException {
        SiteTree tree = tree(attributes, parts,
                title + "[steps]\n--\nimage::pictures/moves.svg[Moves.]\n\n" + list + "\n--");
        assertEquals(List.of(), tree.build().defects());
        return Jsoup.parse(tree.html("page"));
    }

    private SiteTree tree(String attributes, String parts, String text) throws IOException {
        return new SiteTree(Files.createTempDirectory(root, "site")).page("page", SiteTree.good("Page", text))
                .file("docs/pages/pictures/moves.svg", svg(attributes, parts));
    }

    private static String svg(String attributes, String parts) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"" + attributes
                + "><title>It</title><desc>It moves.</desc>" + parts + "</svg>";
    }

    private static Element part(Document page, String id) {
        return page.selectFirst(".stepped svg [id$=-" + id + "]");
    }
}
