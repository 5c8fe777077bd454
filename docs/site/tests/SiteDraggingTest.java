package docs.site.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What only a pointer does: steps are dragged into their order, from a file and from a server. */
@ParameterizedClass
@MethodSource("docs.site.tests.SitePlace#usual")
class SiteDraggingTest extends OnBlocksPage {

    @Test
    void orderIsDragged() {
        Locator steps = page.locator(".order .step");
        assertNotEquals(BlocksPage.STEPS, steps.allTextContents());
        for (int to = BlocksPage.STEPS.size() - 1; to >= 0; to--) {
            drag(BlocksPage.STEPS.get(to), 0);
        }
        assertEquals(BlocksPage.STEPS, steps.allTextContents());
        assertThat(page.locator(".order .verdict")).hasText("Now 1 of 3: bind");
        page.locator(".order .controls button").click();
        assertThat(page.locator(".order .verdict")).hasText("✓ Right: all 3 steps are in order.");
        drag("bind", 2);
        assertEquals(List.of("listen", "accept", "bind"), steps.allTextContents());
        assertThat(page.locator(".order .dragged")).hasCount(0);
    }

    @Test
    void orderIsRightByTheStepBefore() {
        drag("bind", 0);
        drag("listen", 2);
        page.locator(".order .controls button").click();
        assertThat(page.locator(".order .verdict"))
                .hasText("Not yet: 1 of 3 steps in place. No two steps follow each other.");
        assertThat(page.locator(".order legend .label")).hasText("Put in order ✗ not yet");
        drag("bind", 2);
        drag("listen", 0);
        page.locator(".order .controls button").click();
        assertEquals(List.of("listen", "accept", "bind"), page.locator(".order .step").allTextContents());
        assertThat(page.locator(".order .verdict"))
                .hasText("Not yet: 1 of 3 steps in place. The longest right run, steps 1 to 2, is marked.");
        assertEquals(List.of("begins a right run", "✓in place", "✗not here"),
                page.locator(".order .mark").allTextContents());
        assertThat(page.locator(".order .run")).hasCount(2);
    }

    @Test
    void orderKeepsItsHeightWhenMarksCome() {
        double before = page.locator(".order .steps").boundingBox().height;
        page.locator(".order .controls button").click();
        assertThat(page.locator(".order .mark .tick")).not().hasCount(0);
        assertEquals(before, page.locator(".order .steps").boundingBox().height);
    }

    /** Takes a step by its words to the place where another one stands, in small moves as a hand does. */
    private void drag(String step, int to) {
        Locator items = page.locator(".order .steps li");
        items.first().scrollIntoViewIfNeeded();
        BoundingBox words = items.filter(new Locator.FilterOptions().setHasText(step)).locator(".step").boundingBox();
        BoundingBox goal = items.nth(to).boundingBox();
        page.mouse().move(words.x + 20, words.y + words.height / 2);
        page.mouse().down();
        double beyond = to == 0 ? goal.y + 1 : goal.y + goal.height - 1;
        page.mouse().move(words.x + 25, beyond, new Mouse.MoveOptions().setSteps(8));
        page.mouse().up();
        assertEquals("", page.evaluate("getSelection().toString()"));
    }
}
