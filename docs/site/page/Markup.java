package docs.site.page;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** Turns Asciidoctor's HTML into plainer HTML: no tables for layout, no inline styles, tables that can scroll. */
public final class Markup {

    private Markup() {}

    public static void tidy(Page page) {
        page.body().select(".admonitionblock").forEach(Markup::admonition);
        page.body().select(".colist > table").forEach(Element::remove);
        page.body().select("col[style]").removeAttr("style");
        page.body().select("colgroup").remove();
        page.body().select("thead th").attr("scope", "col");
        page.body().select("table.tableblock").forEach(Markup::table);
        prose(page);
        withoutWrappings(page);
        page.body().select("a[href^=http]").attr("rel", "external noreferrer");
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

    /** A tenth of a long page is wrapped around paragraphs and cells, and says nothing. */
    private static void withoutWrappings(Page page) {
        for (Element paragraph : page.body().select("div.paragraph:not(:has(> .title))")) {
            if (paragraph.className().equals("paragraph") && paragraph.attributesSize() == 1) {
                paragraph.unwrap();
            }
        }
        page.body().select("pre.highlight, pre > code[data-lang]").removeAttr("class");     // data-lang says it, too
        page.body().select("table.tableblock").removeAttr("class");
        page.body().select("td > p.tableblock:only-child").unwrap();
        page.body().select("td, th").removeClass("tableblock").removeClass("halign-left").removeClass("valign-top");
        page.body().select("td[class=''], th[class='']").removeAttr("class");
    }

    private static void admonition(Element block) {
        String label = block.select("td.icon .title").text();
        Element content = block.selectFirst("td.content");
        Element aside = new Element("aside").addClass("note").addClass(label.toLowerCase()).attr("aria-label", label);
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
