package docs.site.page;

import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * Says at each section or block of one altitude which it is; the switch in the page's head hides the others, and the
 * marks with them. A heading such as `Zero: a program that waits` gives up its first word for that.
 */
public final class Altitudes {

    private static final String MARK = "altitude-mark";

    private Altitudes() {}

    public static void mark(Page page) {
        for (Altitude altitude : Altitude.values()) {
            for (Element part : page.body().select("." + altitude.role())) {
                part.attr("data-altitude", altitude.word()).removeClass(altitude.role());
                if (part.firstElementChild() instanceof Element heading && heading.tagName().matches("h[2-6]")) {
                    takeFirstWord(heading, altitude.word());
                    heading.prependText(" ").prependElement("span").addClass(MARK).text(altitude.word());
                } else {
                    part.prependElement("p").addClass(MARK).text(altitude.word());
                }
            }
        }
    }

    /**
     * A link that is named after an altitude sends readers away from theirs. Only a link to the whole part of that
     * altitude, which offers a choice, may have such a name.
     */
    public static void checkLinks(Page page) {
        for (Element link : page.body().select("a[href^=#]")) {
            String word = link.text().toLowerCase(Locale.ROOT);
            if (Altitude.of(word).isPresent() && !link.attr("href").equals("#" + word)) {
                page.defect("<<" + link.attr("href").substring(1) + "," + link.text() + ">>",
                        "the link “" + link.text() + "” to " + link.attr("href") + " sends readers to another altitude",
                        "name what is there, in words that say something at every altitude, or say it here");
            }
        }
    }

    /** The altitude of the passage that an element is in; empty if all readers see it. */
    public static String around(Element element) {
        Element passage = element.closest("[data-altitude]");
        return passage == null ? "" : passage.attr("data-altitude");
    }

    private static void takeFirstWord(Element heading, String word) {
        if (heading.childNodeSize() > 0 && heading.childNode(0) instanceof TextNode text) {
            String rest = text.getWholeText().replaceFirst("(?i)^" + word + ": *", "");
            text.text(rest.isEmpty() ? rest : Character.toUpperCase(rest.charAt(0)) + rest.substring(1));
        }
    }
}
