package docs.site.shell;

import docs.site.page.Page;
import grader.core.console.UserError;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Entities;

/**
 * Where the site is published. The checkout does not know it: `--url` gives it. Only with an address there is a
 * sitemap, and pages name their own.
 *
 * @param url ends with `/`; empty where it is not known
 */
public record Address(String url) {

    public static final Address UNKNOWN = new Address("");

    public static Address of(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getScheme() != null && uri.getScheme().matches("https?") && uri.getHost() != null
                    && uri.getQuery() == null && uri.getFragment() == null) {
                return new Address(url.endsWith("/") ? url : url + "/");
            }
        } catch (IllegalArgumentException invalid) {
            // told below
        }
        throw new UserError("--url " + url + " is no address of a site", "write it as https://example.org/course");
    }

    private boolean isKnown() {
        return !url.isEmpty();
    }

    /** The path that all files of the site stand below. */
    String path() {
        return isKnown() ? URI.create(url).getRawPath() : "/";
    }

    private String of(Page page) {
        return url + (page.source().isIndex() ? "" : page.source().html());
    }

    /** What the head of a page says to those who find it elsewhere. */
    String head(Page page) {
        String card = """
                <meta property="og:type" content="%s">
                <meta property="og:title" content="%s">
                <meta property="og:description" content="%s">""".formatted(
                page.source().isIndex() ? "website" : "article", Entities.escape(page.title()),
                Entities.escape(page.description()));
        return !isKnown() ? card : card + """

                <meta property="og:url" content="%1$s">
                <link rel="canonical" href="%1$s">""".formatted(Entities.escape(of(page)));
    }

    /** `sitemap.xml` (sitemaps.org), and `robots.txt` (RFC 9309), which names it. */
    public Map<String, String> files(List<Page> pages) {
        if (!isKnown()) {
            return Map.of();
        }
        String entries = pages.stream()
                .map(page -> "<url><loc>" + Entities.escape(of(page)) + "</loc></url>\n")
                .collect(Collectors.joining());
        return Map.of(
                "sitemap.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n" + entries + "</urlset>\n",
                "robots.txt", "User-agent: *\nAllow: /\nSitemap: " + url + "sitemap.xml\n");
    }
}
