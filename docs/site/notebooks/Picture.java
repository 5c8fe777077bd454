package docs.site.notebooks;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/**
 * A page's pictures as notebooks can show them. A notebook strips SVG from its text, does not show it as an attachment,
 * and hands no colours to an image. So each becomes an image with its data in it, in the site's light colours on paper.
 */
public final class Picture {

    private static final double EDGE = 12;
    private static final Pattern LIGHT = Pattern.compile("(--[\\w-]+): *(?:light-dark\\(([^,]+),[^)]*\\)|([^;}]+))");
    private static final Pattern USE = Pattern.compile("var\\((--[\\w-]+)\\)");
    private static final Pattern NOT_OF_IMAGES = Pattern.compile("\\bsvg\\b|\\ba\\b|figcaption|:focus");

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> styles = new ConcurrentHashMap<>();
    private final String css;

    /** @param css the site's own */
    public Picture(String css) {
        Matcher light = LIGHT.matcher(css);
        while (light.find()) {
            values.putIfAbsent(light.group(1), light.group(2) == null ? light.group(3).strip() : light.group(2));
        }
        this.css = css;
    }

    /** The rules that begin with one of a figure's classes. */
    private String style(String classes) {
        String names = classes.replace(' ', '|') + "|stepped(?= \\.)";     // its parts: no margin
        Pattern rules = Pattern.compile("(?m)^\\.(?:" + names + ")(?![\\w-])[^\\n]*}$");
        return rules.matcher(css)
                .results()
                .map(MatchResult::group)
                .filter(rule -> !NOT_OF_IMAGES.matcher(rule.substring(0, rule.indexOf('{'))).find())
                .map(this::resolved)
                .collect(Collectors.joining("\n"));
    }

    /** Those of the figure, and of the block of steps that it is in. */
    private static String classes(Element figure) {
        boolean stepped = figure.parent() != null && figure.parent().hasClass("stepped");
        return (stepped ? "stepped " : "") + figure.className();
    }

    private String resolved(String rule) {
        return USE.matcher(rule)
                .replaceAll(use -> Matcher.quoteReplacement(values.getOrDefault(use.group(1), "inherit")));
    }

    /** The figure of a page as Markdown: the image, with its words for those who do not see it, and the caption. */
    String markdown(Element figure) {
        Element caption = figure.selectFirst("> figcaption");
        Element svg = figure.selectFirst("> svg").clone();
        String words = svg.selectFirst("> title").text() + ": " + svg.selectFirst("> desc").text();
        String data = Base64.getEncoder().encodeToString(alone(svg, figure).getBytes(StandardCharsets.UTF_8));
        return "<img alt=\"" + Entities.escape(words).replace("\"", "&quot;") + "\" src=\"data:image/svg+xml;base64,"
                + data + "\">"
                + (caption == null ? "" : "\n\n*" + Inline.of(caption) + "*");
    }

    /** The picture as a file of its own. Links in it would lead nowhere. */
    private String alone(Element svg, Element figure) {
        svg.select("a").unwrap();
        svg.select(".off").remove();        // what the shown step of a picture does not have
        svg.removeAttr("role").attr("class", classes(figure) + " " + svg.className());
        size(svg);
        svg.attr("xmlns", "http://www.w3.org/2000/svg").attr("font-family", "system-ui, sans-serif");
        svg.attr("style", "background: " + values.getOrDefault("--paper", "#fff"));
        // prependElement would note a tag in a map that all notebooks of the page share
        svg.prependChild(new Element("style").appendText(styles.computeIfAbsent(figure.className(), this::style)));
        org.jsoup.nodes.Document xml = new org.jsoup.nodes.Document("");
        xml.outputSettings().syntax(org.jsoup.nodes.Document.OutputSettings.Syntax.xml).prettyPrint(false);
        return xml.appendChild(svg).html();
    }

    /** An image without a size is small; one on paper of its own needs an edge. */
    private static void size(Element svg) {
        double[] box = Stream.of(svg.attr("viewBox").strip().split("[ ,]+")).mapToDouble(Double::parseDouble).toArray();
        double width = box[2] + 2 * EDGE;
        double height = box[3] + 2 * EDGE;
        // attr() would write it in lower case, which is another name in XML
        svg.attributes().removeIgnoreCase("viewBox");
        svg.attributes().put("viewBox", "%s %s %s %s".formatted(box[0] - EDGE, box[1] - EDGE, width, height));
        svg.attr("width", String.valueOf(width)).attr("height", String.valueOf(height));
    }
}
