package docs.site.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import grader.testrunner.Remembered;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Search, the menu, and what the site remembers of its reader, opened as a file and from a server. */
@Remembered(reads = {Remembered.THEME, Remembered.PICTURES, Remembered.LAB01, Remembered.CHECKS01, "docs/authors.adoc"},
        browser = true)
@ParameterizedClass
@EnumSource(SitePlace.Kind.class)
class SiteFindingTest extends OnBlocksPage {

    @Test
    void searchOpensInThreeWays() {
        Locator finder = page.locator("dialog.finder");
        for (String key : new String[] {"/", "Control+k"}) {
            visit.press(key);
            assertThat(finder).isVisible();
            assertThat(finder.locator("input")).isFocused();
            visit.press("Escape");
            assertThat(finder).isHidden();
        }
        page.locator("button.search").click();
        assertThat(finder.locator("input")).isFocused();
        finder.locator("button").click();
        assertThat(finder).isHidden();
    }

    @Test
    void searchLeadsToWhatItFinds() {
        visit.press("/");
        page.keyboard().type("senior part");
        Locator found = page.locator("dialog.finder .found a");
        assertThat(found.first()).containsText("A part senior");
        int results = found.count();
        assertThat(page.locator("#search-count")).hasText(results + " results");
        visit.press("ArrowDown");
        assertThat(found.first()).isFocused();
        visit.press("ArrowUp");
        visit.press("Enter");
        assertThat(page.locator("dialog.finder")).isHidden();
        assertThat(page).hasURL(Pattern.compile(".*/(page|other)\\.html#.*senior.*"));
        assertThat(page.getByText("Text for seniors.")).isVisible();
    }

    @Test
    void searchSaysThatNothingIsFound() {
        page.locator("button.search").click();
        page.keyboard().type("xyzzy");
        assertThat(page.locator("#search-count")).containsText("Nothing found for “xyzzy”.");
        assertThat(page.locator("dialog.finder .found")).isHidden();
    }

    @Test
    void menuLeadsToEveryPage() {
        Locator nav = page.locator(".menu nav");
        visit.tabTo(".menu summary");
        visit.press("Enter");
        assertThat(nav).isVisible();
        visit.press("Escape");
        assertThat(nav).isHidden();
        assertThat(page.locator(".menu summary")).isFocused();
        page.locator(".menu summary").click();
        page.mouse().click(1200, 700);      // beside it
        assertThat(nav).isHidden();
        page.locator(".menu summary").click();
        nav.locator("a[href='other.html']").click();
        assertThat(page.locator("h1")).hasText("Other");
        assertThat(page.locator(".menu a[aria-current=page]")).hasText("Other");
    }

    @Test
    void answersAreRemembered() {
        Locator label = page.locator(".quiz legend .label").first();
        page.locator(".quiz .options label").first().click();
        page.locator(".quiz .controls button").first().click();
        assertThat(label).containsText("✓ answered");
        assertThat(page.locator(".finish p")).hasText("1 of 6 exercises answered.");
        page.reload();
        assertThat(label).containsText("✓ answered");
        visit.open("other.html");
        assertThat(page.locator(".finish p")).hasText("0 of 6 exercises answered.");
    }

    @Test
    void donePagesAreMarkedUntilForgotten() {
        visit.tabTo(".finish button");
        visit.press("Enter");
        visit.open("other.html");
        Locator done = page.locator(".menu a[href='page.html'] .sign");
        assertThat(done).hasText(" ✓done");
        page.locator(".menu summary").click();
        assertThat(page.locator(".menu .far")).containsText("1 of 2 pages done.");
        page.locator(".menu .far button").click();
        page.getByText("Forget…").click();
        page.getByText("Forget it now").click();
        assertThat(page.locator("dialog.kept .told")).hasText("Forgotten.");
        assertThat(done).hasCount(0);
    }
}
