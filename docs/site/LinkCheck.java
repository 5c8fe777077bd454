package docs.site;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Looks at the finished pages as a browser would: every link arrives, every id is there once, nothing is asked of
 * another host, and nothing is in a page that its content security policy would block. Other sites are not asked.
 */
final class LinkCheck {

    private static final Set<String> OUTSIDE = Set.of("http", "https", "mailto");

    private final List<Page> pages;
    private final Set<String> assets;
    private final Map<String, Document> documents = new HashMap<>();
    private final Map<String, Set<String>> ids = new HashMap<>();
    private final List<Defect> defects = new ArrayList<>();

    /**
     * @param html   the text of each page, by file name
     * @param assets the other files of the site
     */
    LinkCheck(List<Page> pages, Map<String, String> html, Set<String> assets) {
        this.pages = pages;
        this.assets = assets;
        html.forEach((name, text) -> documents.put(name, Jsoup.parse(text)));
    }

    List<Defect> defects() {
        pages.forEach(page -> collectIds(page.source()));
        for (Page page : pages) {
            Document document = documents.get(page.source().html());
            document.select("a[href], area[href]").forEach(link -> link(page.source(), link.attr("href")));
            document.select("link[href], [src], [srcset], [poster], object[data]")
                    .forEach(part -> resource(page.source(), part));
            document.select("[style], style, script:not([src])").forEach(part -> blocked(page.source(), part));
        }
        return defects;
    }

    private void collectIds(PageSource source) {
        Set<String> seen = ids.computeIfAbsent(source.html(), ignored -> new HashSet<>());
        for (Element part : documents.get(source.html()).select("[id]")) {
            if (!seen.add(part.id())) {
                defect(source, part.id(), "the id " + part.id() + " is there twice", "give one of the two another id");
            }
        }
    }

    private void link(PageSource source, String href) {
        URI uri;
        try {
            uri = URI.create(href);
        } catch (IllegalArgumentException invalid) {
            defect(source, href, "the link " + href + " is no valid address", "escape what an address may not hold");
            return;
        }
        if (uri.getScheme() != null) {
            if (!OUTSIDE.contains(uri.getScheme())) {
                defect(source, href, "the link " + href + " has the scheme " + uri.getScheme(),
                        "link to http, https or mailto");
            } else if (uri.getHost() != null && uri.getHost().matches("localhost|127\\..*|\\[::1]")) {
                defect(source, href, "the link " + href + " leads to the reader's own machine",
                        "if it is code, write `+" + href + "+`");
            }
            return;
        }
        String path = uri.getPath();
        if (uri.getAuthority() != null || path.startsWith("/")) {
            defect(source, href, "the link " + href + " is not relative", "begin it with the name of a page");
            return;
        }
        String target = path.isEmpty() ? source.html() : path;
        if (!ids.containsKey(target)) {
            if (!assets.contains(target)) {
                defect(source, path, "the link " + href + " leads nowhere",
                        "link to a page of docs/pages, as xref:name.adoc[…]");
            }
            return;
        }
        String anchor = uri.getFragment();
        if (anchor != null && !anchor.isEmpty() && !ids.get(target).contains(anchor)) {
            defect(source, "#" + anchor, "the link " + href + " names an anchor that " + target + " does not have",
                    "give the section that id, or mend the link");
        }
    }

    private void resource(PageSource source, Element part) {
        for (String attribute : List.of("href", "src", "srcset", "poster", "data")) {
            String value = part.attr(attribute);
            if (value.isEmpty() || value.startsWith("data:image/")) {
                continue;
            }
            if (value.startsWith("//") || value.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
                defect(source, value, "<" + part.tagName() + "> asks another host for " + value,
                        "put the file into the site");
            } else if (!assets.contains(value)) {
                defect(source, value, "<" + part.tagName() + "> needs " + value + ", which is not there",
                        "mend the path");
            }
        }
    }

    private void blocked(PageSource source, Element part) {
        String what = part.hasAttr("style") ? "style=\"" + part.attr("style") + "\"" : "<" + part.tagName() + ">";
        defect(source, part.attr("style"), what + " in a page is blocked by its content security policy",
                "use a class of docs/site/theme");
    }

    private void defect(PageSource source, String near, String what, String remedy) {
        int line = source.lineOf(near);
        String word = near.startsWith("#") ? near.substring(1) : near.replaceFirst("\\.html$", "");
        defects.add(source.defect(line > 0 ? line : source.lineOf(word), what, remedy));
    }
}
