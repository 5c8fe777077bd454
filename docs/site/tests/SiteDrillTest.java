package docs.site.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The cards of a drill, by mouse and by keyboard. */
@ParameterizedClass
@MethodSource("docs.site.tests.SitePlace#usual")
class SiteDrillTest extends OnBlocksPage {

    private Locator drill() {
        return page.locator(".drill");
    }

    private void choose(String option) {
        drill().locator(".choices button").getByText(option).click();
    }

    private void go() {
        drill().locator("button:has-text('Next card'), button:has-text('See how it went')").click();
    }

    private void assertTally(String expected) {
        assertThat(drill().locator(".tally")).hasText(expected);
    }

    @Test
    void oneCardIsThereAtATime() {
        assertTally("Card 1 of 3");
        assertThat(drill().getByText("Connection refused, at once.")).isVisible();
        assertThat(drill().getByText("Large responses end in the middle.")).isHidden();
        assertThat(drill().locator("details").first()).isHidden();
        choose("accept");
        assertThat(drill().locator(".verdict")).hasText("✓ Right.accept. No socket listens there.");
        assertTally("Card 1 of 3 · 1 of 1 right");
        go();
        assertThat(drill().getByText("Connection refused, at once.")).isHidden();
        choose("drain");
        assertThat(drill().locator(".verdict")).containsText("✗ Not drain.parse. The parser rejects");
        assertTally("Card 2 of 3 · 1 of 2 right");
    }

    @Test
    void missedCardsAreListedAndComeAgain() {
        for (int card = 1; card <= 3; card++) {
            choose("drain");
            go();
        }
        assertTally("1 of 3 right.");
        assertThat(drill().locator(".verdict li")).hasText(
                new String[] {"Connection refused, at once. accept",
                        "Every request gets a 400, but only through the new proxy. parse"});
        assertThat(drill().locator("legend .label")).hasText("Drill ✗ not yet");
        drill().getByText("Try the missed ones again").click();
        assertTally("Card 1 of 2");
        choose("accept");
        go();
        choose("parse");
        go();
        assertThat(drill().locator("legend .label")).hasText("Drill ◐ half");
    }

    @Test
    void allCardsAreRightByKeyboard() {
        for (String option : new String[] {"accept", "parse", "drain"}) {
            visit.tabTo(".drill .choices button:has-text('" + option + "')");
            visit.press("Enter");
            assertThat(drill().locator(".controls button:focus")).hasCount(1);
            visit.press("Enter");
        }
        assertTally("3 of 3 right.");
        assertThat(drill().locator(".verdict")).hasText("✓ No card missed.");
        assertThat(drill().locator("legend .label")).hasText("Drill ✓ right");
    }
}
