package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.TimeoutError;
import docs.site.tests.SiteTree;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links, back, forward and reload lead to the right place, measured in pixels, whatever the studio adds above it. */
class StudioLandingTest extends OnLabPage {

    private static final String PAGE = "lab01-interface.html";
    private static final int CELLS = 6;
    /** Pixels, for what a browser rounds. */
    private static final double NEAR = 3;

    @BeforeAll
    static void write() {
        copy.write("docs/pages/lab01-interface.adoc", SiteTree.good("Interface",
                IntStream.rangeClosed(1, CELLS)
                        .mapToObj(StudioLandingTest::section)
                        .collect(Collectors.joining("\n"))));
        SiteTree.record(copy.course);
    }

    private static String section(int i) {
        String words = ("This is a paragraph whose words need more lines where the text is narrow. ".repeat(5) + "\n\n")
                .repeat(4);
        return """
                [#rule-%1$s]
                == Rule %1$s

                %2$s

                [source,console]
                ----
                $ echo one
                $ echo two
                $ echo three
                ----

                [altitude=zero]
                --
                %2$s
                --

                [altitude=senior]
                --
                %2$s%2$s
                --

                .Cell %1$s
                [source%%live,java,id=cell-%1$s]
                ----
                int from%1$s = 1;
                for (int i = from%1$s; i < 20; i++) {
                    IO.println("line " + i);
                }
                ----

                .More %1$s
                [%%collapsible]
                ====
                [[deep-%1$s]]%2$s
                ====
                """.formatted(i, words);
    }

    private void lab(boolean open) {
        page.evaluate("open => localStorage.setItem('inside-the-server.lab', open ? 'open' : '')", open);
    }

    /** The page with all that the studio adds to it. */
    private void settled() {
        assertThat(page.locator("main .cell .live-bar")).hasCount(CELLS);
        assertThat(page.locator("main .run-command")).hasCount(3 * CELLS);
        assertThat(labButton()).isVisible();
    }

    private double top(String id) {
        return page.locator("#" + id).boundingBox().y;
    }

    /** Where a link brings its target to. */
    private double line() {
        return ((Number) page.evaluate("parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)"))
                .doubleValue();
    }

    private void assertAt(double expected, String id) {
        try {
            page.waitForCondition(() -> Math.abs(top(id) - expected) <= NEAR);
        } catch (TimeoutError late) {
            assertEquals(expected, top(id), NEAR, id);
        }
    }

    private void assertLanded(String id) {
        settled();
        assertAt(line(), id);
    }

    private void visit(String target) {
        page.navigate(address() + "concept.html");
        page.navigate(address() + target);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("a link from another page lands on its target, at each of several places, and so in a fold")
    void links(boolean open) {
        lab(open);
        for (String id : new String[] {"rule-2", "rule-5", "cell-4", "deep-3", "rule-6"}) {
            visit(PAGE + "#" + id);
            assertLanded(id);
            assertEquals(open, (boolean) page.evaluate("document.documentElement.classList.contains('with-lab')"));
        }
        visit(PAGE + "#rule-3");
        assertLanded("rule-3");
        page.locator(".contents a[href='#rule-5']").evaluate("link => link.click()");
        assertLanded("rule-5");
        page.locator(".contents a[href='#rule-5']").evaluate("link => { scrollBy(0, -2000); link.click(); }");
        assertLanded("rule-5");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("back, forward and reload lead to where the reader was")
    void history(boolean open) {
        lab(open);
        visit(PAGE + "#rule-4");
        assertLanded("rule-4");
        page.locator(".contents a[href='#rule-2']").evaluate("link => link.click()");
        assertLanded("rule-2");
        page.mouse().move(300, 500);
        page.mouse().wheel(0, 700);
        double at = rested("rule-2");
        assertTrue(at < line() - 300, "scrolled: " + at);
        visit.open("concept.html");
        page.goBack();
        settled();
        assertAt(at, "rule-2");
        page.reload();
        settled();
        assertAt(at, "rule-2");
        page.goBack();
        assertLanded("rule-4");
        page.goForward();
        settled();
        assertAt(at, "rule-2");
    }

    /** Where something is when the page has come to rest, and its place has been noted. */
    private double rested(String id) {
        page.waitForCondition(() -> (boolean) page.evaluate("history.state?.place?.y === scrollY"));
        return top(id);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("the target stays where it is while cells and the altitude change the height of what is above it")
    void heights(boolean open) {
        copy.write("labs/.cells/lab01-interface/cell-3.java", "for (int i = 0; i < 60; i++) IO.println(i);");
        lab(open);
        visit(PAGE + "#rule-6");
        assertLanded("rule-6");
        page.locator("#cell-3 .live-bar button").first().evaluate("button => button.click()");
        assertThat(page.locator("#cell-3 .said")).containsText("done in");
        assertAt(line(), "rule-6");
        for (String altitude : new String[] {"senior", "zero", "junior"}) {
            page.locator("[data-choice=altitude] button[value=" + altitude + "]").evaluate("button => button.click()");
            assertAt(line(), "rule-6");
        }
    }

    @Test
    @DisplayName("the reader stays at the same line when the lab is opened and closed")
    void toggled() {
        lab(false);
        visit(PAGE + "#rule-5");
        assertLanded("rule-5");
        page.mouse().move(300, 500);
        page.mouse().wheel(0, 200);
        rested("rule-5");
        Locator line = page.locator("#rule-5 ~ p").first();
        double before = line.boundingBox().y;
        double heading = top("rule-5");
        for (int i = 0; i < 4; i++) {
            labButton().evaluate("button => button.click()");       // a click of the driver scrolls before
            double now = line.boundingBox().y;
            assertTrue(Math.abs(now - before) < 120, before + " " + now);
        }
        assertAt(heading, "rule-5");
    }
}
