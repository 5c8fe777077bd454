package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import docs.site.page.Altitude;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What does not fit. At 1280 px no table loses a column, and no listing to type breaks a line. At 320 px only code,
 * tables and pictures may scroll (WCAG 2.2, 1.4.10), and what scrolls shows that it does: by a name, a Tab stop and an
 * edge that fades.
 */
class SiteWidthsTest extends OnRealPages {

    private static final String TABLES =
            """
            () => [...document.querySelectorAll("main .table")]
              .filter(frame => frame.checkVisibility() && frame.scrollWidth > frame.clientWidth)
              .map(frame => `${frame.scrollWidth} px in ${frame.clientWidth}: ${frame.querySelector("tr").textContent}`)""";

    private static final String LISTINGS = """
            () => [...document.querySelectorAll("main .listingblock:not(.cell) > pre:has([data-lang=java])")]
              .filter(pre => pre.checkVisibility() && !pre.closest("details, li, fieldset"))
              .flatMap(pre => {
                const lines = pre.textContent.trimEnd().split("\\n");
                const code = pre.querySelector("code");
                const rows = Math.round(code.getBoundingClientRect().height / parseFloat(getComputedStyle(pre).lineHeight));
                return rows > lines.length ? [lines.sort((a, b) => b.length - a.length)[0]] : [];
              })""";

    private static final String STICKING_OUT = """
            () => [...document.querySelectorAll("body *")]
              .filter(part => part.checkVisibility({ opacityProperty: true, visibilityProperty: true })
                && !part.closest("pre, .table, svg, .skip, .unseen, .search span"))
              .filter(part => {
                const { left, right, width } = part.getBoundingClientRect();
                return width > 0 && (right > document.documentElement.clientWidth + 0.5 || left < -0.5);
              })
              .map(part => part.outerHTML.slice(0, 120))""";

    private static final String WITHOUT_SIGN = """
            () => [...document.querySelectorAll("main *")]
              .filter(part => part.checkVisibility() && getComputedStyle(part).overflowX === "auto"
                && part.scrollWidth > part.clientWidth)
              .filter(part => part.tabIndex !== 0 || !part.role || !part.ariaLabel
                || !getComputedStyle(part).backgroundAttachment.startsWith("local"))
              .map(part => part.outerHTML.slice(0, 120))""";

    /** A line that is broken goes on further right, so it does not look like two. */
    private static final String NOT_INDENTED =
            """
            () => [...document.querySelectorAll("main pre")]
              .filter(pre => pre.checkVisibility() && !getComputedStyle(pre).textIndent.includes("hanging"))
              .map(pre => pre.outerHTML.slice(0, 120))""";

    private static final String FRAMES_SHOWN =
            "() => new Promise(shown => requestAnimationFrame(() => requestAnimationFrame(shown)))";

    @Test
    void loseNothing() {
        try (Visit visit = browser.visit(OUT.toUri().toString())) {
            for (String name : report.pages()) {
                look(visit, name);
            }
        }
    }

    private static void look(Visit visit, String name) {
        Page page = visit.open(name);
        page.evaluate("document.querySelectorAll('main details').forEach(fold => fold.open = true)");
        List<String> found = new ArrayList<>();
        View.WIDE_LIGHT.show(page);
        inEachAltitude(page, () -> {
            note(found, "a table loses columns at 1280 px", page.evaluate(TABLES));
            note(found, "a listing breaks a line at 1280 px", page.evaluate(LISTINGS));
            note(found, "a broken line would not be indented", page.evaluate(NOT_INDENTED));
        });
        View.NARROW_LIGHT.show(page);
        inEachAltitude(page, () -> {
            note(found, "wider than 320 px", page.evaluate(STICKING_OUT));
            // scripts name what scrolls when the browser has laid out the page
            page.evaluate(FRAMES_SHOWN);
            note(found, "scrolls at 320 px, and does not show it", page.evaluate(WITHOUT_SIGN));
        });
        assertEquals("", String.join("\n", found), name);
        visit.assertNothingWentWrong();
    }

    /** A page has dozens of frames that may scroll. All are measured, and then named: that changes its style once. */
    @Test
    void measureAllFramesBeforeOneIsNamed() {
        try (Visit visit = browser.visit(OUT.toUri().toString())) {
            Page page = visit.open("lab08.html");
            CDPSession devTools = page.context().newCDPSession(page);
            devTools.send("Performance.enable");
            page.evaluate(FRAMES_SHOWN);
            int before = styles(devTools);
            page.setViewportSize(360, 800);
            page.evaluate(FRAMES_SHOWN);
            int named = page.locator("main :is(pre, .table)[tabindex='0']").count();
            int styles = styles(devTools) - before;
            assertTrue(named > 20 && styles < named, named + " frames got a name, and the style was computed " + styles
                    + " times");
        }
    }

    /** How often the browser has computed the style of this page. */
    private static int styles(CDPSession devTools) {
        for (JsonElement metric : devTools.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            if (metric.getAsJsonObject().get("name").getAsString().equals("RecalcStyleCount")) {
                return metric.getAsJsonObject().get("value").getAsInt();
            }
        }
        throw new AssertionError("the browser does not count styles");
    }

    private static void inEachAltitude(Page page, Runnable look) {
        boolean differ = page.locator("[data-altitude]:not(html)").count() > 0;
        for (String altitude : differ ? Altitude.words() : List.of("junior")) {
            page.evaluate("altitude => document.documentElement.dataset.altitude = altitude", altitude);
            look.run();
        }
    }

    private static void note(List<String> found, String what, Object parts) {
        ((List<?>) parts).forEach(part -> found.add(what + ": " + part));
    }
}
