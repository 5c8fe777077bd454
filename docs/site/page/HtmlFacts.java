package docs.site.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * What a finished page has that the link check looks at. It follows from the page's text alone.
 *
 * @param ids all of them, in order
 * @param links what `a` elements lead to
 * @param resources what a browser asks for when it shows the page
 * @param blocked what the content security policy forbids
 */
public record HtmlFacts(List<String> ids, List<String> links, List<Resource> resources, List<Blocked> blocked) {

    /** @param tag of the element that asks for it */
    public record Resource(String tag, String address) {}

    /** @param style the text of the attribute `style`, or empty for an element */
    public record Blocked(String style, String what) {}

    public static HtmlFacts in(String html) {
        return in(Jsoup.parse(html));
    }

    public static HtmlFacts in(Element page) {
        return new HtmlFacts(
                page.select("[id]").eachAttr("id"),
                page.select("a[href], area[href]").eachAttr("href"),
                page.select("link[href]:not([rel=canonical]), [src], [srcset], [poster], object[data]")
                        .stream()
                        .flatMap(HtmlFacts::asked)
                        .toList(),
                page.select("[style], style, script:not([src])").stream().map(HtmlFacts::blocked).toList());
    }

    /** Those of both. */
    public HtmlFacts and(HtmlFacts other) {
        return new HtmlFacts(joined(ids, other.ids), joined(links, other.links), joined(resources, other.resources),
                joined(blocked, other.blocked));
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static Stream<Resource> asked(Element part) {
        List<Resource> all = new ArrayList<>();
        for (String attribute : List.of("href", "src", "srcset", "poster", "data")) {
            String value = part.attr(attribute);
            if (!value.isEmpty() && !value.startsWith("data:image/")) {
                all.add(new Resource(part.tagName(), value));
            }
        }
        return all.stream();
    }

    private static Blocked blocked(Element part) {
        String style = part.attr("style");
        return new Blocked(style, part.hasAttr("style") ? "style=\"" + style + "\"" : "<" + part.tagName() + ">");
    }
}
