package docs.site.shell;

import docs.site.exercises.Exercises;
import docs.site.page.Contents;
import docs.site.page.Page;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/** All pages, by the parts of the contents: a fold in the head of every page, which needs no script. */
public final class SiteMenu {

    /** Pages of one kind are one entry, with a number for each. */
    private static final Pattern NUMBERED = Pattern.compile("Lab (\\d+): The interface");

    private static final String CURRENT = " aria-current=\"page\"";

    private final Contents contents;
    private final String links;     // as they stand on a page that is none of them

    /** @param pages in reading order */
    public SiteMenu(Contents contents, List<Page> pages) {
        this.contents = contents;
        StringBuilder html = new StringBuilder();
        String part = null;
        boolean numbers = false;
        for (Page page : pages) {
            boolean goesOn = numbers && isNumbered(page);
            if (numbers && !goesOn) {
                html.append("</li>");
            }
            if (!part(page).equals(part)) {
                html.append(part == null ? "" : "</ol></div>").append("<div>");
                part = part(page);
                html.append(part.isEmpty() ? "" : "<p class=\"label\">" + Entities.escape(part) + "</p>")
                        .append("<ol>");
            }
            numbers = isNumbered(page);
            html.append(goesOn ? " " : numbers ? "<li class=\"numbers\">Interfaces of the labs: " : "<li>")
                    .append(link(page).outerHtml())
                    .append(numbers ? "" : "</li>");
        }
        this.links = html + (numbers ? "</li>" : "") + (part == null ? "" : "</ol></div>");
    }

    private static boolean isNumbered(Page page) {
        return NUMBERED.matcher(page.title()).matches();
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
        Matcher numbered = NUMBERED.matcher(page.title());
        if (numbered.matches()) {
            link.attr("aria-label", page.title()).text(numbered.group(1));
        }
        int count = Exercises.count(page);
        return count == 0 ? link : link.attr("data-exercises", String.valueOf(count));
    }

    /** The title of the part that a page stands in; empty for one in none. */
    String part(Page page) {
        return contents.partOf(page.source().name());
    }
}
