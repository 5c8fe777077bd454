package docs.site.tests;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** axe in a page. Its script is put there once; the library's own AxeBuilder would do so for each look. */
public final class Axe {

    /** WCAG 2.2 at level AA, and what axe advises beyond it. */
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /**
     * Contrast takes as long as all other rules together, most of it in code, and code looks alike everywhere. The
     * colours of the theme are reckoned by {@link SiteColoursTest}; on each page contrast is looked at with `verify
     * --all`.
     */
    private static final String RUN = """
            async ({ scope, rules, all }) => {
              // code that is too wide is told to the keyboard by a ResizeObserver: it has been heard when the second frame begins
              const frame = () => new Promise(requestAnimationFrame);
              await frame();
              await frame();
              const parts = [...document.querySelectorAll(scope)];
              if (!parts.length) return [];
              const code = [...document.querySelectorAll("main pre")].slice(4);
              const usual = { resultTypes: ["violations"], preload: false };
              const contrast = "color-contrast";
              const found = [
                await axe.run({ include: parts }, { ...usual, runOnly: rules, rules: { [contrast]: { enabled: false } } }),
                all && await axe.run({ include: parts, exclude: code }, { ...usual, runOnly: { type: "rule", values: [contrast] } }),
              ];
              return found.filter(Boolean).flatMap(({ violations }) => violations).flatMap(({ id, nodes }) => nodes.map(node =>
                `${id} at ${node.target.join(" ")}, ${node.html.slice(0, 200)}: ${node.failureSummary.replaceAll(/\\s+/g, " ")}`));
            }""";

    private static final String SCRIPT = script();

    private final Page page;

    public Axe(Page page) {
        this.page = page;
        page.evaluate(SCRIPT);
    }

    /**
     * @param scope a selector of the parts to look at; nothing is said if there are none
     * @return rule, element and reason of each violation
     */
    @SuppressWarnings("unchecked")
    public List<String> violations(String scope) {
        return (List<String>) page.evaluate(RUN,
                Map.of("scope", scope, "rules", RULES, "all", Boolean.getBoolean("verify.all")));
    }

    /** The violations of the whole page, and what is wider than the screen, in every view, one per line. */
    public static String findings(Page page) {
        Axe axe = new Axe(page);
        List<String> found = new ArrayList<>();
        for (View view : View.values()) {
            view.showWhole(page);
            axe.violations("body").forEach(violation -> found.add(view + ": " + violation));
            view.show(page);
            view.sticksOut(page).ifPresent(wide -> found.add(view + ": too wide: " + wide));
        }
        return String.join("\n", found);
    }

    private static String script() {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
