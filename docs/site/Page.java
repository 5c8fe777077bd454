package docs.site;

import java.util.List;
import org.jsoup.nodes.Element;

/**
 * A page on its way from AsciiDoc to HTML. The steps of the build change `body` in place, and add to `defects`.
 *
 * @param body what stands between the page's title and its end
 */
record Page(PageSource source, String title, String description, Element body, List<Defect> defects) {

    void defect(String near, String what, String remedy) {
        defects.add(source.defect(source.lineOf(near), what, remedy));
    }
}
