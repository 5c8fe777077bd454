package docs.site.shell;

import docs.site.page.Dependencies;
import docs.site.page.Disk;
import docs.site.page.Page;
import docs.site.page.PageSource;
import docs.site.page.PageText;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * `404.html`: what GitHub Pages sends for every address that is not there, at whatever depth. A link that starts at the
 * address would be wrong there, and a `base` is forbidden by the policy of the pages: so its links start at the host.
 */
public final class NotFound {

    public static final String FILE = "404.html";

    private NotFound() {}

    public static String html(List<Page> pages, SiteMenu menu, Address address, Disk disk) {
        PageSource source = new PageSource(Path.of("404.adoc"), "");
        Element body = new Element("div");
        body.appendElement("p")
                .text("The address may be mistyped, or the page may have another name now. All pages there are:");
        Element list = body.appendElement("ul");
        pages.forEach(page -> list.appendElement("li")
                .appendElement("a")
                .attr("href", page.source().html())
                .text(page.title()));
        Page page = new Page(source, new Dependencies(disk), "This page is not here", "No page has this address.", body,
                List.of());
        return fromHost(PageShell.around(page, PageText.of(page), pages, menu, Address.UNKNOWN), address.path());
    }

    private static String fromHost(String html, String path) {
        Document page = Jsoup.parse(html);
        page.outputSettings().prettyPrint(false);
        page.select("nav.neighbours").remove();
        page.head().appendElement("meta").attr("name", "robots").attr("content", "noindex");
        for (String attribute : List.of("href", "src")) {
            for (Element part : page.select("[" + attribute + "]")) {
                String target = part.attr(attribute);
                if (!target.startsWith("#") && !target.contains(":")) {
                    part.attr(attribute, path + target);
                }
            }
        }
        return page.outerHtml() + "\n";
    }
}
