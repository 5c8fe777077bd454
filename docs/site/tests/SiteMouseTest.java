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

/** The blocks by mouse alone, opened as a file and from a server. */
@ParameterizedClass
@MethodSource("docs.site.tests.SitePlace#usual")
class SiteMouseTest extends OnBlocksPage {

    @Test
    void predictShowsItsOutputAfterAnAnswer() {
        Locator predict = page.locator(".predict").nth(1);
        predict.locator(".controls button").click();
        assertThat(predict.locator(".verdict")).hasText("First say what you expect.");
        assertThat(predict.locator("details")).isHidden();
        predict.getByText("22").click();
        predict.locator(".controls button").click();
        assertThat(predict.locator(".verdict")).hasText("✗ Not this time. You said: 22");
        assertThat(predict.locator(".options li").first()).containsText("✓ right");
        assertThat(predict.locator(".options li").last()).containsText("✗ yours");
        assertThat(predict.locator("legend .label")).hasText("Predict ✗ not yet");
        assertThat(predict.locator("details pre")).isVisible();
    }

    @Test
    void quizTellsWhyTheChosenOneIsWrongOrRight() {
        Locator quiz = page.locator(".quiz").first();
        quiz.locator(".controls button").click();
        assertThat(quiz.locator(".verdict")).hasText("Choose first.");
        quiz.getByText("This.").click();
        quiz.locator(".controls button").click();
        assertThat(quiz.locator(".verdict")).hasText("✗ No. It is not.");
        quiz.getByText("That.").click();
        assertThat(quiz.locator(".verdict")).hasText("");
        quiz.locator(".controls button").click();
        assertThat(quiz.locator(".verdict")).hasText("✓ Right. It is.");
    }

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

    @Test
    void orderIsSortedByButtons() {
        String last = page.locator(".order .step").last().textContent();
        page.locator(".order [aria-label='Up: " + last + "']").click();
        assertThat(page.locator(".order .verdict")).hasText("Now 2 of 3: " + last);
        page.locator(".order [aria-label='Down: " + last + "']").click();
        assertThat(page.locator(".order .step").last()).hasText(last);
    }

    @Test
    void recallUnfoldsAnAnswer() {
        page.locator(".recall summary").click();
        assertThat(page.getByText("Because.")).isVisible();
        page.locator(".recall summary").click();
        assertThat(page.getByText("Because.")).isHidden();
    }

    @Test
    void altitudeIsChosenForTheWholeSite() {
        page.locator(".altitudes summary").click();
        page.locator("[data-choice=altitude] [value=senior]").click();
        assertThat(page.locator(".altitudes .choice")).isHidden();
        assertThat(page.getByText("Text for seniors.")).isVisible();
        visit.open("other.html");
        assertThat(page.getByText("Text for seniors.")).isVisible();
        assertThat(page.getByText("Text for zero.")).isHidden();
    }

    @Test
    void coloursAreChosenForTheWholeSite() {
        page.locator(".menu summary").click();
        page.locator("[data-choice=theme] [value=dark]").click();
        String dark = Colours.paper(page);
        visit.open("other.html");
        assertEquals(dark, Colours.paper(page));
        page.locator(".menu summary").click();
        page.locator("[data-choice=theme] [value=light]").click();
        Colours.assertLighter(page, dark);
    }

    @Test
    void codeAndBytesAreCopied() {
        visit.mayCopy();
        page.locator(".listingblock:has-text('copied') .copy").click();
        assertThat(page.locator(".status")).hasText("copied");
        assertEquals("IO.println(\"copied\");", page.evaluate("navigator.clipboard.readText()"));
        page.evaluate("navigator.clipboard.writeText('')");
        page.locator(".transcript .copy").click();
        page.waitForCondition(() -> !"".equals(page.evaluate("navigator.clipboard.readText()")));
        assertEquals("GET / HTTP/1.1\\r\\n\\r\\n", page.evaluate("navigator.clipboard.readText()"));
    }

    @Test
    void foldsOpenAndClose() {
        page.getByText("More of it").click();
        assertThat(page.getByText("Folded text.")).isVisible();
        page.getByText("More of it").click();
        assertThat(page.getByText("Folded text.")).isHidden();
    }

    @Test
    void dialogListsTheKeysAndTurnsThemOff() {
        page.locator(".menu summary").click();
        page.locator("button.keys").click();
        page.getByText("single keys work").click();
        page.locator("dialog.keys button").click();
        assertThat(page.locator("dialog.keys")).isHidden();
        visit.press("?");
        assertThat(page.locator("dialog.keys")).isHidden();
        page.locator("button.keys").click();
        page.getByText("single keys work").click();
        page.locator("dialog.keys button").click();
        visit.press("?");
        assertThat(page.locator("dialog.keys")).isVisible();
    }
}
