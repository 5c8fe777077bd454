package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import docs.site.tests.Axe;
import docs.site.tests.InBrowser;
import docs.site.tests.SiteBrowser;
import docs.site.tests.Visit;
import docs.studio.deploy.ArenaPage;
import docs.studio.deploy.Attempt;
import docs.studio.deploy.Attempt.Outcome;
import docs.studio.deploy.Diagnosis;
import docs.studio.deploy.InstanceLife;
import docs.studio.deploy.Orders;
import docs.studio.deploy.Replay;
import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The page of the arena, with a replay that is written by hand. */
@Tag("nightly")
@InBrowser
@ResourceLock("the browser that shows the studio")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SAME_THREAD)
class ArenaBrowserTest {

    @TempDir
    Path folder;

    private static long at(long millis) {
        return 1 + millis * 1_000_000;
    }

    /** Instance `a` is replaced, and refuses a client 500 ms after SIGTERM; `b` serves all the time. */
    private static Replay replay() {
        InstanceLife old = new InstanceLife("a", at(0));
        old.isReady(at(0));
        old.isSignaled(at(2_000), false);
        old.isOut(at(4_000));
        old.isEnded(at(6_000));
        InstanceLife fresh = new InstanceLife("a", at(6_000));
        fresh.isReady(at(8_000));
        InstanceLife other = new InstanceLife("b", at(0));
        other.isReady(at(0));
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            attempts.add(new Attempt("GET /", false, other, 0, at(i * 100), at(i * 100 + 5), Outcome.GOOD, ""));
        }
        attempts.add(new Attempt("GET /<b>", false, old, 0, at(2_499), at(2_500), Outcome.REFUSED, "refused"));
        return Replay.of("engine thread, round 1 of 1, deploy", at(0), at(10_000), List.of(old, other, fresh), attempts,
                new Diagnosis(Duration.ofSeconds(1), Duration.ofSeconds(3)), List.of(),
                new Orders.Count(7, 0, List.of(), List.of(), 0));
    }

    @Test
    @DisplayName("the replay in lines of text")
    void lines() {
        List<String> lines = replay().lines();
        assertEquals("engine thread, round 1 of 1, deploy: 91 requests, 1 failed (1 refused); 10 s", lines.getFirst());
        assertEquals("  a |=============~~~!~~~~~~~~~-------------.............==============|", lines.get(1));
        assertEquals("  b |" + "=".repeat(66) + "|", lines.get(2));
    }

    @Test
    @DisplayName("keys move through the time; what has failed by then is said in words")
    void page(SiteBrowser browser) throws IOException {
        String written = ArenaPage.write(Course.here().root(), folder.resolve("arena.html"), List.of(replay()))
                .toUri()
                .toString();
        try (Visit visit = browser.visit(written)) {
            Page page = visit.open("");
            assertThat(page.locator(".arena-score")).containsText("91 requests, 1 failed. 7 checkouts");
            assertThat(page.locator(".arena-now")).containsText("10.0 s: 91 responses, 1 failed");
            assertThat(page.locator(".arena-failed")).containsText(
                    "GET /<b> at a: refused, 500 ms after SIGTERM, not ready: the listener was closed 1500 ms before");
            assertThat(page.locator(".arena-text")).containsText("not ready from 2.0 s to 4.0 s");
            visit.tabTo(".arena-time");
            visit.press("Home");
            assertThat(page.locator(".arena-now")).containsText("0.0 s: 0 responses, 0 failed");
            assertThat(page.locator(".arena-failed")).hasText("None.");
            visit.press("ArrowRight");
            assertThat(page.locator(".arena-time")).hasAttribute("aria-valuetext", "0.1 seconds");
            visit.tabTo("select");
            visit.tabTo(".arena-play");
            visit.press("Enter");
            assertThat(page.locator(".arena-play")).hasText("Pause");
            assertThat(page.locator(".arena-now")).containsText(Pattern.compile("[1-9]\\.\\d s: "));
            visit.press("Enter");
            assertThat(page.locator(".arena-play")).hasText("Play");
            assertEquals("", Axe.findings(page));
            visit.assertNothingWentWrong();
        }
    }
}
