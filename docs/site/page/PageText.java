package docs.site.page;

import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * The HTML that hangs on one page alone. To write it is most of the work of a shell, so the builder keeps it.
 *
 * @param contents the list of the page's sections; empty where that is short
 */
public record PageText(String contents, String body) {

    /** End tags that HTML does not need, as what follows says the same: a long page has hundreds. */
    private static final Pattern NEEDLESS = Pattern.compile(String.join("|",
            "</p>(?=<(?:p|div|dl|details|fieldset|figure|h[2-6]|ol|ul|pre|section|table|aside)[ >])",
            "</p>(?=</(?:div|li|dd|td|section|aside|details|figure|fieldset)>)",
            "</li>(?=<li[ >]|</[ou]l>)",
            "</d[dt]>(?=<d[dt][ >])",
            "</dd>(?=</(?:dl|div)>)",
            "</t[dh]>(?=<t[dh][ >]|</tr>)",
            "</tr>(?=<tr[ >]|</t(?:head|body)>)"));

    /** Of a shell without a page. */
    public static final PageText NONE = new PageText("", "");

    public static PageText of(Page page) {
        return new PageText(contents(page), shorter(page.body().html()));
    }

    private static String shorter(String html) {
        return NEEDLESS.matcher(html).replaceAll("");
    }

    private static String contents(Page page) {
        Element list = Headings.contents(page);
        return list.childrenSize() < 2 ? "" : """
                <nav class="contents" aria-labelledby="contents-title">
                <details>
                <summary id="contents-title" class="label">On this page</summary>
                %s
                </details>
                </nav>""".formatted(shorter(list.outerHtml()));
    }
}
