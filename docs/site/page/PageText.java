package docs.site.page;

import org.jsoup.nodes.Element;

/**
 * The HTML that hangs on one page alone. To write it is most of the work of a shell, so the builder keeps it.
 *
 * @param contents the list of the page's sections; empty where that is short
 */
public record PageText(String contents, String body) {

    /** Of a shell without a page. */
    public static final PageText NONE = new PageText("", "");

    public static PageText of(Page page) {
        return new PageText(contents(page), page.body().html());
    }

    private static String contents(Page page) {
        Element list = Headings.contents(page);
        return list.childrenSize() < 2 ? "" : """
                <nav class="contents" aria-labelledby="contents-title">
                <details>
                <summary id="contents-title" class="label">On this page</summary>
                %s
                </details>
                </nav>""".formatted(list.outerHtml());
    }
}
