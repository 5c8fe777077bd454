package docs.site.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The real pages read in other ways: by a link into their middle, on paper, without motion, without a script. */
class SiteReadingTest extends OnRealPages {

    /** What only a screen has. */
    private static final String CONTROLS = "button, .own, .grip, .contents, .skip";
    private static final String TEXT = "main :is(p, li, pre, td, .recording samp)"
            + ":not(.controls, .controls *, .own *, .player *, .finish *, .continue, .notebook, .altitude-mark, "
            + ".asking *, .run *, .numbers *, .solutions *, .tally)"
            + ":not([data-altitude]:not([data-altitude=junior]) *)"
            + ":not(fieldset > details *, .cards details *, .aloud details *)";

    /** Every fourth page, as each kind of block stands on many; with `verify --all` each of them. */
    private static List<String> pages() {
        List<String> all = report.pages();
        return Boolean.getBoolean("verify.all") ? all
                : all.stream().filter(page -> all.indexOf(page) % 4 == 0).toList();
    }

    /** Visits pages one after another; `look` does not see what went wrong before it. */
    private static void eachPage(String what, Browser.NewContextOptions options, Consumer<Visit> look) {
        try (Visit visit = browser.visit(OUT.toUri().toString(), options)) {
            for (String name : pages()) {
                visit.open(name);
                look.accept(visit);
                visit.assertNothingWentWrong();
            }
        }
    }

    private static Browser.NewContextOptions usual() {
        return new Browser.NewContextOptions();
    }

    /** Selectors and texts of what `expression`, over all elements that `selector` finds, says yes to. */
    private static Object those(Page page, String selector, String expression) {
        return page.locator(selector)
                .evaluateAll("elements => elements.filter(element => " + expression
                        + ").map(element => element.outerHTML.slice(0, 150))");
    }

    @Test
    void linksIntoThePagesAreShown() {
        eachPage("links", usual(), visit -> assertEquals(List.of(), visit.page().evaluate("""
                async () => {
                  const hidden = [];
                  const zero = document.querySelector("[data-choice=altitude] [value=zero]");
                  for (const target of document.querySelectorAll("main [id]:not(svg *)")) {
                    zero.click();
                    for (const fold of document.querySelectorAll("main details")) fold.open = false;
                    const there = new Promise(done => addEventListener("hashchange", done, { once: true }));
                    location.hash = target.id;
                    await there;
                    if (!target.checkVisibility()) hidden.push(location.href);
                  }
                  return hidden;
                }"""), visit.page().url()));
    }

    @Test
    void searchExplainsAWordFirst() {
        try (Visit visit = browser.visit(OUT.toUri().toString())) {
            Page page = visit.open("lab07.html");
            visit.press("/");
            page.keyboard().type("keep-alive");
            assertThat(page.locator("dialog.finder .found a").first())
                    .hasAttribute("href", Pattern.compile("glossary\\.html#keep-alive$"));
            visit.assertNothingWentWrong();
        }
    }

    @Test
    void headingsAndCodeAreLargeEnough() {
        eachPage("sizes", usual(), visit -> {
            String size = "parseFloat(getComputedStyle(element).fontSize) < ";
            assertEquals(List.of(), those(visit.page(), "main :is(h2, h3, h4)", size + 18), visit.page().url());
            assertEquals(List.of(), those(visit.page(), "main :is(pre, code, samp)", size + 14), visit.page().url());
        });
    }

    @Test
    void nothingMovesForThoseWhoDoNotWantIt() {
        eachPage("motion", usual().setReducedMotion(ReducedMotion.REDUCE), visit -> {
            visit.press("?");
            assertEquals(List.of(), those(visit.page(), "*", "element.getAnimations().length || "
                    + "getComputedStyle(element).transitionDuration.split(', ').some(time => time !== '0s') || "
                    + "getComputedStyle(element).animationName !== 'none'"), visit.page().url());
        });
    }

    @Test
    void paperShowsTheTextAndNoControls() {
        eachPage("paper", usual(), visit -> {
            Page page = visit.page();
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertEquals(List.of(), those(page, CONTROLS, "element.checkVisibility()"), page.url());
            assertEquals(List.of(), those(page, TEXT, "!element.checkVisibility()"), page.url());
            assertEquals(List.of(), those(page, ".solutions, fieldset > details, .cards details, .aloud details",
                    "element.checkVisibility()"), page.url());
            assertEquals(page.locator("main :is(fieldset, .aloud):has(details):visible").count(),
                    page.locator("main > .answers:last-child > .answer").count(), page.url());
            assertEquals(List.of(), those(page, "main > .part", "element.getBoundingClientRect().bottom > "
                    + "element.nextElementSibling.getBoundingClientRect().top"),
                    page.url() + ": the title is printed over it");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        });
    }

    @Test
    void textIsThereWithoutAScript() {
        eachPage("no script", usual().setJavaScriptEnabled(false), visit -> {
            Page page = visit.page();
            assertEquals(List.of(),
                    those(page, "main :is(p, li, pre, td):not(details *)", "!element.checkVisibility()"),
                    page.url());
            assertEquals(List.of(), those(page, "button, input", "element.checkVisibility()"), page.url());
            page.locator("main details summary").all().forEach(summary -> summary.click());
            assertEquals(List.of(), those(page, "main details :not(title, desc)", "!element.checkVisibility()"),
                    page.url());
        });
    }
}
