package docs.site.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Search, the menu, and what the site remembers of its reader, opened as a file and from a server. */
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
        page.locator(".quiz .options label:has-text('This.')").click();
        page.locator(".quiz .controls button").first().click();
        assertThat(label).hasText("Quiz ✗ not yet");
        Locator count = page.locator(".finish p").first();
        assertThat(count).hasText("0 of 7 exercises right.");
        page.reload();
        assertThat(label).hasText("Quiz ✗ not yet");
        assertThat(page.locator(".finish .again a")).hasText("Which?");
        page.locator(".quiz .options label:has-text('That.')").click();
        page.locator(".quiz .controls button").first().click();
        assertThat(label).hasText("Quiz ✓ right");
        assertThat(count).hasText("1 of 7 exercises right.");
        assertThat(page.locator(".finish .again a")).hasCount(0);
        visit.open("other.html");
        assertThat(count).hasText("0 of 7 exercises right.");
    }

    @Test
    void whatIsToBeRevisitedIsLinkedFromTheEndAndTheIndex() {
        page.locator(".recall summary").click();
        page.locator(".recall .rating button[value=half]").click();
        assertThat(page.locator(".recall .rating [aria-pressed=true]")).hasText("half");
        assertThat(page.locator(".recall legend .label")).hasText("Recall ◐ half");
        assertThat(page.locator(".finish .again a")).hasText("Why?");
        visit.open("index.html");
        assertThat(page.locator(".continue").last()).hasText("Exercises to revisit: Page (1)");
        page.locator(".continue a").last().click();
        assertThat(page.locator(".recall:target legend")).isInViewport();
        page.locator(".recall summary").click();
        page.locator(".recall .rating button[value=right]").click();
        assertThat(page.locator(".finish .again a")).hasCount(0);
        visit.open("index.html");
        assertThat(page.locator("main")).not().containsText("Exercises to revisit");
    }

    /** A record from before results were kept, with an exercise that the page does not have any more. */
    @Test
    void oldRecordsAreRead() {
        String quiz = page.locator(".quiz").first().getAttribute("data-exercise");
        page.evaluate("name => localStorage.setItem('inside-the-server.progress.1', JSON.stringify({"
                + "course: 'inside-the-server', version: 1, done: { other: '2026-01-02' }, words: {}, left: null,"
                + "answered: { page: [name, 'quiz-gone'], other: [name] } }))", quiz);
        page.reload();
        assertThat(page.locator(".quiz legend .label").first()).hasText("Quiz ✓ answered");
        assertThat(page.locator(".finish p").first()).hasText("0 of 7 exercises right, 1 answered.");
        visit.open("other.html");
        assertThat(page.locator(".quiz legend .label").first()).hasText("Quiz ✓ answered");
        assertThat(page.locator(".finish .marked")).containsText("Done on 2026-01-02.");
    }

    @Test
    void donePagesAreMarkedUntilForgotten() {
        visit.tabTo(".finish button");
        assertThat(page.locator(".finish button")).hasText("I can explain this page: mark it as done");
        visit.press("Enter");
        assertThat(page.locator(".finish .marked")).containsText("The menu shows it.");
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
