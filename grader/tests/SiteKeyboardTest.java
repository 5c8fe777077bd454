package grader.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The blocks in a real browser, opened from a file, by keyboard alone; nothing is asked of any host. */
@Execution(ExecutionMode.SAME_THREAD)       // one browser, one focus
class SiteKeyboardTest {

    private static final String TEXT = """
            [predict]
            --
            What is 1 + 1?

            ----
            2
            ----
            --

            [quiz]
            --
            Which?

            * [ ] This.
            ** It is not.
            * [x] That.
            ** It is.
            --

            [order]
            --
            What first?

            . bind
            . listen
            . accept
            --

            [recall]
            --
            Why?

            ====
            Because.
            ====
            --

            [altitude=zero]
            == Zero: a part

            Text.
            """;

    @TempDir
    static Path root;

    private static SiteTree tree;
    private static Chromium browser;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        assumeTrue(Chromium.command().isPresent(), "there is no chromium here");
        tree = new SiteTree(root).page("page", SiteTree.good("Page", TEXT)).page("other", SiteTree.good("Other", TEXT));
        assertEquals(List.of(), tree.build().defects());
        browser = new Chromium(Chromium.command().get(), Files.createDirectory(root.resolve("profile")));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openPage() {
        browser.open(tree.out().resolve("page.html"));
        browser.js("localStorage.clear()");
        browser.open(tree.out().resolve("page.html"));
    }

    @AfterEach
    void nothingWentWrong() {
        assertEquals(List.of(), browser.problems());
    }

    @Test
    void predictShowsItsOutputAfterAnAnswer() {
        assertTrue(browser.js("document.querySelector('.predict details').hidden").asBoolean());
        browser.tabTo(".predict input");
        browser.press("Enter");
        assertEquals("First say what you expect.", text(".predict .verdict"));
        assertTrue(browser.js("document.querySelector('.predict details').hidden").asBoolean());
        browser.press("t");
        browser.press("Enter");
        assertEquals("You said: t", text(".predict .verdict"));
        assertTrue(browser.js("document.querySelector('.predict details').open").asBoolean());
        assertTrue(browser.js("document.activeElement.matches('.predict summary')").asBoolean(), "the focus is at the output");
    }

    @Test
    void quizTellsWhyTheChosenOneIsWrongOrRight() {
        browser.tabTo(".quiz .controls button");
        browser.press("Enter");
        assertEquals("Choose first.", text(".quiz .verdict"));
        browser.js("document.querySelector('.predict button').focus()");
        browser.tabTo(".quiz .options input");
        browser.press(" ");
        browser.tabTo(".quiz .controls button");
        browser.press("Enter");
        assertEquals("✗ No. It is not.", text(".quiz .verdict"));
        browser.js("document.querySelector('.predict button').focus()");
        browser.tabTo(".quiz .options input");
        browser.press("ArrowDown");
        assertEquals("", text(".quiz .verdict"), "another choice, no verdict yet");
        browser.tabTo(".quiz .controls button");
        browser.press("Enter");
        assertEquals("✓ Right. It is.", text(".quiz .verdict"));
    }

    @Test
    void orderIsSortedByButtonsAndArrows() {
        List<String> right = List.of("bind", "listen", "accept");
        for (int to = 0; to < right.size(); to++) {
            String up = ".order [aria-label=\"Up: " + right.get(to) + "\"]";
            browser.js("document.querySelector('.predict button').focus()");
            browser.tabTo(up);
            for (int at = steps().indexOf(right.get(to)); at > to; at--) {
                browser.press(to == 0 ? "Enter" : "ArrowUp");
                assertEquals("Now " + at + " of 3: " + right.get(to), text(".order .verdict"));
                assertTrue(browser.js("document.activeElement.matches('" + up + "')").asBoolean(), "the focus stays");
            }
        }
        assertEquals(right, steps());
        browser.tabTo(".order .controls button");
        browser.press("Enter");
        assertEquals("✓ Right: all steps are in their places.", text(".order .verdict"));
        browser.js("document.querySelector('.order .moves button').focus()");
        browser.press("ArrowUp");
        assertEquals("Already first: bind", text(".order .verdict"));
        browser.press("ArrowDown");
        browser.tabTo(".order .controls button");
        browser.press("Enter");
        assertEquals("1 of 3 steps are in their places.", text(".order .verdict"));
    }

    @Test
    void recallKeepsWhatWasWritten() {
        browser.tabTo(".recall textarea");
        browser.press("t");
        browser.tabTo(".recall summary");
        browser.press("Enter");
        assertTrue(browser.js("document.querySelector('.recall details').open").asBoolean());
        browser.open(tree.out().resolve("page.html"));
        assertEquals("t", browser.js("document.querySelector('.recall textarea').value").asText());
        assertFalse(browser.js("document.querySelector('.recall details').open").asBoolean());
    }

    @Test
    void altitudeIsChosenForTheWholeSite() {
        browser.press("t");
        browser.open(tree.out().resolve("other.html"));
        assertEquals("zero", browser.js("document.documentElement.dataset.altitude").asText());
        assertEquals("zero", text("[data-choice=altitude] [aria-pressed=true]"));
    }

    private static List<String> steps() {
        return List.of(browser.js("[...document.querySelectorAll('.order .step')].map(s => s.textContent).join('|')")
                .asText().split("[|]"));
    }

    private static String text(String selector) {
        return browser.js("document.querySelector('" + selector + "').textContent").asText();
    }
}
