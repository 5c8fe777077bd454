package grader.tests;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** axe in a page. Its script is put there once; the library's own AxeBuilder would do so for each look. */
final class Axe {

    /** WCAG 2.2 at level AA, and what axe advises beyond it. */
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final String RUN = """
            async ({ scope, rules, contrast }) => {
              const parts = [...document.querySelectorAll(scope)];
              if (!parts.length) return [];
              const { violations } = await axe.run({ include: parts }, {
                runOnly: rules, rules: { "color-contrast": { enabled: contrast } }, resultTypes: ["violations"], preload: false });
              return violations.flatMap(({ id, help, nodes }) =>
                nodes.map(node => `${id} (${help}) at ${node.target.join(" ")}: ${node.html.slice(0, 200)}: ${node.failureSummary}`));
            }""";

    private static final String SCRIPT = script();

    private final Page page;

    Axe(Page page) {
        this.page = page;
        page.evaluate(SCRIPT);
    }

    /**
     * @param scope    a selector of the parts to look at; nothing is said if there are none
     * @param contrast whether to look at contrast, too, which takes longer than all other rules together
     * @return rule, element and reason of each violation
     */
    @SuppressWarnings("unchecked")
    List<String> violations(String scope, boolean contrast) {
        return (List<String>) page.evaluate(RUN, Map.of("scope", scope, "rules", RULES, "contrast", contrast));
    }

    private static String script() {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
