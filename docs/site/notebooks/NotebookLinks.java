package docs.site.notebooks;

import docs.site.page.Altitude;
import docs.site.page.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Leads from notebook to notebook, where pages lead to pages.
 *
 * @param anchors by the name of a page that has altitudes: of which altitude an anchor is, if it is of one
 */
public record NotebookLinks(Map<String, Map<String, Altitude>> anchors) {

    private static final Pattern PAGE = Pattern.compile("^(?:([\\w-]+)\\.html)?(#.*)?$");

    public static NotebookLinks of(List<Page> pages) {
        Map<String, Map<String, Altitude>> all = new HashMap<>();
        pages.stream()
                .filter(Page::hasAltitudes)
                .forEach(page -> all.put(page.source().name(), page.found("anchors", NotebookLinks::anchors)));
        return new NotebookLinks(all);
    }

    private static Map<String, Altitude> anchors(Page page) {
        Map<String, Altitude> anchors = new HashMap<>();
        for (Element part : page.body().select("[data-altitude]")) {
            Altitude altitude = Altitude.of(part.attr("data-altitude")).orElseThrow();
            part.select("[id]").forEach(target -> anchors.put(target.id(), altitude));
        }
        return anchors;
    }

    /** Changes the links of a page into those of its notebook. @param altitude the notebook's, if it has one */
    void rewrite(Element body, String page, Optional<Altitude> altitude) {
        for (Element link : body.select("a[href]")) {
            Matcher target = PAGE.matcher(link.attr("href"));
            if (target.matches()) {
                String anchor = target.group(2) == null ? "" : target.group(2);
                String name = target.group(1) == null ? page : target.group(1);
                String file = file(name, anchor, altitude);
                link.attr("href", target.group(1) == null && file.equals(file(page, "", altitude)) ? anchor
                        : file + anchor);
            }
        }
    }

    /** An anchor of one altitude is in no other notebook. Without an altitude of its own, a page leads to juniors. */
    private String file(String page, String anchor, Optional<Altitude> altitude) {
        if (!anchors.containsKey(page)) {
            return Page.notebook(page, Optional.empty());
        }
        Altitude own = anchor.isEmpty() ? null : anchors.get(page).get(anchor.substring(1));
        return Page.notebook(page, Optional.of(own != null ? own : altitude.orElse(Altitude.JUNIOR)));
    }
}
