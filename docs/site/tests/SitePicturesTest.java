package docs.site.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures that readers move, by mouse and by keyboard, opened as a file and from a server. */
@ParameterizedClass
@EnumSource(SitePlace.Kind.class)
class SitePicturesTest extends OnBlocksPage {

    @Override
    String start() {
        return "pictures.html";
    }

    private Locator step() {
        return page.locator(".stepped").first().locator(".telling [aria-live] .label");
    }

    private Locator slider() {
        return page.locator(".stepped .scrubber input").first();
    }

    @Test
    void beforeTheFirstStepIsTheMostTellingPicture() {
        Locator steps = page.locator(".stepped").nth(1);
        Locator told = steps.locator(".telling [aria-live]");
        String still = steps.locator("svg").first().getAttribute("data-still");
        int count = steps.locator("ol > li").count();
        assertThat(told).containsText(count + " steps");
        assertThat(told).containsText("The picture shows step " + still + ".");
        steps.getByText("Next", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(told).containsText("Step 1 of " + count);
        assertThat(told).containsText(steps.locator("ol > li").first().textContent());
        steps.getByText("Previous", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(told).containsText("The picture shows step " + still + ".");
    }

    @Test
    void posterPlaysFromTheFirstStep() {
        Locator poster = page.locator(".stepped").nth(1).locator(".poster");
        poster.click();
        assertThat(poster).hasCount(0);
        assertThat(page.locator(".stepped").nth(1).locator(".telling [aria-live] .label")).containsText("Step 1 of ");
        assertThat(page.locator(".stepped .play").nth(1)).hasText("Pause");
    }

    @Test
    void stepsGoByTheSlider() {
        visit.tabTo(".stepped .scrubber input");
        visit.press("Home");
        assertThat(step()).containsText(" steps");
        visit.press("ArrowRight");
        assertThat(step()).containsText("Step 1 of ");
        String words = step().textContent();
        assertThat(slider()).hasAttribute("aria-valuetext", words);
        slider().click();       // in its middle
        assertThat(step()).not().hasText(words);
    }

    private Object drawn(String picture) {
        return page.locator(picture).first().evaluate("picture => picture.innerHTML");
    }

    @Test
    void stepsGoByKeyboard() {
        Object before = drawn(".stepped svg");
        slider().fill("1");
        visit.tabTo(".stepped button:has-text('Next')");
        visit.press("Enter");
        assertThat(step()).containsText("Step 2 of ");
        visit.press("Space");
        assertThat(step()).containsText("Step 3 of ");
        assertNotEquals(before, drawn(".stepped svg"));
        Locator previous = visit.tabFromTopTo(".stepped button:has-text('Previous')");
        visit.press("Enter");
        assertThat(step()).containsText("Step 2 of ");
        visit.press("Enter");
        visit.press("Enter");
        assertThat(previous).hasAttribute("aria-disabled", "true");
        visit.tabTo(".stepped summary");
        visit.press("Enter");
        assertThat(page.locator(".stepped").first().locator("ol > li").first()).isVisible();
    }

    @Test
    void stepsPlayUntilTheyArePaused() {
        Locator play = page.locator(".stepped .play").first();
        play.click();
        assertThat(play).hasText("Pause");
        assertThat(step()).containsText("Step 1 of ");
        assertThat(step()).containsText("Step 2 of ");
        play.click();
        assertThat(play).hasText("Play");
    }
}
