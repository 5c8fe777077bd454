package docs.site.shell;

import docs.site.page.Defect;
import docs.site.page.Page;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Puts SVG pictures into the page, where they take its colours. `image::pictures/x.svg[…]` is all that a page writes.
 *
 * <p>If there is an `x-narrow.svg` beside it, small screens get that one. The role `lit-accept` lights whatever in the
 * picture has the attribute `data-stop="accept"`. A picture without words for those who cannot see it is a defect.
 */
public final class Pictures {

    private static final String LIT = "lit-";

    private final Page page;
    private int count;

    private Pictures(Page page) {
        this.page = page;
    }

    public static void inline(Page page) {
        Pictures pictures = new Pictures(page);
        for (Element block : page.body().select(".imageblock")) {
            Element image = block.selectFirst("img");
            if (image != null && image.attr("src").endsWith(".svg")) {
                pictures.replace(block, image.attr("src"));
            }
        }
    }

    private void replace(Element block, String source) {
        Element figure = new Element("figure").addClass("picture");
        Path file = page.source().file().resolveSibling(source);
        Path narrow = page.source().file().resolveSibling(source.replace(".svg", "-narrow.svg"));
        page.inputs().add(file);
        page.inputs().add(narrow);
        boolean both = Files.exists(narrow);
        figure.addClass(file.getFileName().toString().replace(".svg", ""));
        read(source, file, block, both ? "wide" : "").ifPresent(figure::appendChild);
        if (both) {
            read(source, narrow, block, "narrow").ifPresent(figure::appendChild);
        }
        Element title = block.selectFirst(".title");
        if (title != null) {
            figure.appendElement("figcaption").html(title.html());
        }
        block.replaceWith(figure);
    }

    private Optional<Element> read(String source, Path file, Element block, String role) {
        Element svg;
        try {
            svg = Jsoup.parse(Files.readString(file), "", Parser.xmlParser()).selectFirst("svg");
        } catch (IOException error) {
            page.defect(source, "the picture " + source + " is not there",
                    "fix the path; it starts at the page's folder");
            return Optional.empty();
        }
        if (svg == null || svg.select("> title, > desc").size() < 2 || !svg.hasAttr("viewBox")) {
            page.defects()
                    .add(new Defect(PathText.shown(file), 1, "the picture needs a viewBox, a <title> and a <desc>",
                            "say in <desc> what the picture shows, for those who do not see it"));
            return Optional.empty();
        }
        checkColours(svg, file);
        svg.select("style").remove();       // only for a viewer that shows the file alone
        svg.attr("role", "img").removeAttr("width").removeAttr("height");
        if (!role.isEmpty()) {
            svg.addClass(role);
        }
        name(svg);
        block.classNames()
                .stream()
                .filter(name -> name.startsWith(LIT))
                .map(name -> name.substring(LIT.length()))
                .forEach(stop -> svg.select("[data-stop=" + stop + "]").addClass("lit"));
        return Optional.of(svg);
    }

    /** Ids are made unique in the page, and the words of the picture become its name and description. */
    private void name(Element svg) {
        String prefix = "picture-" + ++count + "-";
        for (Element part : svg.select("[id]")) {
            String old = part.id();
            svg.select("[marker-end='url(#" + old + ")']").attr("marker-end", "url(#" + prefix + old + ")");
            svg.select("[href='#" + old + "']").attr("href", "#" + prefix + old);
            part.attr("id", prefix + old);
        }
        svg.select("title, desc").forEach(text -> text.attr("id", prefix + text.tagName()));
        svg.attr("aria-labelledby", prefix + "title").attr("aria-describedby", prefix + "desc");
    }

    /** A fixed colour is right in light or in dark, never in both. */
    private void checkColours(Element svg, Path file) {
        for (String attribute : List.of("fill", "stroke")) {
            for (Element part : svg.select("[" + attribute + "]")) {
                String value = part.attr(attribute);
                if (!List.of("none", "currentColor", "context-stroke").contains(value)) {
                    page.defects()
                            .add(new Defect(PathText.shown(file), 0, attribute + "=\"" + value + "\" is a fixed colour",
                                    "use currentColor or none, and a class of theme/pictures.css"));
                }
            }
        }
    }
}
