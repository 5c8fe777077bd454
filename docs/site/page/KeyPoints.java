package docs.site.page;

import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/** Crux and recap: every page has each of them once, save that an index needs no recap. */
public final class KeyPoints {

    private KeyPoints() {}

    public static void place(Page page) {
        frame(page, "crux", "The crux", true);
        frame(page, "recap", "To remember", !page.source().isIndex());
    }

    private static void frame(Page page, String role, String label, boolean needed) {
        Elements blocks = page.body().select(".openblock." + role);
        if (blocks.size() > 1 || needed && blocks.isEmpty()) {
            page.defect("[" + role + "]", "the page has " + blocks.size() + " blocks [" + role + "]",
                    "write one, above a paragraph or a block between two lines of `--`");
        }
        for (Element block : blocks) {
            block.tagName("aside").attr("aria-label", label);
            block.prependElement("p").addClass("label").text(label);
        }
    }
}
