package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By keyboard, the first exercise or task of a page is not far from its top. */
class SiteTabStopsTest extends OnRealPages {

    private static final int MOST = 25;

    /** Exercises, and the sections of tasks, that the reader sees. */
    private static final String FIRST = """
            () => {
              const goals = [...document.querySelectorAll("main :is(fieldset, [class*='task--'])")];
              window.goal = goals.find(goal => goal.checkVisibility());
              return Boolean(window.goal);
            }""";
    /** What a cell needs, and the command that runs it, are counted with the cell. */
    private static final String OF_A_CELL = "() => Boolean(document.activeElement.closest('.facts, .run'))";
    private static final String REACHED = """
            () => {
              const after = Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY;
              return Boolean(window.goal.compareDocumentPosition(document.activeElement) & after);
            }""";

    @Test
    void areFewBeforeTheFirstExercise() {
        try (Visit visit = browser.visit(OUT.toUri().toString())) {
            visit.open("index.html").evaluate("localStorage.setItem('inside-the-server.altitude', 'junior')");
            for (String name : report.pages()) {
                count(visit, name);
            }
        }
    }

    private static void count(Visit visit, String name) {
        Page page = visit.open(name);
        if (!(boolean) page.evaluate(FIRST)) {
            return;     // nothing to do on this page
        }
        List<Object> stops = new ArrayList<>();
        while (stops.size() <= MOST && !(boolean) page.evaluate(REACHED)) {
            visit.press("Tab");
            if (!(boolean) page.evaluate(OF_A_CELL)) {
                stops.add(page.evaluate("document.activeElement.outerHTML.slice(0, 60)"));
            }
        }
        assertTrue(stops.size() <= MOST, () -> name + ": more than " + MOST + " Tab stops:\n" + stops);
        visit.assertNothingWentWrong();
    }
}
