package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.site.build.Report;
import docs.site.build.SiteBuilder;
import docs.site.cells.PageCells;
import grader.core.course.Course;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A builder that has built before makes the pages again that a change concerns, and no other; and what it comes to is,
 * byte for byte, what a builder makes that has never built this course.
 */
@Execution(ExecutionMode.SAME_THREAD)       // the builder keeps the pages of one course
@Tag("nightly")
class SiteRebuildTest {

    private static final String PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'>"
            + "<title>One</title><desc>%s</desc></svg>";

    private static SiteBuilder builder;

    @TempDir
    Path root;

    @TempDir
    Path copies;

    private SiteTree tree;

    @BeforeAll
    static void make() {
        builder = new SiteBuilder();
    }

    @AfterAll
    static void close() {
        builder.close();
    }

    @BeforeEach
    void build() throws IOException {
        tree = new SiteTree(root)
                .page("plain", page("Plain", "Text. xref:index.adoc[]"))
                .page("includes", page("Includes", "include::../parts/outer.txt[]"))
                .file("docs/parts/outer.txt", "Outer.\n\ninclude::inner.txt[]\n")
                .file("docs/parts/inner.txt", "Inner.\n")
                .page("picture", page("Picture", "image::pictures/one.svg[]"))
                .file("docs/pages/pictures/one.svg", PICTURE.formatted("One."))
                .page("cells", page("Cells", "[source%live,java,id=two]\n----\n1 + 1\n----"))
                .page("code", page("Code", "[given,lab=lab01,file=Listener.java]\nCode."))
                .page("checks", page("Checks", "[check,lab=lab01,id=one-after-another]\nA check."))
                .page("stops", page("Stops", "[stops]\n--\nimage::pictures/seven-stops.svg[]\n--"));
        record("value: 2");
        assertEquals(List.of(), tree.build(builder).defects());
    }

    private void record(String outcome) throws IOException {
        String hash = PageCells.of(root.resolve("docs/pages/cells.adoc")).cells().getFirst().hash();
        tree.file("docs/pages/cells.cells/two.txt", "cell: " + hash + "\n" + outcome + "\n");
    }

    @Test
    void nothingIsMadeTwice() throws IOException {
        assertFresh(List.of());
        assertEquals(List.of(), tree.build(builder).written());
    }

    @Test
    void textAndTitle() throws IOException {
        tree.page("plain", page("Plain", "Other text."));
        assertFresh("plain");
        tree.page("plain", page("Otherwise", "Other text."));
        Report report = assertFresh("plain");
        assertTrue(report.written().contains("picture.html"), "its neighbour names it: " + report.written());
    }

    @Test
    void includesAndWhatTheyInclude() throws IOException {
        tree.file("docs/parts/outer.txt", "Outside.\n\ninclude::inner.txt[]\n");
        assertFresh("includes");
        tree.file("docs/parts/inner.txt", "Inside.\n");
        assertFresh("includes");
        assertTrue(tree.html("includes").contains("Inside."));
        Files.delete(root.resolve("docs/parts/inner.txt"));
        assertEquals(1, assertFresh("includes").defects().size());
        tree.file("docs/parts/inner.txt", "Back.\n");
        assertFresh("includes");
    }

    @Test
    void pictures() throws IOException {
        tree.file("docs/pages/pictures/one.svg", PICTURE.formatted("Another."));
        assertFresh("picture");
        tree.file("docs/pages/pictures/one-narrow.svg", PICTURE.formatted("Narrow."));
        assertFresh("picture");
        Files.delete(root.resolve("docs/pages/pictures/one.svg"));
        assertEquals(1, assertFresh("picture").defects().size());
    }

    @Test
    void recordings() throws IOException {
        record("value: 3");
        assertFresh("cells");
        tree.file("docs/pages/cells.cells/gone.txt", "cell: 0\n");
        assertEquals(1, assertFresh("cells").defects().size());
    }

    @Test
    void codeOfALab() throws IOException {
        Path file = root.resolve("solutions/01-sockets/Listener.java");
        Files.writeString(file, Files.readString(file).replaceFirst("/\\*\\*", "/** Changed."));
        assertFresh("code", "lab01");       // the lab's page shows the contract to readers with the open starter
        assertTrue(tree.html("code").contains("Changed."));
    }

    @Test
    void checksOfALab() throws IOException {
        Path file = root.resolve("grader/checks/lab01/AcceptLoopChecks.java");
        Files.writeString(file, Files.readString(file)
                .replaceFirst("void oneAfterAnother\\(Rig rig\\) \\{", "$0\n        int changed;"));
        assertFresh("checks");
        assertTrue(tree.html("checks").contains("changed;"));
    }

    @Test
    void dataOfALab() throws IOException {
        Path file = root.resolve("solutions/01-sockets/tasks.yaml");
        Files.writeString(file, Files.readString(file).replaceFirst("title: .*", "title: another"));
        assertFresh("lab01", "code", "checks", "stops");
        assertTrue(tree.html("stops").contains("lab 01, another"));
    }

    @Test
    void aNewLabConcernsAllPages() throws IOException {
        for (String name : List.of("lab01.java", "tasks.yaml")) {
            tree.file("solutions/02-again/" + name.replace("01", "02"),
                    Files.readString(root.resolve("solutions/01-sockets/" + name)));
        }
        Report report = tree.build(builder);
        assertEquals(report.pages(), report.fresh());
        assertAsBuiltAnew(report);
    }

    @Test
    void contentsAndThemeConcernNoPagesText() throws IOException {
        tree.file("docs/pages/contents.yaml",
                "- part: All\n  pages: [index, stops, code, checks, cells, picture, includes, plain, lab01,\n"
                        + "    lab01-interface]\n");
        Report ordered = assertFresh(List.of());
        assertEquals("stops.html", ordered.pages().get(1));
        tree.file("docs/site/theme/code.css", "pre { color: inherit; }\n");
        assertEquals(List.of("site.css"), assertFresh(List.of()).written());
    }

    @Test
    void pagesComeAndGo() throws IOException {
        tree.page("another", page("Another", "Text."));
        assertFresh("another");
        tree.without("another");
        assertFresh(List.of());
    }

    @Test
    void defectsOfPagesThatStayAreToldAgain() throws IOException {
        tree.page("picture", page("Picture", "[nosuchstyle]\nText."));
        assertEquals(1, assertFresh("picture").defects().size());
        tree.page("plain", page("Plain", "xref:nowhere.adoc[]"));
        assertEquals(2, assertFresh("plain").defects().size());
        tree.page("plain", page("Plain", "Text."));
        assertEquals(1, assertFresh("plain").defects().size());
    }

    private Report assertFresh(String... pages) throws IOException {
        return assertFresh(List.of(pages).stream().map(name -> name + ".html").toList());
    }

    private Report assertFresh(List<String> pages) throws IOException {
        Report report = tree.build(builder);
        assertEquals(new TreeSet<>(pages), new TreeSet<>(report.fresh()));
        assertAsBuiltAnew(report);
        return report;
    }

    /** Compares with a build of a copy: its files have other paths, so nothing is kept of them. */
    private void assertAsBuiltAnew(Report report) throws IOException {
        Path copy = Files.createTempDirectory(copies, "copy");
        for (String part : List.of("docs", "solutions", "grader")) {
            copy(root.resolve(part), copy.resolve(part));
        }
        Path out = copy.resolve("build/site");
        Report anew = SiteTree.BUILDER.build(new Course(copy), out);
        assertEquals(anew.pages(), anew.fresh());
        assertEquals(told(anew, copy), told(report, root));
        if (report.good()) {
            assertEquals(files(out), files(tree.out()));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static List<String> told(Report report, Path root) {
        return report.defects()
                .stream()
                .map(defect -> defect.toString().replace(PathText.shown(root) + "/", ""))
                .toList();
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return all;
    }

    private static String page(String title, String text) {
        return SiteTree.good(title, text);
    }
}
