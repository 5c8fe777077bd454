package docs.site.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The blocks by keyboard alone, opened as a file and from a server. */
@ParameterizedClass
@MethodSource("docs.site.tests.SitePlace#usual")
class SiteKeyboardTest extends OnBlocksPage {

    @Test
    void predictShowsItsOutputAfterAnAnswer() {
        Locator predict = page.locator(".predict").first();
        assertThat(predict.locator("details")).isHidden();
        visit.tabTo(".predict input");
        visit.press("Enter");
        assertThat(predict.locator(".verdict")).hasText("First say what you expect.");
        assertThat(predict.locator("details")).isHidden();
        visit.press("t");
        visit.press("Enter");
        assertThat(predict.locator(".verdict")).hasText("You said: t");
        assertThat(predict.locator("details pre")).isVisible();
        assertThat(predict.locator("summary")).isFocused();
    }

    @Test
    void predictTakesAChoice() {
        visit.tabTo(".predict .options input");
        visit.press("ArrowDown");
        visit.press("Enter");
        Locator predict = page.locator(".predict").nth(1);
        assertThat(predict.locator(".verdict")).hasText("✗ Not this time. You said: 22");
        assertThat(predict.locator(".options li").first()).containsText("✓ right");
        assertThat(predict.locator(".options li").last()).containsText("✗ yours");
        assertThat(predict.locator("legend .label")).hasText("Predict ✗ not yet");
        assertThat(predict.locator("details pre")).isVisible();
    }

    @Test
    void quizTellsWhyTheChosenOneIsRightOrWrong() {
        Locator verdict = page.locator(".quiz .verdict").first();
        visit.tabTo(".quiz .controls button");
        visit.press("Enter");
        assertThat(verdict).hasText("Choose first.");
        visit.tabFromTopTo(".quiz .options input");
        visit.press("Space");
        visit.tabTo(".quiz .controls button");
        visit.press("Enter");
        assertThat(verdict).hasText("✓ Right. It is.");
        visit.tabFromTopTo(".quiz .options input");
        visit.press("ArrowDown");
        assertThat(verdict).hasText("");
        visit.tabTo(".quiz .controls button");
        visit.press("Enter");
        assertThat(verdict).hasText("✗ No. It is not.");
    }

    @Test
    void quizTakesSeveralWhereSeveralAreRight() {
        Locator verdict = page.locator(".quiz .verdict").nth(1);
        visit.tabTo(".quiz [type=checkbox]");
        visit.press("Space");
        visit.tabTo(".quiz:has([type=checkbox]) .controls button");
        visit.press("Enter");
        assertThat(verdict).hasText("✓ Right. It is one.There is another right one.");
        visit.tabFromTopTo(".quiz li:nth-child(3) [type=checkbox]");
        visit.press("Space");
        visit.tabTo(".quiz:has([type=checkbox]) .controls button");
        visit.press("Enter");
        assertThat(verdict).hasText("✓ Right. It is one.✓ Right. It is, too.");
    }

    @Test
    void orderIsSortedByButtonsAndArrows() {
        Locator verdict = page.locator(".order .verdict");
        for (int to = 0; to < BlocksPage.STEPS.size(); to++) {
            String step = BlocksPage.STEPS.get(to);
            Locator up = visit.tabFromTopTo(".order [aria-label='Up: " + step + "']");
            for (int at = steps().indexOf(step); at > to; at--) {
                visit.press(to == 0 ? "Enter" : "ArrowUp");
                assertThat(verdict).hasText("Now " + at + " of 3: " + step);
                assertThat(up).isFocused();
            }
        }
        assertEquals(BlocksPage.STEPS, steps());
        check();
        assertThat(verdict).hasText("✓ Right: all 3 steps are in order.");
        visit.tabFromTopTo(".order .moves button");
        visit.press("ArrowUp");
        assertThat(verdict).hasText("Already first: bind");
        visit.press("ArrowDown");
        check();
        assertThat(verdict).hasText("Not yet: 0 of 3 steps in place. No two steps follow each other.");
    }

    private void check() {
        visit.tabTo(".order .controls button");
        visit.press("Enter");
    }

    private List<String> steps() {
        return page.locator(".order .step").allTextContents();
    }

    @Test
    void recallKeepsWhatWasWritten() {
        visit.tabTo(".recall textarea");
        visit.press("t");
        visit.tabTo(".recall summary");
        visit.press("Enter");
        assertThat(page.locator(".recall details p")).isVisible();
        page.reload();
        assertThat(page.locator(".recall textarea")).hasValue("t");
        assertThat(page.locator(".recall details p")).isHidden();
    }

    @Test
    void altitudeIsChosenForTheWholeSite() {
        visit.press("t");
        assertThat(page.locator(".status")).hasText("Altitude: middle");
        visit.press("t");
        assertThat(page.getByText("Text for seniors.")).isVisible();
        visit.press("t");
        assertThat(page.getByText("Text for seniors.")).isHidden();
        visit.open("other.html");
        assertThat(page.locator(".altitudes summary b")).hasText("zero");
        assertThat(page.getByText("Text for zero.")).isVisible();
        visit.tabTo(".altitudes summary");
        visit.press("Enter");
        visit.tabTo("[data-choice=altitude] [value=senior]");
        visit.press("Enter");
        assertThat(page.locator(".altitudes summary")).isFocused();
        assertThat(page.locator(".altitudes .choice")).isHidden();
        assertThat(page.getByText("Text for seniors.")).isVisible();
        assertThat(page.getByText("Text for zero.")).isHidden();
    }

    @Test
    void coloursAreChosenForTheWholeSite() {
        visit.tabTo(".menu summary");
        visit.press("Enter");
        visit.tabTo("[data-choice=theme] [value=dark]");
        visit.press("Space");
        String dark = Colours.paper(page);
        visit.open("other.html");
        assertEquals(dark, Colours.paper(page));
        visit.tabTo(".menu summary");
        visit.press("Enter");
        visit.tabTo("[data-choice=theme] [value=light]");
        visit.press("Enter");
        Colours.assertLighter(page, dark);
    }

    @Test
    void codeIsCopied() {
        visit.mayCopy();
        visit.tabTo(".listingblock:has-text('copied') .copy");
        visit.press("Enter");
        assertThat(page.locator(".status")).hasText("copied");
        assertEquals("IO.println(\"copied\");", page.evaluate("navigator.clipboard.readText()"));
        visit.press("ArrowDown");
        assertThat(page.locator(".transcript .copy").first()).isFocused();
        visit.press("Enter");
        page.waitForCondition(
                () -> page.evaluate("navigator.clipboard.readText()").equals("GET / HTTP/1.1\\r\\n\\r\\n"));
        visit.press("ArrowUp");
        assertThat(page.locator(".listingblock:has-text('copied') .copy")).isFocused();
    }

    @Test
    void foldsOpenAndClose() {
        visit.tabTo("main details:not(fieldset *, .aloud *) > summary");
        visit.press("Enter");
        assertThat(page.getByText("Folded text.")).isVisible();
        visit.press("Space");
        assertThat(page.getByText("Folded text.")).isHidden();
    }

    @Test
    void dialogListsTheKeysAndTurnsThemOff() {
        visit.tabTo(".menu summary");
        visit.press("Enter");
        visit.tabTo("button.keys");
        visit.press("Enter");
        Locator dialog = page.locator("dialog.keys");
        assertThat(dialog).isVisible();
        visit.tabTo("dialog input");
        visit.press("Space");
        visit.press("Escape");
        assertThat(dialog).isHidden();
        assertThat(page.locator("button.keys")).isFocused();
        visit.press("t");
        visit.press("?");
        assertThat(dialog).isHidden();
        page.reload();
        visit.press("t");
        assertThat(page.locator("[data-choice=altitude] [aria-pressed=true]")).containsText("junior");
        visit.tabTo(".menu summary");
        visit.press("Enter");
        visit.tabTo("button.keys");
        visit.press("Enter");
        visit.tabTo("dialog input");
        visit.press("Space");
        visit.tabTo("dialog button");
        visit.press("Enter");
        assertThat(dialog).isHidden();
        visit.press("?");
        assertThat(dialog).isVisible();
    }

    @Test
    void lettersLeadToTheNeighbours() {
        String title = page.title();
        String before = page.locator("a[rel=prev]").getAttribute("href");
        visit.press("k");
        page.waitForURL(place.address() + before);
        visit.press("j");
        assertThat(page).hasTitle(title);
    }

    @Test
    void firstTabStopSkipsToTheText() {
        visit.press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        visit.press("Enter");
        assertThat(page.locator("main")).isFocused();
    }
}
