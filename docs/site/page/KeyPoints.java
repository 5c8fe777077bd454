package docs.site.page;

import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/** Crux and recap: every page has each of them once; the index and the interface of a lab need no recap. */
public final class KeyPoints {

    private KeyPoints() {}

    public static void place(Page page) {
        frame(page, "crux", "The crux", true);
        frame(page, "recap", "To remember", !page.source().isIndex() && !page.source().isInterface());
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
