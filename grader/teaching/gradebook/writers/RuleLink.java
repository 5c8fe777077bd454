package grader.teaching.gradebook.writers;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Links to the rules that checks enforce.
 *
 * @param pages where the course's pages are, as an address without a slash at its end; empty: there are no links
 */
record RuleLink(Optional<String> pages) {

    private static final Pattern RULE = Pattern.compile("docs/pages/([\\w-]+)\\.adoc(?:, \"([\\w-]+)\")?");

    /** @param rule as in a result: `docs/pages/lab03-interface.adoc, "line-form"` */
    void put(Element parent, String rule) {
        Matcher parts = RULE.matcher(rule);
        if (pages.isEmpty() || !parts.matches()) {
            parent.appendElement("span").addClass("quiet").text(rule);
            return;
        }
        String anchor = parts.group(2);
        parent.appendElement("a")
                .attr("href", pages.get() + "/" + parts.group(1) + ".html" + (anchor == null ? "" : "#" + anchor))
                .text(anchor == null ? parts.group(1) : anchor);
    }
}
