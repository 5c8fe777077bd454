package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a reader sees of the chosen colours: the background of the page, as `rgb(r, g, b)`. */
final class Colours {

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private Colours() {}

    static String paper(Page page) {
        return (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
    }

    static void assertLighter(Page page, String than) {
        String paper = paper(page);
        assertTrue(brightness(paper) > brightness(than), paper + " is no lighter than " + than);
    }

    private static int brightness(String colour) {
        return NUMBER.matcher(colour).results().map(MatchResult::group).limit(3).mapToInt(Integer::parseInt).sum();
    }
}
