package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.site.build.Report;
import docs.site.page.Defect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of mistake in a page fails the build, and is told with its file, its line where one is known, and a remedy.
 */
class SiteDefectsTest {

    /** Where the text of a test begins in the page. */
    private static final int FIRST = 7;

    @TempDir
    Path root;

    static Stream<Arguments> defects() {
        return Stream.of(
                Arguments.of("unknown block style", "[nosuchstyle]\nText.", "nosuchstyle", FIRST + 1),
                Arguments.of("unknown altitude", "[altitude=expert]\n== Part\n\nText.", "altitude=expert", FIRST + 1),
                Arguments.of("altitude of a block", "[altitude=low]\nText.", "altitude=low", FIRST + 1),
                Arguments.of("style above a list", "[recap]\n* one", "[recap] above a list", FIRST + 1),
                Arguments.of("missing include", "include::nowhere.adoc[]", "nowhere.adoc", FIRST),
                Arguments.of("missing attribute", "Text {no-such-thing}.", "no-such-thing", FIRST),
                Arguments.of("section level skipped", "== One\n\n==== Three\n\nText.", "section title out of sequence",
                        FIRST + 2),
                Arguments.of("unterminated block", "----\ncode", "unterminated", FIRST),
                Arguments.of("reference within the page", "See <<nowhere>>.", "nowhere", FIRST),
                Arguments.of("link to a page", "See xref:nowhere.adoc[it].", "nowhere.html", FIRST),
                Arguments.of("anchor of a page", "See xref:index.adoc#nowhere[it].", "#nowhere", FIRST),
                Arguments.of("absolute link", "See link:/about.html[it].", "/about.html is not relative", FIRST),
                Arguments.of("script in a link", "See link:javascript:alert(1)[it].", "javascript", FIRST),
                Arguments.of("code that became a link", "`http://127.0.0.1:8080`", "own machine", FIRST),
                Arguments.of("duplicate id", "[#same]\n== One\n\nText.\n\n[#same]\nText.", "same", FIRST + 6),
                Arguments.of("picture of another host", "image::https://example.org/x.png[x]",
                        "asks another host for https://example.org/x.png", FIRST),
                Arguments.of("missing picture", "image::pictures/no.svg[x]", "pictures/no.svg is not there", FIRST),
                Arguments.of("model that is not there",
                        "[explore]\n--\nimage::explore/perpetuum.svg[x]\n\n|===\n| a\n|===\n--",
                        "not the picture of a model and a table", FIRST + 2),
                Arguments.of("missing raster picture", "image::no.png[x]", "no.png, which is not there", FIRST),
                Arguments.of("inline style", "++++\n<p style=\"color: red\">x</p>\n++++", "style=", FIRST + 1),
                Arguments.of("inline script", "++++\n<script>alert(1)</script>\n++++", "<script>", 0),
                Arguments.of("code that screens break",
                        "[source,java]\n----\nint x;\n" + "x = 1; ".repeat(13) + "\n----",
                        "a line of 90 columns", FIRST + 3),
                Arguments.of("given code that is not there", "[given,lab=lab01,file=Nothing.java]\nIt.",
                        "no Nothing.java", FIRST),
                Arguments.of("given method that is not there", "[given,lab=lab01,file=Listener.java,method=fly]\nIt.",
                        "a method fly", FIRST),
                Arguments.of("check that is not there", "[check,lab=lab01,id=no-such-check]\nIt.",
                        "lab01 has no check no-such-check", FIRST),
                Arguments.of("check of a lab that is not there", "[check,lab=lab99,id=one-after-another]\nIt.",
                        "lab99 has no check one-after-another", FIRST),
                Arguments.of("solution of no task", "[solution,task=fly]\nIt.", "// task fly", FIRST),
                Arguments.of("second crux", "[crux]\nAnother.", "2 blocks [crux]", 4),
                Arguments.of("code that does not close", "`listen`'s backlog and `x`", "lone `", 0));
    }

    static Stream<Arguments> wrongBlocks() {
        return Stream.of(
                Arguments.of("quiz above a list", "[quiz]\n* [x] one", "[quiz] above a list", FIRST + 1),
                Arguments.of("quiz without a question", block("quiz", "* [x] one\n** why\n* [ ] two\n** why"),
                        "does not begin with a question", FIRST + 2),
                Arguments.of("quiz without options", "[quiz]\nWhich?", "no options", FIRST + 1),
                Arguments.of("quiz without a right answer",
                        block("quiz", "Which?\n\n* [ ] one\n** why\n* [ ] two\n** why"),
                        "no option is right", FIRST + 2),
                Arguments.of("quiz without a wrong answer",
                        block("quiz", "Which?\n\n* [x] one\n** why\n* [x] two\n** why"),
                        "every option is right", FIRST + 2),
                Arguments.of("option without a reason", block("quiz", "Which?\n\n* [x] one\n** why\n* [ ] two"),
                        "without a reason", FIRST + 6),
                Arguments.of("option without a box", block("quiz", "Which?\n\n* [x] one\n** why\n* two\n** why"),
                        "without a box", FIRST + 6),
                Arguments.of("order above a list", "[order]\n. one\n. two", "[order] above a list", FIRST + 1),
                Arguments.of("order of two", block("order", "Which?\n\n. one\n. two"), "2 steps", FIRST + 2),
                Arguments.of("the same step twice", block("order", "Which?\n\n. one\n. two\n. one"), "there twice",
                        FIRST + 6),
                Arguments.of("recall without an answer", block("recall", "Why?\n\nBecause."), "no answer", FIRST + 2),
                Arguments.of("predict without an output", block("predict", "What?\n\n* one\n* two"), "no output",
                        FIRST + 2),
                Arguments.of("one answer to choose", block("predict", "What?\n\n* one\n\n----\nout\n----"), "no choice",
                        FIRST + 4),
                Arguments.of("two right predictions",
                        block("predict", "What?\n\n* [x] one\n* [x] two\n\n----\nout\n----"),
                        "2 right answers", FIRST + 4),
                Arguments.of("drill without options", block("drill", "Which?\n\n. One.\n+\n====\n*accept*.\n===="),
                        "not a question, a paragraph with options", FIRST + 2),
                Arguments.of("card without an answer", block("drill", "Which?\n\naccept, parse\n\n. One.\n. Two."),
                        "a card without an answer", FIRST + 6),
                Arguments.of("card with another answer",
                        block("drill", "Which?\n\naccept, parse\n\n. One.\n+\n====\n*fly*. So.\n===="),
                        "does not begin with an option", FIRST + 6),
                Arguments.of("aloud without a list", block("aloud", "Why?"), "not one numbered list", FIRST + 2),
                Arguments.of("aloud without an answer", block("aloud", ". Why?\n. How?"),
                        "a question without an answer",
                        FIRST + 2),
                Arguments.of("aloud without a link", block("aloud", ". Why is that?\n+\n====\nSo.\n===="),
                        "no link to the place", FIRST + 2),
                Arguments.of("a line without a sender", "[transcript]\n....\n> GET / HTTP/1.1\\r\\n\nHost: x\n....",
                        "does not say who sends it", FIRST + 3),
                Arguments.of("unknown escape", "[transcript]\n....\n> \\q\n....", "unknown escape", FIRST + 2),
                Arguments.of("stops without a picture", block("stops", "Text."), "not one picture", FIRST + 2),
                Arguments.of("unknown stop", "[stops,lit=fly]\n--\nimage::pictures/seven-stops.svg[\"Stops.\"]\n--",
                        "no stop fly", FIRST));
    }

    private static String block(String style, String text) {
        return "[" + style + "]\n--\n" + text + "\n--";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"defects", "wrongBlocks"})
    void isTold(String name, String text, String value, int line) throws IOException {
        Report report = new SiteTree(root).page("page", SiteTree.good("Page", text)).build();
        Defect defect = report.defects()
                .stream()
                .filter(one -> one.what().contains(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing about " + value + " in " + report.defects()));
        assertTrue(defect.file().endsWith("docs/pages/page.adoc"), defect::toString);
        assertEquals(line, defect.line(), defect::toString);
        assertFalse(defect.remedy().isBlank(), defect::toString);
        assertFalse(Files.exists(root.resolve("build/site/index.html")), "nothing is written");
    }

    @Test
    void cruxAndRecapAreNeeded() throws IOException {
        Report report = new SiteTree(root).page("page", "= Page\n:description: x\n\nText.").build();
        assertEquals(2, report.defects().size(), report.defects()::toString);
        assertTrue(report.defects().toString().contains("0 blocks [crux]"), report.defects()::toString);
        assertTrue(report.defects().toString().contains("0 blocks [recap]"), report.defects()::toString);
    }

    @Test
    void titleAndDescriptionAreNeeded() throws IOException {
        Report report = new SiteTree(root).page("page", "[crux]\nx\n\n[recap]\ny\n").build();
        assertTrue(report.defects().toString().contains("a title and a :description:"), report.defects()::toString);
    }

    @Test
    void aLabsPageHasItsTasks() throws IOException {
        String tasks = "[#binding,task=bind]\n== Bind\n\nText.\n\n[#x,task=y]\n== X\n\nText.";
        Report report = new SiteTree(root).page("lab01", SiteTree.good("Lab", tasks)).build();
        String all = report.defects().toString();
        assertTrue(all.contains("lab01.adoc:7: the section of task bind has the anchor binding"), all);
        assertTrue(all.contains("task stop of the lab has no section"), all);
        assertTrue(all.contains("lab01.adoc:12: the lab has no task y"), all);
    }

    @Test
    void aLabHasAPage() throws IOException {
        Report report = new SiteTree(root).without("lab01").build();
        String all = report.defects().toString();
        assertTrue(all.contains("docs/pages/lab01.adoc: lab01 has no page\n  write it: CONTRIBUTING.md"), all);
        assertEquals(1, report.defects().size(), all);
    }

    @Test
    void solutionsStandBehindTheTasks() throws IOException {
        Report report = new SiteTree(root).page("lab01",
                SiteTree.good("Lab", "[solution,task=bind]\nIt.\n\n[#bind,task=bind]\n== Bind\n\nText.")).build();
        assertTrue(report.defects().toString().contains("a solution comes before the last task"),
                report.defects()::toString);
    }

    @Test
    void picturesHaveWordsAndNoFixedColours() throws IOException {
        String images = "image::pictures/a.svg[A]\n\nimage::pictures/b.svg[B]";
        SiteTree tree = new SiteTree(root).page("page", SiteTree.good("Page", images))
                .file("docs/pages/pictures/a.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>")
                .file("docs/pages/pictures/b.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'>"
                        + "<title>B</title><desc>b</desc><path fill='#fff' d='M0 0h1'/></svg>");
        String all = tree.build().defects().toString();
        assertTrue(all.contains("a.svg:1: the picture needs a viewBox, a <title> and a <desc>"), all);
        assertTrue(all.contains("b.svg: fill=\"#fff\" is a fixed colour"), all);
    }
}
