package docs.site.notebooks;

import docs.site.plots.PlotSvg;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/** Blocks of a finished page as Markdown, such as GitHub and Jupyter read it. */
final class Markdown {

    private static final Evaluator INNER = Selector.evaluatorOf(
            "h2, h3, h4, h5, p, ul, ol, dl, table, pre, aside, details, figure, fieldset, section");
    private static final Evaluator NO_TARGET = Selector.evaluatorOf("h2, h3, h4, h5, svg, #preamble");

    private Markdown() {}

    /** Blocks below each other, with an empty line between them. */
    static String of(List<Element> blocks) {
        return blocks.stream().map(Markdown::block).filter(text -> !text.isBlank()).collect(Collectors.joining("\n\n"));
    }

    static String block(Element block) {
        boolean target = !block.id().isEmpty() && !block.is(NO_TARGET)
                && !block.id().equals(block.attr("data-exercise"));
        return target ? ("<a id=\"" + block.id() + "\"></a>\n\n" + written(block)).stripTrailing() : written(block);
    }

    private static String written(Element block) {
        return switch (block.normalName()) {
            case "h2", "h3", "h4", "h5" -> heading(block);
            case "p" -> paragraph(block);
            case "ul", "ol" -> Lists.list(block);
            case "dl" -> Lists.terms(block);
            case "table" -> Tables.of(block);
            case "pre" -> fenced(block.selectFirst("code") instanceof Element code ? code.attr("data-lang") : "",
                    block.wholeText());
            case "aside" -> quote(of(block.children()));
            case "details" -> block.hasClass("run") ? "" : folded(block);      // the page's way to run a cell
            case "figure" -> block.hasClass("transcript") ? transcript(block) : figure(block);
            case "svg" -> block.hasClass("narrow") ? "" : "*" + Inline.escaped(block.select("> title").text()) + "*";
            case "legend" -> question(block);
            default -> block.hasClass("title") ? bold(Inline.of(block)) : inner(block);
        };
    }

    /** A heading can be linked to: Jupyter's own anchors are made otherwise than a page's. */
    private static String heading(Element heading) {
        Element words = heading.clone();
        Element altitude = words.selectFirst(".altitude-mark");
        String mark = "";
        if (altitude != null) {
            mark = capital(altitude.text()) + " · ";
            altitude.remove();
        }
        String anchor = heading.id().isEmpty() ? "" : "<a id=\"" + heading.id() + "\"></a>\n\n";
        return anchor + "#".repeat(heading.normalName().charAt(1) - '0') + " " + mark + Inline.of(words);
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String paragraph(Element paragraph) {
        boolean label = paragraph.hasClass("label") || paragraph.hasClass("title");
        if (label || paragraph.hasClass("altitude-mark")) {
            return bold(capital(Inline.of(paragraph)) + (label ? "" : "."));
        }
        return Inline.of(paragraph);
    }

    private static String bold(String words) {
        return words.isEmpty() ? "" : "**" + words.replace("**", "") + "**";
    }

    /** What wraps other blocks; or text that stands in it as it is. */
    private static String inner(Element block) {
        return block.selectFirst(INNER) == null ? Inline.of(block) : of(block.children());
    }

    /** Code between fences that are longer than any in it. */
    static String fenced(String language, String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence + language + "\n" + text.stripTrailing() + "\n" + fence;
    }

    private static String quote(String text) {
        return text.lines().map(line -> line.isEmpty() ? ">" : "> " + line).collect(Collectors.joining("\n"));
    }

    /** Jupyter and GitHub fold HTML's own element, and read Markdown in it after an empty line. */
    private static String folded(Element details) {
        List<Element> content = new ArrayList<>(details.children());
        Element summary = content.removeFirst();
        return "<details>\n<summary>" + summary.text().replace("&", "&amp;").replace("<", "&lt;") + "</summary>\n\n"
                + of(content) + "\n\n</details>";
    }

    private static String figure(Element figure) {
        if (figure.hasClass("plot")) {
            return plot(figure);
        }
        Element caption = figure.selectFirst("> figcaption");
        List<Element> rest = figure.children().stream().filter(part -> part != caption).toList();
        return (caption == null ? "" : Inline.of(caption) + "\n\n") + of(rest);
    }

    /** The image has the title in it. */
    private static String plot(Element figure) {
        Element svg = figure.selectFirst("> svg");
        String[] box = svg.attr("viewBox").split(" ");
        return PlotSvg.image(figure.select("> figcaption").text(), svg.attr("aria-label"), Integer.parseInt(box[3]),
                svg.html()) + "\n\n" + of(figure.select("> details"));
    }

    /** Bytes on the wire, as the grader writes them. */
    private static String transcript(Element figure) {
        Element caption = figure.selectFirst("> figcaption");
        List<String> lines = new ArrayList<>();
        for (Element part : figure.children()) {
            if (part.hasClass("remark")) {
                lines.add("# " + part.wholeText());
            } else if (part != caption) {
                String side = part.hasClass("sent") ? "> " : "< ";
                part.selectFirst("pre").wholeText().lines().forEach(line -> lines.add(side + line));
            }
        }
        return (caption == null ? "" : bold(Inline.of(caption)) + "\n\n") + fenced("", String.join("\n", lines));
    }

    /** The legend of an exercise: its kind, then the question. */
    private static String question(Element legend) {
        Element words = legend.clone();
        Element label = words.selectFirst(".label");
        String kind = label == null ? "" : "**" + label.text() + ".** ";
        if (label != null) {
            label.after(new TextNode(" ")).remove();
        }
        return kind + Inline.of(words);
    }
}
