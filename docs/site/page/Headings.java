package docs.site.page;

import org.jsoup.nodes.Element;

/**
 * Links on headings to themselves, and the list of contents made from them. The list is the way by keyboard: the links
 * on headings are for mice alone, as they would be most of the Tab stops of a page.
 */
public final class Headings {

    private Headings() {}

    public static void anchor(Page page) {
        for (Element heading : page.body().select("h2[id], h3[id], h4[id]")) {
            heading.appendText(" ")
                    .appendElement("a")
                    .addClass("anchor")
                    .attr("href", "#" + heading.id())
                    .attr("tabindex", "-1")
                    .attr("aria-hidden", "true")
                    .text("#");
        }
    }

    /** The sections of a page and those below them, as a nested list; empty for a page without sections. */
    static Element contents(Page page) {
        Element list = new Element("ol");
        for (Element section : page.body().select(".sect1")) {
            Element item = entry(list, section, "h2");
            Element inner = new Element("ol");
            section.select(".sect2").forEach(part -> entry(inner, part, "h3"));
            if (item != null && inner.childrenSize() > 0) {
                item.appendChild(inner);
            }
        }
        return list;
    }

    /** The words of a heading or a term, without marks and links to itself. */
    public static String words(Element heading) {
        Element words = heading.clone();
        words.select(".anchor, .altitude-mark").remove();
        return words.text();
    }

    private static Element entry(Element list, Element section, String tag) {
        Element heading = section.selectFirst(tag + "[id]");
        if (heading == null) {
            return null;
        }
        Element item = list.appendElement("li");
        if (section.hasAttr("data-altitude")) {
            item.attr("data-altitude", section.attr("data-altitude"));
        }
        Element words = heading.clone();
        words.select("a.anchor").remove();
        item.appendElement("a").attr("href", "#" + heading.id()).html(words.html().strip());
        return item;
    }
}
