package docs.site.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.Media;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** One altitude is shown; the page asks for it once, and opens passages of others where links lead into them. */
@ParameterizedClass
@MethodSource("docs.site.tests.SitePlace#usual")
class SiteAltitudeTest extends OnBlocksPage {

    private Locator fold() {
        return page.locator("details.other-altitude");
    }

    private Locator current() {
        return page.locator(".altitudes summary b");
    }

    @Test
    void juniorIsShownUntilAReaderChooses() {
        assertThat(current()).hasText("junior");
        assertThat(page.getByText("Text for juniors")).isVisible();
        assertThat(page.getByText("Text for zero.")).isHidden();
        assertThat(page.getByText("Deep text.")).isHidden();
        assertThat(page.locator("main .altitude-mark").first()).isHidden();
    }

    @Test
    void whatWasRememberedAsAllIsJunior() {
        page.evaluate("localStorage.setItem('inside-the-server.altitude', 'all')");
        page.reload();
        assertThat(current()).hasText("junior");
        assertThat(page.getByText("Text for zero.")).isHidden();
        assertThat(page.locator(".asking")).isVisible();
    }

    @Test
    void thePageAsksUntilAnAnswerIsGiven() {
        Locator asking = page.locator(".asking");
        assertEquals(List.of("I have never built a server", "I write Java", "I run services", "I am on call for them"),
                asking.locator("button").allTextContents());
        page.reload();
        assertThat(asking).isVisible();
        visit.tabTo(".asking button");
        visit.press("ArrowRight");
        visit.press("ArrowRight");
        visit.press("ArrowRight");
        visit.press("Enter");
        assertThat(asking).hasCount(0);
        assertThat(current()).hasText("senior");
        assertThat(page.locator("main [data-altitude=senior]").first()).isFocused();
        visit.open("other.html");
        assertThat(current()).hasText("senior");
        assertThat(asking).hasCount(0);
    }

    @Test
    void aLinkIntoAnotherAltitudeOpensItsPassageAsAFold() {
        page.locator("main a[href='#deep']").click();
        assertThat(fold().locator("summary")).hasText("For senior");
        assertThat(page.getByText("Deep text.")).isInViewport();
        assertThat(current()).hasText("junior");
        assertThat(page.getByText("Text for seniors.")).isHidden();
        fold().locator("summary").click();
        assertThat(page.getByText("Deep text.")).isHidden();
        page.locator("main a[href='#deep']").click();
        assertThat(page.getByText("Deep text.")).isInViewport();
        visit.press("t");
        assertThat(current()).hasText("middle");
        assertThat(fold()).hasCount(0);
        assertThat(page.getByText("Deep text.")).isHidden();
    }

    @Test
    void anAddressInAnotherAltitudeOpensItsPassageWithItsHeading() {
        String id = page.locator("[data-altitude=zero] h2").getAttribute("id");
        visit.open("other.html#" + id);
        assertThat(fold().locator("summary")).hasText("For zero: A part");
        assertThat(page.getByText("Text for zero.")).isInViewport();
        assertThat(current()).hasText("junior");
    }

    @Test
    void aLinkToTheWholeOfAnAltitudeChoosesIt() {
        visit.open("pictures.html#zero");
        assertThat(current()).hasText("zero");
        assertThat(page.getByText("All that is for zero.")).isInViewport();
        assertThat(fold()).hasCount(0);
    }

    @Test
    void paperShowsTheChosenAltitudeAloneAndTheAnswersLast() {
        page.locator("main a[href='#deep']").click();
        page.emulateMedia(new EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.getByText("Text for juniors")).isVisible();
        assertThat(page.getByText("Text for zero.")).isHidden();
        assertThat(page.getByText("Deep text.")).isHidden();
        assertThat(page.locator("main > .answers:last-child h3")).hasText(
                new String[] {"1 · Predict", "2 · Predict", "3 · Quiz", "4 · Quiz", "5 · Put in order", "6 · Recall",
                        "7 · Drill", "Answer aloud"});
        assertThat(page.locator(".answers")).containsText("Because.");
        assertThat(page.locator(".answers li:has-text('It has no peer.')")).isVisible();
        for (Locator fold : page.locator(".recall details, .cards details, .aloud details").all()) {
            assertThat(fold).isHidden();
        }
        page.emulateMedia(new EmulateMediaOptions().setMedia(Media.SCREEN));
        assertThat(page.locator(".answers")).hasCount(0);
    }

    @Test
    void theHeadIsOneRowThatStaysAndTellsTheMinutesLeft() {
        page.setViewportSize(360, 740);
        page.locator(".recall").scrollIntoViewIfNeeded();
        assertThat(page.locator(".minutes")).hasText("1 min to read");
        assertEquals(0, page.locator(".top").boundingBox().y);
        assertTrue(page.locator(".top").boundingBox().height <= 56);
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
        assertThat(page.locator(".minutes")).hasText("");
    }

    @Test
    void theListOfContentsMarksTheSectionThatIsRead() {
        visit.open("other.html");
        assertThat(page.locator(".contents [aria-current]")).hasCount(0);
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
        assertThat(page.locator(".contents [aria-current=location]")).containsText("A part");
    }
}
