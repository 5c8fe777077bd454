package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import docs.site.tests.SiteTree;
import grader.core.course.Course;
import grader.core.files.Folders;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A page with cells in a studio over a small site. */
abstract class OnStudioPage extends InStudio {

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

    static SiteTree tree;
    static Course course;

    @BeforeAll
    static void start() throws IOException {
        tree = new SiteTree(root).page("page", SiteTree.good("Page", TEXT))
                .page("typed", SiteTree.good("Typed", TYPED));
        course = new Course(root);
        serve(course);
    }

    @BeforeEach
    void open() throws IOException {
        Folders.delete(course.labs().resolve(".cells"));
        enter("page.html");
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
