package docs.site.shell;

import docs.site.exercises.Exercises;
import docs.site.page.Contents;
import docs.site.page.Page;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** All pages, by the parts of the contents: a fold in the head of every page, which needs no script. */
public final class SiteMenu {

    private final Contents contents;
    private final List<Page> pages;
    private final Map<String, Integer> exercises;       // counted once, as every page has the menu

    /** @param pages in reading order */
    public SiteMenu(Contents contents, List<Page> pages) {
        this.contents = contents;
        this.pages = pages;
        this.exercises = pages.stream()
                .collect(Collectors.toMap(page -> page.source().html(), page -> Exercises.of(page).size()));
    }

    /** The menu as it stands on the page `here`. @param below HTML for the foot of its panel */
    String html(Page here, String below) {
        Element menu = Document.createShell("").body().appendElement("details").addClass("menu");
        menu.ownerDocument().outputSettings().prettyPrint(false);
        menu.appendElement("summary").text("All pages");
        Element nav = menu.appendElement("div").addClass("panel").appendElement("nav").attr("aria-label", "All pages");
        Element list = null;
        String part = null;
        for (Page page : pages) {
            if (!part(page).equals(part)) {
                part = part(page);
                Element group = nav.appendElement("div");
                if (!part.isEmpty()) {
                    group.appendElement("p").addClass("label").text(part);
                }
                list = group.appendElement("ol");
            }
            list.appendElement("li").appendChild(link(page, page == here));
        }
        nav.parent().append(below);
        return menu.outerHtml();
    }

    private Element link(Page page, boolean here) {
        Element link = new Element("a").attr("href", page.source().html()).text(page.title());
        int count = exercises.get(page.source().html());
        if (count > 0) {
            link.attr("data-exercises", String.valueOf(count));
        }
        return here ? link.attr("aria-current", "page") : link;
    }

    /** The title of the part that a page stands in; empty for one in none. */
    String part(Page page) {
        return contents.partOf(page.source().name());
    }
}
