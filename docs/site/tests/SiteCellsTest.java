package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.site.cells.Comparison;
import docs.site.cells.PageCells;
import docs.site.cells.Recorder;
import docs.site.cells.Recording;
import docs.site.page.Defect;
import grader.core.course.Course;
import grader.core.files.PathText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cells come to is recorded, shown and compared; and what authors are told when it differs. */
class SiteCellsTest {

    /** Where the text of a test begins in its page. */
    private static final int FIRST = 7;

    @TempDir
    Path root;

    @Test
    void areRecordedAndShown() throws IOException {
        SiteTree tree = new SiteTree(root).page("page", page("""
                [source%live,java,id=one]
                ----
                IO.print("<b>\\r\\n\\\\\\u001b\\n");
                System.err.println("beside");
                "v"
                ----

                [source%live%fails,java,id=two]
                ----
                int i = 1 / 0;
                ----
                """));
        assertEquals(List.of("docs/pages/page.adoc:7: the cell one has no recording\n  ./jbang site --record page",
                "docs/pages/page.adoc:14: the cell two has no recording\n  ./jbang site --record page"),
                told(tree.build().defects()));
        assertTrue(record(Optional.empty()).endsWith("cells: 2 recorded, 0 as they were\n"));
        assertEquals(List.of(), tree.build().defects());
        Element one = Jsoup.parse(tree.html("page")).selectFirst("#one + section.recording");
        assertEquals("Output of the cell one", one.attr("aria-label"));
        assertEquals(List.of("Output", "Standard error", "Value"), one.select(".label").eachText());
        assertEquals(List.of("<b>\n\\␛", "beside", "\"v\""), one.select("samp").eachText());
        Element two = Jsoup.parse(tree.html("page")).selectFirst("#two + section.recording");
        assertEquals(List.of("Error"), two.select(".label").eachText());
        assertEquals("java.lang.ArithmeticException: / by zero\n    at line 1", two.select("pre.from-error").text());
        assertEquals("cells: 0 recorded, 2 as they were\n", record(Optional.empty()));
    }

    @Test
    void ofAnotherSystemRunWithoutBeingCompared() throws IOException {
        SiteTree tree = new SiteTree(root).page("page", page(cell("one,on=Plan9", "1 + 1")));
        assertTrue(record(Optional.empty()).contains("one: refused: what it comes to is to be recorded on Plan9"));
        PageCells cells = PageCells.of(root.resolve("docs/pages/page.adoc"));
        Files.createDirectories(cells.cells().getFirst().recording().getParent());
        Files.writeString(cells.cells().getFirst().recording(),
                "cell: " + cells.cells().getFirst().hash() + "\nvalue: 3\n");
        assertEquals(List.of(), Comparison.of(new Course(root), cells));
        assertEquals(List.of(), tree.build().defects());
        assertEquals("Value on Plan9", Jsoup.parse(tree.html("page")).select(".recording .label").text());
    }

    @Test
    void inPredictShowTheirOutputAfterAnAnswer() throws IOException {
        SiteTree tree = new SiteTree(root).page("page", page("[predict]\n--\nWhat is it?\n\n" + cell("sum", "1 + 1")
                + "\n* 2\n* 11\n\nA sum.\n--\n"));
        record(Optional.empty());
        assertEquals(List.of(), tree.build().defects());
        Element predict = Jsoup.parse(tree.html("page")).selectFirst("fieldset.predict");
        Element folded = predict.selectFirst("details");
        assertEquals("2", folded.select("> .recording samp").text());
        assertEquals("A sum.", folded.select("> p").text());
        assertEquals(List.of("2", "11"), predict.select("ul.options > li").eachText());
        assertEquals("1 + 1", predict.select("> .cell").text());
    }

    @Test
    void areRecordedAgainWhenOneBeforeHasChanged() throws IOException {
        SiteTree tree = new SiteTree(root).page("page", page(cell("one", "int n = 1;") + cell("two", "n")));
        record(Optional.empty());
        tree.page("page", page(cell("one", "int n = 2;") + cell("two", "n")));
        assertEquals(List.of("the cell one or one before it has changed since it was recorded",
                "the cell two or one before it has changed since it was recorded"),
                tree.build().defects().stream().map(Defect::what).toList());
        tree.page("page", page(cell("one", "int n = 2;")));
        assertTrue(told(tree.build().defects()).toString()
                .contains("docs/pages/page.cells/two.txt: the page has no such cell"));
        String told = record(Optional.empty());
        assertTrue(told.contains("docs/pages/page.adoc:7: one: recorded again\n"), told);
        assertTrue(told.contains("page.cells/two.txt: taken away"), told);
        assertEquals(List.of(), tree.build().defects());
    }

    @Test
    void areComparedWithTheSolutionAsItIs() throws IOException {
        SiteTree tree = new SiteTree(root)
                .page("lab01", page("Text.\n\n" + cell("mirror", "new RequestLine(\"HEAD\", \"/x\").echo()")));
        record(Optional.of("lab01"));
        PageCells cells = PageCells.of(root.resolve("docs/pages/lab01.adoc"));
        assertEquals(List.of(), Comparison.of(new Course(root), cells));
        Path source = root.resolve("solutions/01-sockets/RequestLine.java");
        tree.file("solutions/01-sockets/RequestLine.java",
                Files.readString(source).replace("\"GET\" : method", "\"PUT\" : method"));
        assertEquals(List.of("""
                docs/pages/lab01.adoc:9: the cell mirror comes to something else than its recording says
                  expected
                    value: "GET /x\\\\n"
                  actual
                    value: "PUT /x\\\\n"
                  if it is right as it is now: ./jbang site --record lab01"""),
                told(Comparison.of(new Course(root), cells)));
        assertTrue(record(Optional.of("lab01")).contains(": mirror: recorded again\n"));
        assertEquals(List.of(), Comparison.of(new Course(root), cells));
    }

    @Test
    void mayVaryWhereTheySaySo() throws IOException {
        new SiteTree(root).page("page", page("[source%live,java,id=one,varies=\"port \\d+\"]\n----\n"
                + "IO.println(\"port \" + System.nanoTime());\n----\n"));
        record(Optional.empty());
        PageCells cells = PageCells.of(root.resolve("docs/pages/page.adoc"));
        assertEquals(List.of(), Comparison.of(new Course(root), cells));
        String before = Recording.of(cells.cells().getFirst()).orElseThrow().toString();
        assertEquals("cells: 0 recorded, 1 as they were\n", record(Optional.of("page")));
        assertEquals(before, Recording.of(cells.cells().getFirst()).orElseThrow().toString());
    }

    @Test
    void sayWhereTheyWereRecordedWhatTheyNeedWhatDiffersAndHowToRunThem() throws IOException {
        SiteTree tree = new SiteTree(root).page("page", page(cell("one", "int n = 1;") + cell("two", "int m = n;")
                + cell("three,varies=\"port +\\d+\"", "IO.println(\"port 80\" + m + n + \" is open\");")));
        record(Optional.empty());
        assertEquals(List.of(), tree.build().defects());
        Element three = Jsoup.parse(tree.html("page")).selectFirst("#three + .recording");
        assertTrue(three.select(".facts")
                .text()
                .matches("Recorded · JDK [\\d.]+ · .+ · \\d{4}-\\d\\d-\\d\\d"
                        + " · needs two · dotted: differs on your machine"),
                three.select(".facts").text());
        assertEquals("#two", three.select(".facts a").attr("href"));
        assertEquals("port 8011", three.select("samp .varies").text());
        assertEquals("port 8011 is open", three.select("samp").text());
        assertEquals("./jbang course page#three", three.select("details.run pre").text());
        assertEquals("", Jsoup.parse(tree.html("page"))
                .select("#one + .recording .facts a, .recording:has(.varies) "
                        + "+ .recording .varies")
                .text());
    }

    @Test
    void areRecordedAgainOnAnotherMachineAndNotOnAnotherDay() throws IOException {
        new SiteTree(root).page("page", page(cell("one", "1")));
        record(Optional.empty());
        Path file = root.resolve("docs/pages/page.cells/one.txt");
        String today = Files.readString(file);
        String earlier = today.replaceFirst("\\d{4}-\\d\\d-\\d\\d", "2025-01-02");
        Files.writeString(file, earlier);
        assertEquals("cells: 0 recorded, 1 as they were\n", record(Optional.of("page")));
        assertEquals(earlier, Files.readString(file));
        Files.writeString(file, earlier.replaceFirst("JDK [\\d.]+", "JDK 24"));
        assertTrue(record(Optional.of("page")).contains("one: recorded again"));
        Files.writeString(file, earlier.replaceFirst("recorded: .*\n", ""));
        assertTrue(record(Optional.of("page")).contains("one: recorded again"));
        assertTrue(Files.readString(file).contains("\nrecorded: JDK "));
    }

    @Test
    void showTheirPlotsWithTheNumbersAsATable() throws IOException {
        SiteTree tree = new SiteTree(root).page("page", page(cell("plot", """
                IO.println("before");
                Plot.lines("Squares & more", new double[] {1, 2, 3}, new double[] {1, 4, 9}).x("n").y("n²").show();
                IO.println("after");""")));
        record(Optional.empty());
        assertEquals(List.of(), tree.build().defects());
        Element region = Jsoup.parse(tree.html("page")).selectFirst(".recording");
        assertEquals(List.of("Output", "Plot", "Output"), region.select(".label").eachText());
        assertEquals(List.of("before", "after"), region.select("samp").eachText());
        Element plot = region.selectFirst("figure.plot");
        assertEquals("Squares & more", plot.select("figcaption").text());
        assertEquals("Squares & more. n from 1 to 3; n² between 1 and 9.", plot.select("svg").attr("aria-label"));
        assertEquals(List.of("n n²", "1 1", "2 4", "3 9"), plot.select("details tr").eachText());
        assertEquals(0, plot.select("[style], style").size());
    }

    @Test
    void areNotRecordedWithAnErrorThatIsNotMeant() throws IOException {
        new SiteTree(root).page("page", page(cell("exit", "System.exit(0);")
                + "[source%live%fails,java,id=well]\n----\n1\n----\n"));
        String told = record(Optional.empty());
        assertTrue(told.contains("docs/pages/page.adoc:7: exit: refused: it ends with an error"), told);
        assertTrue(told.contains("    error: the program ended itself, with exit code 0"), told);
        assertTrue(
                told.contains("docs/pages/page.adoc:12: well: refused: it says %fails, and it ends without an error"),
                told);
        assertTrue(told.endsWith("cells: 0 recorded, 0 as they were, 2 refused\n"), told);
        assertFalse(Files.exists(root.resolve("docs/pages/page.cells")));
    }

    @Test
    void areWrittenInOneWay() throws IOException {
        assertDefect("[source%live,java]\n----\n1\n----\n", "the cell has no id", FIRST);
        assertDefect("[source%live,java,id=one,varies=\"(\"]\n----\n1\n----\n", "varies=\"(\" is no regular expression",
                FIRST);
        assertDefect("[source,java,id=one,opts=live]\n----\n1\n----\n", "the cell one is not written as cells are",
                FIRST);
    }

    private void assertDefect(String text, String what, int line) throws IOException {
        Path own = Files.createTempDirectory(root, "course");
        List<Defect> defects = new SiteTree(own).page("page", page(text)).build().defects();
        assertTrue(defects.getFirst().what().contains(what), defects::toString);
        assertEquals(line, defects.getFirst().line(), defects::toString);
    }

    private String record(Optional<String> page) {
        StringWriter told = new StringWriter();
        new Recorder(new Course(root), new PrintWriter(told, true), cell -> {}).record(page);
        return told.toString().replace(PathText.shown(root) + "/", "");
    }

    private List<String> told(List<Defect> defects) {
        return defects.stream().map(defect -> defect.toString().replace(PathText.shown(root) + "/", "")).toList();
    }

    private static String cell(String id, String code) {
        return "[source%live,java,id=" + id + "]\n----\n" + code + "\n----\n\n";
    }

    private static String page(String text) {
        return SiteTree.good("Page", text);
    }
}
