package docs.site.page;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jsoup.nodes.Element;

/**
 * A page on its way from AsciiDoc to HTML. The steps of the build change `body` in place, and add to `defects`.
 *
 * @param inputs what it is made from: a step that reads a file adds it here first, or the page misses its changes
 * @param body what stands between the page's title and its end
 * @param found what was looked for in it when it was finished, by a name
 */
public record Page(PageSource source, Dependencies inputs, String title, String description, Element body,
        List<Defect> defects, Map<String, Object> found) {

    public Page(PageSource source, Dependencies inputs, String title, String description, Element body,
            List<Defect> defects) {
        this(source, inputs, title, description, body, defects, new ConcurrentHashMap<>());
    }

    /** The page when all steps are done: it may be kept for later builds, so nothing can be added to it. */
    public Page finished() {
        return new Page(source, inputs, title, description, body, List.copyOf(defects));
    }

    /** The same page with another body. */
    public Page with(Element other) {
        return new Page(source, inputs, title, description, other, defects);
    }

    /** What follows from the finished page alone: builds ask for it again and again, so it is looked for once. */
    @SuppressWarnings("unchecked")
    public <T> T found(String name, Function<Page, T> look) {
        return (T) found.computeIfAbsent(name, any -> look.apply(this));
    }

    /** Whether parts of it are for readers of one altitude only. */
    public boolean hasAltitudes() {
        return found("altitudes", page -> page.body.selectFirst("[data-altitude]") != null);
    }

    /** The altitudes it has notebooks for; without any, a page has a notebook without an altitude. */
    public List<Optional<Altitude>> notebookAltitudes() {
        return hasAltitudes() ? Arrays.stream(Altitude.values()).map(Optional::of).toList()
                : List.of(Optional.empty());
    }

    /** `lab03.junior.ipynb`; `index.ipynb` of a page without altitudes. */
    public String notebook(Optional<Altitude> altitude) {
        return notebook(source.name(), altitude);
    }

    public static String notebook(String page, Optional<Altitude> altitude) {
        return page + altitude.map(one -> "." + one.word()).orElse("") + ".ipynb";
    }

    /** A page is the same as itself only, so that it can be the key of what is made from it. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    public void defect(String near, String what, String remedy) {
        defects.add(source.defect(source.lineOf(near), what, remedy));
    }
}
