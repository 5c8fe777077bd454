package docs.site.shell;

import docs.site.page.Altitude;
import docs.site.page.Keys;
import docs.site.page.Page;
import docs.site.page.PageText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Entities;

/** What stands around the text of every page: head, switches, contents, the way to the neighbours. */
public final class PageShell {

    private static final String NAME = "Inside the Server";

    /**
     * Nothing but the site's own files; no inline script or style; no frames or forms. No script of the site asks for
     * anything, but tools ask for robots.txt in the page's name.
     */
    private static final String POLICY = """
            default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
            base-uri 'none'; form-action 'none'""";

    private static final String ICON = """
            data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E\
            %3Cpath d='M0 8h16' stroke='%230b6b72' stroke-width='3'/%3E\
            %3Ccircle cx='8' cy='8' r='5' fill='%230b6b72'/%3E%3C/svg%3E""";

    private static final String LENS = """
            <svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="6.5" cy="6.5" r="4.5"/><path d="M10 10l4.5 4.5"/></svg>\
            <span>Search <kbd>/</kbd></span>""";

    private static final String ALTITUDES = altitudes();

    /** At the foot of the menu, for scripts. */
    private static final String SETTINGS = "<div class=\"settings\"><span aria-hidden=\"true\">Colors</span>"
            + choice("theme", "Colors", "auto", words("auto", "light", "dark"))
            + "<button type=\"button\" class=\"keys\" aria-haspopup=\"dialog\">Keys <kbd>?</kbd></button></div>";

    private PageShell() {}

    /** The whole HTML of a page. `pages` are all pages in reading order. */
    public static String around(Page page, PageText text, List<Page> pages, SiteMenu menu, Address address) {
        int here = pages.indexOf(page);
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="%s">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="referrer" content="no-referrer">
                <title>%s</title>
                <meta name="description" content="%s">
                %s
                <link rel="icon" href="%s">
                <link rel="stylesheet" href="site.css">
                <script src="early.js"></script>
                <script src="site.js" defer></script>
                </head>
                <body data-page="%s">
                <a class="skip" href="#text">Skip to the text</a>
                <header class="top">
                <a class="home" href="index.html"><span>%s</span></a>
                %s
                <div class="switches">
                <p class="minutes"></p>
                %s
                <button type="button" class="search" aria-haspopup="dialog" aria-label="Search">%s</button>
                </div>
                <span class="bar"></span>
                </header>
                <div class="page%s">
                <main id="text" tabindex="-1">
                %s<h1>%s</h1>
                %s
                %s
                <p class="notebook">This page as a notebook: %s</p>
                </main>
                %s
                </div>
                <p class="status" role="status"></p>
                %s
                </body>
                </html>
                """.formatted(
                POLICY, title(page), Entities.escape(page.description()), address.head(page), ICON,
                page.source().name(), NAME,
                menu.html(page, SETTINGS), ALTITUDES, LENS, text.contents().isEmpty() ? "" : " listed",
                part(page, menu), Entities.escape(page.title()), text.body(),
                neighbours(at(pages, here - 1), at(pages, here + 1)), notebooks(page),
                text.contents(), Keys.dialog());
    }

    private static String title(Page page) {
        String title = Entities.escape(page.title());
        return page.source().isIndex() ? title : title + " · " + NAME;
    }

    /** A small line above the title. */
    private static String part(Page page, SiteMenu menu) {
        String part = page.source().isIndex() ? "" : menu.part(page);
        return part.isEmpty() ? "" : "<p class=\"label part\">" + Entities.escape(part) + "</p>\n";
    }

    /** A fold that shows the altitude that is chosen, and opens to all of them. */
    private static String altitudes() {
        Map<String, String> words = new LinkedHashMap<>();
        for (Altitude each : Altitude.values()) {
            words.put(each.word(), "<b>%s</b> <span>%s</span>".formatted(each.word(), each.reader()));
        }
        String first = Altitude.FIRST.word();
        return "<details class=\"altitudes\"><summary><span>Altitude: </span><b>%s</b></summary>%s</details>"
                .formatted(first, choice("altitude", "Altitude", first, words));
    }

    private static Map<String, String> words(String... values) {
        Map<String, String> words = new LinkedHashMap<>();
        List.of(values).forEach(value -> words.put(value, value));
        return words;
    }

    /** A group of buttons, one of them pressed until a script knows better. @param words button by value */
    private static String choice(String name, String label, String pressed, Map<String, String> words) {
        StringBuilder html =
                new StringBuilder("<div class=\"choice\" role=\"group\" aria-label=\"%s\" data-choice=\"%s\">"
                        .formatted(label, name));
        words.forEach(
                (value, text) -> html.append("<button type=\"button\" value=\"%s\" aria-pressed=\"%s\">%s</button>"
                        .formatted(value, value.equals(pressed), text)));
        return html.append("</div>").toString();
    }

    /** One for each altitude, of which the switch in the page's head shows the chosen one. */
    private static String notebooks(Page page) {
        return page.notebookAltitudes().stream().map(altitude -> {
            String word = altitude.map(Altitude::word).orElse("download");
            String shown = altitude.isEmpty() ? "" : " data-altitude=\"" + word + "\"";
            return "<a href=\"%s\"%s download>%s</a>".formatted(page.notebook(altitude), shown, word);
        }).collect(Collectors.joining(" "));
    }

    private static Page at(List<Page> pages, int index) {
        return index < 0 || index >= pages.size() ? null : pages.get(index);
    }

    private static String neighbours(Page before, Page after) {
        return "<nav class=\"neighbours\" aria-label=\"Pages\">"
                + neighbour("prev", "Before", before) + neighbour("next", "Next", after) + "</nav>";
    }

    private static String neighbour(String rel, String label, Page page) {
        return page == null ? ""
                : "<a rel=\"%s\" href=\"%s\"><span class=\"label\">%s</span> %s</a>"
                        .formatted(rel, page.source().html(), label, Entities.escape(page.title()));
    }
}
