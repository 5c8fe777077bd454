package docs.site.page;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Turns Asciidoctor's HTML into plainer HTML: no tables for layout, no inline styles, tables that can scroll. */
public final class Markup {

    private static final Set<String> WRAPS =
            Set.of("paragraph", "content", "sectionbody", "ulist", "dlist", "olist arabic",
                    "olist loweralpha", "openblock", "openblock given", "colist arabic");

    private Markup() {}

    public static void tidy(Page page) {
        page.body().select(".admonitionblock").forEach(Markup::admonition);
        page.body().select(".colist > table").forEach(Element::remove);
        page.body().select("col[style]").removeAttr("style");
        page.body().select("colgroup").remove();
        page.body().select("thead th").attr("scope", "col");
        page.body().select("table.tableblock").forEach(Markup::table);
        prose(page);
        page.body().select(".paragraph.again").tagName("nav").attr("aria-label", "Appears again");
        withoutWrappings(page);
        page.body().select(".sect1 > h2:matchesOwn(^Sources$)").forEach(Markup::fold);
        page.body().select("a[href^=http]").attr("rel", "external");
    }

    /** Straight quotes become curly ones. A backtick that is left over is code that did not close. */
    private static void prose(Page page) {
        for (TextNode text : page.body().nodeStream(TextNode.class).toList()) {
            String words = text.getWholeText();
            // few are, and to look at the parents is expensive
            boolean marked = words.indexOf('`') >= 0 || words.indexOf('"') >= 0;
            if (marked && text.parent() instanceof Element parent && parent.closest("pre, svg") == null) {
                if (words.indexOf('`') >= 0) {
                    page.defect(words.strip(), "a lone ` in: " + words.strip(),
                            "write `` around code that touches a letter or an apostrophe");
                }
                if (parent.closest("code") == null) {
                    String opening = begins(text) ? "(?<=[\\s(\\[]|\\A)\"" : "(?<=[\\s(\\[])\"";
                    text.text(words.replaceAll(opening, "“").replace('"', '”'));
                }
            }
        }
    }

    /** Whether nothing that readers see comes before it: an anchor may. */
    private static boolean begins(TextNode text) {
        return text.previousSibling() == null
                || text.previousSibling() instanceof Element anchor && anchor.nameIs("a") && !anchor.hasText();
    }

    /** Few readers look at the sources, which would stand between the last exercise and the way on. */
    private static void fold(Element heading) {
        Element fold = new Element("details");
        fold.appendElement("summary").text("What this page relies on");
        fold.appendChildren(heading.nextElementSiblings());
        heading.after(fold);
    }

    /** What Asciidoctor wraps around blocks and what is in them: an eighth of a long page, which says nothing. */
    private static void withoutWrappings(Page page) {
        for (Element wrap : page.body().select("div:not(:has(> .title))")) {
            if (WRAPS.contains(wrap.className()) && wrap.attributesSize() == 1) {
                wrap.unwrap();
            }
        }
        page.body().select("dt.hdlist1, ol.arabic").removeAttr("class");
        page.body().select("pre.highlight, pre > code[data-lang]").removeAttr("class");     // data-lang says it, too
        page.body().select("pre:has(> [data-lang=console])").addClass("terminal");
        page.body().select("table.tableblock").removeAttr("class");
        page.body().select("td > p.tableblock:only-child").unwrap();
        page.body().select("td, th").removeClass("tableblock").removeClass("halign-left").removeClass("valign-top");
        page.body().select("td[class=''], th[class='']").removeAttr("class");
        page.body().nodeStream(TextNode.class).filter(Markup::isBetweenBlocks).toList().forEach(Node::remove);
    }

    /** Whether it is white space where blocks begin and end, which no reader sees. */
    private static boolean isBetweenBlocks(TextNode text) {
        return text.isBlank() && text.parent() instanceof Element parent && parent.isBlock()
                && isEdge(text.previousSibling()) && isEdge(text.nextSibling()) && parent.closest("pre, svg") == null;
    }

    private static boolean isEdge(Node node) {
        return node == null || node instanceof Element element && element.isBlock()
                || node instanceof TextNode unwrapped && unwrapped.isBlank();
    }

    private static void admonition(Element block) {
        String label = block.select("td.icon .title").text();
        Element content = block.selectFirst("td.content");
        Element aside = new Element("aside").addClass("note")
                .addClass(label.toLowerCase(Locale.ROOT))
                .attr("aria-label", label);
        aside.appendElement("p").addClass("label").text(label);
        if (content.selectFirst("> .paragraph, > .ulist, > .listingblock") == null) {
            aside.appendElement("p").html(content.html());
        } else {
            aside.appendChildren(content.children());
        }
        block.replaceWith(aside);
    }

    /** A wide table scrolls by itself; the page never does. A script names the frame, and puts it in the way of Tab. */
    public static void table(Element table) {
        Element frame = new Element("div").addClass("table");
        table.replaceWith(frame);
        frame.appendChild(table);
    }
}
