package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.Page;
import docs.site.tests.Axe;
import docs.site.tests.SiteTree;
import grader.proofs.testing.CourseCopy;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Now on your server: a model's button in the studio. The command itself says here what {@link MeasureTest} measures.
 */
class MeasureBrowserTest extends InStudio {

    private static final String PAGE = """
            [explore]
            --
            image::explore/utilization.svg["Curves."]

            [%header,format=csv]
            |===
            include::explore/utilization.csv[]
            |===
            --
            """;

    /** The second time it takes until it is stopped. */
    private static final String COMMAND = """
            measure)
                echo "measuring: $*"
                if [ -e measured ]; then sleep 600; fi
                touch measured
                echo '{"values":{"load":50,"workers":1,"spread":"random"},"numbers":[9,90],"words":[["1 ms","9 ms"],["80 ms","90 ms"]]}'
                echo '{"values":{"load":92,"workers":1,"spread":"random"},"numbers":[70,300],"words":[["60 ms","70 ms"],["200 ms","300 ms"]]}'
                echo '{"server":"your server of lab07","sentence":"They part at 90%."}' ;;
            """;

    @BeforeAll
    static void start() throws IOException {
        new SiteTree(root).page("page", SiteTree.good("Page", PAGE));
        CourseCopy copy = new CourseCopy(root);
        copy.jbang(COMMAND);
        serve(copy.course);
    }

    @Test
    @DisplayName("by keys: handles are flags, points come into the plot, the sentence is heard, and it can be canceled")
    void measures() {
        enter("page.html");
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        Locator block = page.locator(".explored");
        Locator said = block.locator(".said[role=status]");
        assertThat(block.locator(".measure")).containsText("./jbang measure utilization");
        assertThat(block.locator(".measure")).containsText("give or take 25%");
        visit.tabTo(".explored input");
        visit.press("ArrowRight");
        byte[] before = block.locator("canvas").screenshot();
        visit.tabTo(".explored button:text-is('Now on your server')");
        visit.press("Enter");
        assertThat(said).hasText("They part at 90%.");
        assertThat(block.locator(".measured caption")).hasText("Measured: your server of lab07");
        assertThat(block.locator(".measured tbody tr").last()).hasText("92%60 ms70 ms200 ms300 ms");
        assertFalse(Arrays.equals(before, block.locator("canvas").screenshot()), "the points are in the plot");
        assertEquals("", Axe.findings(page));
        visit.press("Enter");
        assertThat(said).containsText("measuring: measure utilization --load 92 --workers 1 --spread random --json");
        visit.press("Enter");
        assertThat(said).hasText("canceled");
        assertThat(block.locator("button:text-is('Now on your server')")).isFocused();
    }
}
