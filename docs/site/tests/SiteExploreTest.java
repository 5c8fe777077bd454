package docs.site.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import grader.core.files.Gzip;
import docs.site.shell.Theme;
import grader.core.course.Course;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/**
 * The explorables: their models are right, each is on a page, and readers move them with a mouse, by keys, or calmly.
 */
class SiteExploreTest extends OnRealPages {

    private static final int MOST_BYTES = 20 << 10;
    private static final Path MODULES = Course.here().root().resolve("docs/site/explore");
    private static final Path RECORDED = Course.here().pages().resolve("explore");

    @Test
    void modelsAreRight() throws IOException {
        Map<String, String> recorded = new HashMap<>();
        for (Path file : files(RECORDED, "")) {
            recorded.put(file.getFileName().toString(), Files.readString(file));
        }
        try (Visit visit = browser.visit(OUT.toUri().toString())) {
            Page page = visit.open("keyboard.html");
            page.evaluate("names => bring('explore').then(() => Promise.all(names.map(bring)))",
                    files(OUT, "explore-").stream()
                            .map(file -> file.getFileName().toString().replace(".js", ""))
                            .toList());
            page.evaluate(Theme.classic(MODULES.resolve("still.js")));
            Object problems = page.evaluate(
                    Files.readString(Course.here().root().resolve("docs/site/tests/explore.js")), recorded);
            assertEquals(List.of(), problems);
            for (Object name : (List<?>) page.evaluate("Object.keys(explore.recorded)")) {
                Recordings.check(name + ".html", (String) page.evaluate("name => explore.stillOf(name)", name));
            }
        }
    }

    /** Scripts come packed: a page with its models weighs little more than without. */
    @Test
    void pagesStayLight() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String name : report.pages()) {
            List<String> models =
                    Jsoup.parse(Files.readString(OUT.resolve(name))).select(".explored").eachAttr("data-model");
            shown.addAll(models);
            int bytes = models.isEmpty() ? 0 : packed("explore.js");
            for (String model : models) {
                bytes += packed("explore-" + model + ".js");
            }
            assertTrue(bytes < MOST_BYTES, name + " loads " + bytes + " bytes for " + models);
        }
        assertEquals(files(OUT, "explore-").size(), shown.size(), "each model is on a page: " + shown);
    }

    @Test
    void drillsLeadToModels() throws IOException {
        int found = 0;
        for (Path faults : files(Course.here().root().resolve("docs/drills/faults"), "")) {
            for (String place : Files.readAllLines(faults)) {
                if (place.startsWith("  model: ")) {
                    String[] parts = place.substring("  model: ".length()).split("#");
                    String page = Files.readString(OUT.resolve(parts[0] + ".html"));
                    assertFalse(Jsoup.parse(page).select("div:has(> #" + parts[1] + ") .explored").isEmpty(), place);
                    found++;
                }
            }
        }
        assertTrue(found > 0);
    }

    @Test
    void handlesMoveThePicture() {
        try (Visit visit = browser.visit(OUT.toUri().toString())) {
            Page page = visit.open("seven-stops.html#load");
            Locator block = page.locator(".explored[data-model=utilization]");
            assertThat(block.locator("canvas")).isVisible();
            block.scrollIntoViewIfNeeded();
            assertMoves(block, true);
            block.locator("button:text-is('Pause')").click();
            assertMoves(block, false);
            byte[] before = block.locator("canvas").screenshot();
            visit.tabTo(".explored[data-model=utilization] input");
            visit.press("Home");
            assertThat(block.locator(".state")).containsText("busy 10% of the time");
            assertThat(block.locator("[role=status]")).containsText("busy 10% of the time");
            assertFalse(Arrays.equals(before, block.locator("canvas").screenshot()));
            block.locator("button:text-is('constant')").click();
            assertThat(block.locator("button:text-is('constant')")).hasAttribute("aria-pressed", "true");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(block.locator("canvas")).isHidden();
            assertThat(block.locator("figure > svg")).isVisible();
            visit.assertNothingWentWrong();
        }
    }

    @Test
    void nothingMovesForThoseWhoWantItSo() {
        try (Visit visit = browser.visit(OUT.toUri().toString())) {
            visit.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            Page page = visit.open("seven-stops.html#load");
            Locator block = page.locator(".explored[data-model=utilization]");
            block.scrollIntoViewIfNeeded();
            assertThat(block.locator("canvas")).isVisible();
            assertMoves(block, false);
            assertThat(block.locator("button:text-is('Pause')")).isHidden();
            block.locator("input").first().press("End");
            assertThat(block.locator(".state")).containsText("busy 98% of the time");
            byte[] once = block.locator("canvas").screenshot();
            block.locator("input").first().press("Home");
            block.locator("input").first().press("End");
            assertArrayEquals(once, block.locator("canvas").screenshot(), "the same inputs give the same picture");
            visit.assertNothingWentWrong();
        }
    }

    @Test
    void recordingsGoOnMomentByMoment() {
        try (Visit visit = browser.visit(OUT.toUri().toString())) {
            Page page = visit.open("lab01.html#read-head");
            Locator block = page.locator(".explored[data-model=recorded-wire]");
            block.scrollIntoViewIfNeeded();
            assertThat(block.locator(".state")).containsText("Event 9 of 9");
            visit.tabTo(".explored[data-model=recorded-wire] input");
            visit.press("Home");
            assertThat(block.locator(".state")).containsText("Event 1 of 9, after 0.00 ms: The client connects.");
            assertThat(block.locator(".wire-event").last()).isHidden();
            block.locator("button:text-is('Next')").click();
            assertThat(block.locator("[role=status]")).containsText("Event 2 of 9");
            block.locator("button:text-is('Play')").click();
            assertThat(block.locator(".state")).containsText("Event 9 of 9");
            assertThat(block.locator("button.play")).hasText("Play");
            visit.press("Home");
            page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            assertThat(block.locator("button.play")).isHidden();
            page = visit.open("lab02.html#overload");
            block = page.locator(".explored[data-model=recorded-queues]");
            block.scrollIntoViewIfNeeded();
            assertThat(block.locator(".queues-one").nth(1)).containsText("4 of 4");
            visit.tabTo(".explored[data-model=recorded-queues] input");
            visit.press("Home");
            assertThat(block.locator(".queues-one").nth(1)).containsText("0 of 4");
            page = visit.open("lab05.html#access-log");
            block = page.locator(".explored[data-model=recorded-xray]");
            block.scrollIntoViewIfNeeded();
            assertThat(block.locator("tr.most")).containsText("accept");
            assertThat(block.locator(".state")).containsText("is over.");
            visit.assertNothingWentWrong();
        }
    }

    private static void assertMoves(Locator block, boolean moves) {
        Object differs = block.locator("canvas").evaluate("""
                async canvas => {
                  const frames = count => new Promise(done => {
                    const next = () => count-- ? requestAnimationFrame(next) : done(canvas.toDataURL());
                    next();
                  });
                  const first = await frames(2);
                  return first !== await frames(20);
                }""");
        assertEquals(moves, differs);
    }

    private static int packed(String name) throws IOException {
        return Gzip.packed(Files.readString(OUT.resolve(name)).getBytes(StandardCharsets.UTF_8)).length;
    }

    private static List<Path> files(Path folder, String beginning) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(beginning)
                    && file.toString().matches(".*\\.(js|svg|csv|json|yaml)")).sorted().toList();
        }
    }
}
