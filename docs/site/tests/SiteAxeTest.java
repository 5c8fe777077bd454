package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every second real page as axe sees it: in dark on a narrow screen and in light on a wide one, one of them before its
 * exercises and the other one after. Each kind of block is on many pages, so it is seen in both at both times. With
 * `verify --all` every page is seen in every view.
 */
class SiteAxeTest extends OnRealPages {

    private static final String ALL = "body";
    /** What an answer changes. The rest of the page stays as it was. */
    private static final String CHANGED = "main :is(fieldset, details)";

    static List<String> pages() {
        List<String> all = report.pages();
        return Boolean.getBoolean("verify.all") ? all
                : all.stream().filter(page -> all.indexOf(page) % 2 == 0).toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hasNothingToSayAbout(String page) {
        List<String> found = new ArrayList<>();
        boolean wide = isWideFirst(page);
        try (Visit visit = browser.visit(OUT.toUri().toString())) {
            visit.open(page);
            Axe axe = new Axe(visit.page());
            look(axe, visit, ALL, page, View.usual(wide), found);
            Exercises.answerAndUnfold(visit.page());
            look(axe, visit, CHANGED, page + " when answered", View.usual(!wide), found);
            visit.assertNothingWentWrong();
        }
        assertEquals("", String.join("\n", found));
    }

    private static boolean isWideFirst(String page) {
        return pages().indexOf(page) % 2 == 0;
    }

    @Test
    void hasNothingToSayAboutTheDialog() {
        List<String> found = new ArrayList<>();
        try (Visit visit = browser.visit(OUT.toUri().toString())) {
            visit.open("index.html").locator(".menu summary").click();
            visit.page().locator("button.keys").click();
            look(new Axe(visit.page()), visit, "dialog", "the dialog of keys", View.usual(true), found);
        }
        assertEquals("", String.join("\n", found));
    }

    private static void look(Axe axe, Visit visit, String scope, String what, List<View> views, List<String> found) {
        for (View view : views) {
            view.show(visit.page());
            axe.violations(scope).forEach(violation -> found.add(what + ", " + view + ": " + violation));
            view.sticksOut(visit.page())
                    .ifPresent(wide -> found.add(what + ", " + view + ": wider than the screen: " + wide));
        }
    }
}
