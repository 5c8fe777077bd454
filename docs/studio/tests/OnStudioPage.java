package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import docs.site.cells.Recorder;
import docs.site.tests.InBrowser;
import docs.site.tests.SiteBrowser;
import docs.site.tests.SiteTree;
import docs.site.tests.Visit;
import docs.studio.run.Studio;
import grader.core.course.Course;
import grader.core.files.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What tests of the studio in a browser share: a studio over a small site, and a visit that has opened its link. */
@Tag("nightly")
@InBrowser
@ResourceLock("the browser that shows the studio")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SAME_THREAD)
abstract class OnStudioPage {

    /** Two cells, of which the second builds on the first. */
    static final String BASE_AND_SUM = """
            .The base
            [source%live,java,id=base]
            ----
            int base = 20;
            ----

            .The sum
            [source%live,java,id=sum]
            ----
            IO.println("sum " + (base + 1));
            ----

            """;

    private static final String TEXT = BASE_AND_SUM + """
            .A free one
            [source%live,java,id=free]
            ----
            IO.println("free");
            7
            ----
            """;

    /** A file that readers are to type. */
    private static final String TYPED = """
            .Typed.java
            [source,java]
            ----
            void main() {}
            ----
            """;

    /** The classes take turns, so there is one studio at a time. */
    @TempDir
    static Path root;

    static SiteBrowser browser;
    static SiteTree tree;
    static Course course;
    static Studio studio;

    Visit visit;
    Page page;

    @BeforeAll
    static void start(SiteBrowser shared) throws IOException {
        browser = shared;
        tree = new SiteTree(root).page("page", SiteTree.good("Page", TEXT))
                .page("typed", SiteTree.good("Typed", TYPED));
        Path theme = Course.here().root().resolve("docs/studio/theme");
        for (Path file : Folders.filesBelow(theme)) {
            tree.file("docs/studio/theme/" + theme.relativize(file), Files.readString(file));
        }
        course = new Course(root);
        StringWriter told = new StringWriter();
        new Recorder(course, new PrintWriter(told, true), cell -> {}).record(Optional.empty());
        assertEquals("", String.join("\n", tree.build().defects().stream().map(Object::toString).toList()),
                told::toString);
        studio = new Studio(course, 0, Optional.empty(), Set.of());
    }

    @AfterAll
    static void stop() {
        studio.close();
    }

    static String address() {
        return "http://127.0.0.1:" + studio.port() + "/";
    }

    /** The link to a page, from its address on. */
    static String link(String file) {
        return file + studio.link().substring(studio.link().indexOf('?'));
    }

    @BeforeEach
    void open() throws IOException {
        Folders.delete(course.labs().resolve(".cells"));
        visit = browser.visit(address());
        page = visit.open(link("page.html"));
        page.waitForURL(address() + "page.html");
    }

    @AfterEach
    void nothingWentWrong() {
        try {
            visit.assertNothingWentWrong();
        } finally {
            visit.close();
        }
    }

    /** A button of a cell. */
    Locator button(String cell, String name) {
        return page.locator("#" + cell + " .live-bar button", new Page.LocatorOptions().setHasText(name)).first();
    }

    /** What a cell of this id has come to. */
    Locator output(String cell) {
        return page.locator("#" + cell + " + .live-output");
    }

    /** What is said of a cell: whether it runs, failed, or how it compares. */
    Locator said(String cell) {
        return page.locator("#" + cell + " .said");
    }

    Locator editor(String cell) {
        return page.locator("#" + cell + " .cm-content");
    }

    /** Puts code in place of a cell's, as if it were pasted. */
    void write(String cell, String code) {
        editor(cell).click();
        visit.press("ControlOrMeta+a");
        visit.press("Delete");
        page.keyboard().insertText(code);
    }

    /** Runs a cell to its end. */
    void run(String cell) {
        button(cell, "Run").click();
        assertThat(said(cell)).containsText(Pattern.compile("(done|failed|stopped) in"));
    }
}
