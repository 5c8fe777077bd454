package docs.site.shell;

import docs.site.exercises.Exercises;
import docs.site.page.Contents;
import docs.site.page.Page;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/** All pages, by the parts of the contents: a fold in the head of every page, which needs no script. */
public final class SiteMenu {

    private static final String CURRENT = " aria-current=\"page\"";

    private final Contents contents;
    private final String links;     // as they stand on a page that is none of them

    /** @param pages in reading order */
    public SiteMenu(Contents contents, List<Page> pages) {
        this.contents = contents;
        StringBuilder html = new StringBuilder();
        String part = null;
        for (Page page : pages) {
            if (!part(page).equals(part)) {
                html.append(part == null ? "" : "</ol></div>").append("<div>");
                part = part(page);
                html.append(part.isEmpty() ? "" : "<p class=\"label\">" + Entities.escape(part) + "</p>")
                        .append("<ol>");
            }
            html.append("<li>").append(link(page).outerHtml()).append("</li>");
        }
        this.links = html + (part == null ? "" : "</ol></div>");
    }

    /** The menu as it stands on the page `here`. @param below HTML for the foot of its panel */
    String html(Page here, String below) {
        String link = link(here).outerHtml();
        int end = link.indexOf('>');
        return "<details class=\"menu\"><summary>All pages</summary><div class=\"panel\"><nav aria-label=\"All pages\">"
                + links.replace(link, link.substring(0, end) + CURRENT + link.substring(end))
                + "</nav>" + below + "</div></details>";
    }

    private static Element link(Page page) {
        Element link = new Element("a").attr("href", page.source().html()).text(page.title());
        int count = Exercises.count(page);
        return count == 0 ? link : link.attr("data-exercises", String.valueOf(count));
    }

    /** The title of the part that a page stands in; empty for one in none. */
    String part(Page page) {
        return contents.partOf(page.source().name());
    }
}
