package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import docs.site.page.Altitude;
import docs.site.page.Contents;
import grader.core.course.Course;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * On a page to read there are never three screens in a row of words alone: a picture, a cell, code, a transcript, a
 * table or something to do comes before.
 */
class SiteScreensTest extends OnRealPages {

    private static final int WIDTH = 1280;
    private static final int SCREEN = 900;

    /** The last heading before more than so many pixels of words alone, and how many there are. */
    private static final String TOO_LONG = """
            most => {
              const main = document.querySelector("main");
              const seen = [...main.querySelectorAll("figure, pre, table, fieldset, .aloud, [class*='task--'] > :is(h2, h3)")]
                .filter(part => part.checkVisibility()).map(part => part.getBoundingClientRect());
              const ends = [...seen, { top: main.getBoundingClientRect().bottom }];
              let from = main.getBoundingClientRect().top;
              const found = [];
              for (const part of ends) {
                if (part.top - from > most) {
                  const start = from;
                  const heading = [...main.querySelectorAll("h1, h2, h3")].filter(each => each.checkVisibility()
                    && each.getBoundingClientRect().top <= start).pop();
                  found.push(`${Math.round(part.top - from)} px of words from “${heading?.textContent.trim()}” on`);
                }
                from = Math.max(from, part.bottom ?? part.top);
              }
              return found;
            }""";

    @Test
    void areNeverThreeOfWordsAlone() {
        Contents contents = Contents.of(Course.here());
        try (Visit visit = browser.visit(OUT.toUri().toString())) {
            visit.page().setViewportSize(WIDTH, SCREEN);
            for (String name : report.pages()) {
                if (!contents.partOf(name.replace(".html", "")).equals("To look up")) {
                    look(visit, name);
                }
            }
        }
    }

    private static void look(Visit visit, String name) {
        Page page = visit.open(name);
        for (String altitude : Altitude.words()) {
            page.evaluate("altitude => document.documentElement.dataset.altitude = altitude", altitude);
            assertEquals(List.of(), page.evaluate(TOO_LONG, 3 * SCREEN), name + " at " + altitude);
        }
        visit.assertNothingWentWrong();
    }
}
