package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The studio on a small phone, and on a screen of 1280 × 1024 at 400 % (WCAG 2.2, 1.4.10). */
class StudioNarrowTest extends OnLabPage {

    private static final int WIDTH = 320;

    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(Duration.ofMinutes(5).toMillis());

    /** Code scrolls by itself, and so do the tabs of the files. */
    private static final String STICKING_OUT = """
            () => [...document.querySelectorAll("body *")]
              .filter(part => part.checkVisibility({ opacityProperty: true, visibilityProperty: true })
                && !part.closest("pre, .table, svg, .skip, .unseen, .search span, .cm-scroller, .lab-tabs > *"))
              .filter(part => {
                const { left, right, width } = part.getBoundingClientRect();
                return width > 0 && (right > document.documentElement.clientWidth + 0.5 || left < -0.5);
              })
              .map(part => part.outerHTML.slice(0, 120))""";

    @ParameterizedTest(name = "{0} px high")
    @ValueSource(ints = {640, 256})
    @DisplayName("at 320 px everything can be reached, and nothing but code and tabs scrolls sideways")
    void everythingCanBeReached(int height) {
        page.setViewportSize(WIDTH, height);
        openLab();
        typeAtTop("// mine\n");
        onDisk("what was typed", OWN, "// mine");
        fits("the lab");
        button("Hint").click();
        assertThat(panel("Hints")).isVisible();
        fits("hints");
        button("Grade this task").click();
        assertThat(panel("Verdicts")).containsText("0/15", PATIENTLY);
        fits("verdicts");
        page.locator(".map summary").click();
        assertThat(page.locator(".map ol")).isVisible();
        fits("the map");
        page.locator(".map summary").click();
        labButton().click();
        assertThat(editor()).not().isVisible();
        fits("the page");
    }

    private void fits(String what) {
        assertEquals(List.of(), page.evaluate(STICKING_OUT), what + " is wider than the screen");
    }
}
