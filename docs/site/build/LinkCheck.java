package docs.site.build;

import docs.site.page.Defect;
import docs.site.page.HtmlFacts;
import docs.site.page.Page;
import docs.site.page.PageSource;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at the finished pages as a browser would: every link arrives, every id is there once, nothing is asked of
 * another host, and nothing is in a page that its content security policy would block. Other sites are not asked.
 */
final class LinkCheck {

    private static final Set<String> OUTSIDE = Set.of("http", "https", "mailto");

    private final List<Page> pages;
    private final Set<String> assets;
    private final Map<String, HtmlFacts> findings;
    private final List<Defect> defects = new ArrayList<>();

    /**
     * @param findings those of each page, by file name
     * @param assets the other files of the site
     */
    LinkCheck(List<Page> pages, Map<String, HtmlFacts> findings, Set<String> assets) {
        this.pages = pages;
        this.findings = findings;
        this.assets = assets;
    }

    List<Defect> defects() {
        for (Page page : pages) {
            PageSource source = page.source();
            HtmlFacts here = findings.get(source.html());
            checkIds(source, here.ids());
            here.links().forEach(link -> link(source, link));
            here.resources().forEach(resource -> resource(source, resource));
            here.blocked()
                    .forEach(blocked -> defect(source, blocked.style(),
                            blocked.what() + " in a page is blocked by its content security policy",
                            "use a class of docs/site/theme"));
        }
        return defects;
    }

    private void checkIds(PageSource source, List<String> ids) {
        Set<String> seen = new HashSet<>();
        for (String id : ids) {
            if (!seen.add(id)) {
                defect(source, id, "the id " + id + " is there twice", "give one of the two another id");
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
        if (!findings.containsKey(target)) {
            if (!assets.contains(target)) {
                defect(source, path, "the link " + href + " leads nowhere",
                        "link to a page of docs/pages, as xref:name.adoc[…]");
            }
            return;
        }
        String anchor = uri.getFragment();
        if (anchor != null && !anchor.isEmpty() && !findings.get(target).ids().contains(anchor)) {
            defect(source, "#" + anchor, "the link " + href + " names an anchor that " + target + " does not have",
                    "give the section that id, or fix the link");
        }
    }

    private void resource(PageSource source, HtmlFacts.Resource resource) {
        String address = resource.address();
        if (address.startsWith("//") || address.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
            defect(source, address, "<" + resource.tag() + "> asks another host for " + address,
                    "put the file into the site");
        } else if (!assets.contains(address)) {
            defect(source, address, "<" + resource.tag() + "> needs " + address + ", which is not there",
                    "fix the path");
        }
    }

    private void defect(PageSource source, String near, String what, String remedy) {
        int line = source.lineOf(near);
        String word = near.startsWith("#") ? near.substring(1) : near.replaceFirst("\\.html$", "");
        defects.add(source.defect(line > 0 ? line : source.lineOf(word), what, remedy));
    }
}
