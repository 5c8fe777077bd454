package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import docs.site.tests.Axe;
import docs.site.tests.SiteTree;
import docs.studio.drills.Solver;
import grader.core.course.Course;
import grader.proofs.testing.Wrapper;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A drill as a page. */
class DrillBrowserTest extends InStudio {

    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(Duration.ofMinutes(2).toMillis());

    private static Course course;

    @BeforeAll
    static void start() throws IOException {
        new SiteTree(root).page("page", SiteTree.good("Page", "[source,console]\n----\n$ ./jbang drill\n----\n"));
        serve(new Course(root));
        course = DrillTest.copy(root).course;
    }

    private Locator find(String name) {
        return page.locator(".drill-" + name);
    }

    @Test
    @DisplayName("by keyboard: begin, look, take a hint, name stop and cause, read what decides; then the next one")
    void drill() {
        enter("page.html");
        assertThat(page.locator("main a:text-is('The same as a page')")).hasAttribute("href", "drill");
        long seed = Solver.seed(course, "limit-of-fields", 1);
        page.navigate(address() + "drill?seed=" + seed);
        visit.tabTo(".drill-begin button");
        visit.press("Enter");
        assertThat(find("said")).containsText("Seed " + seed + ". The server has one hidden fault.", PATIENTLY);
        assertThat(page.locator(".signals figcaption:has-text('Traffic')")).containsText(
                Pattern.compile("[1-9]\\d* requests per second"),
                PATIENTLY);
        visit.tabTo(".drill-looks button:text-is('log')");
        visit.press("Enter");
        assertThat(find("list").locator("[open] pre")).containsText("431 x", PATIENTLY);
        visit.tabTo(".drill-command");
        visit.press("Enter");
        assertThat(find("list").locator("[open] pre")).containsText("200 OK", PATIENTLY);
        page.locator(".drill-looks button:text-is('clients')").click();
        assertThat(find("list").locator("[open] pre")).containsText(Pattern.compile("GET /json .*200 x"), PATIENTLY);
        assertEquals(3, find("list").locator("details").count());
        visit.tabTo(".drill-answer button:text-is('Hint')");
        visit.press("Enter");
        assertThat(find("hints")).containsText("the look that shows most is log.");
        assertEquals("", Axe.findings(page));

        visit.tabTo(".drill-stops input");
        visit.press("ArrowRight");
        if (page.locator("input[value=parse]:checked").count() == 0) {
            visit.press("ArrowRight");
        }
        visit.tabTo(".drill-causes input");
        visit.press("ArrowDown");
        visit.tabTo(".drill-answer button:text-is('That is it')");
        visit.press("Enter");
        assertThat(find("result")).containsText("✗ The stop is right, the cause is another one.", PATIENTLY);
        assertThat(find("answer").locator("pre:last-of-type")).containsText("✗ ");
        visit.press("Shift+Tab");
        visit.press("ArrowDown");
        visit.tabTo(".drill-answer button:text-is('That is it')");
        visit.press("Enter");
        assertThat(find("result")).containsText("✓ That is it.");
        Locator decision = find("decision");
        assertThat(decision).containsText("This fault comes again after 3 drills.", PATIENTLY);
        assertThat(decision).containsText("ParserState.java");
        assertThat(decision.locator("h2")).isFocused();
        assertThat(find("place")).containsText("Drills done: 1. Faults seen: 1 of 21.");
        assertEquals("", Axe.findings(page));

        ProcessHandle first = server();
        page.locator("button:text-is('Another drill')").click();
        assertThat(find("said")).not().containsText("Seed " + seed + ".");
        assertThat(find("said")).containsText(Pattern.compile("Seed \\d+\\. The server"), PATIENTLY);
        ProcessHandle second = server();
        Wrapper.await("the first has ended", () -> !first.isAlive());
        assertTrue(second.isAlive());
        page.navigate(address() + "page.html");
        Wrapper.await("the second has ended with its page", () -> !second.isAlive());
    }

    private ProcessHandle server() {
        return ProcessHandle.of(Long.parseLong(find("where").textContent().replaceAll(".*process: (\\d+)\\..*", "$1")))
                .orElseThrow();
    }
}
