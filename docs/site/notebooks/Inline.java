package docs.site.notebooks;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Words of a page as Markdown: emphasis, code, keys, links. What would mean something to Markdown is escaped. */
final class Inline {

    /** Markdown's own signs, and the dollar, between two of which Jupyter sees a formula. */
    private static final Pattern SIGNS = Pattern.compile("[\\\\`*_\\[\\]$~|]");
    private static final Pattern FIRST_SIGN = Pattern.compile("^(?:([#>+-])|(\\d+)([.)]))(?=\\s|$)");

    private Inline() {}

    /** What stands in an element, on one line. */
    static String of(Element parent) {
        String text = inside(parent).replaceAll("[ \\n\\t]+", " ").strip();
        return FIRST_SIGN.matcher(text)
                .replaceFirst(found -> Matcher.quoteReplacement(found.group(1) != null
                        ? "\\" + found.group(1)
                        : found.group(2) + "\\" + found.group(3)));
    }

    private static String inside(Element parent) {
        StringBuilder text = new StringBuilder();
        for (Node node : parent.childNodes()) {
            if (node instanceof TextNode words) {
                text.append(escaped(words.getWholeText()));
            } else if (node instanceof Element element) {
                text.append(element(element));
            }
        }
        return text.toString();
    }

    static String escaped(String words) {
        return SIGNS.matcher(words)
                .replaceAll("\\\\$0")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    private static String element(Element element) {
        return switch (element.normalName()) {
            case "code", "samp" -> code(element.wholeText());
            case "em", "i" -> around("*", element);
            case "strong", "b" -> around("**", element);
            case "br" -> "<br>";
            case "kbd", "sup", "sub" -> "<%1$s>%2$s</%1$s>".formatted(element.normalName(), inside(element));
            case "a" -> element.hasClass("anchor") ? ""
                    : element.attr("href").isEmpty() ? "<a id=\"" + element.id() + "\"></a>"
                            : "[" + inside(element) + "](" + target(element.attr("href")) + ")";
            default -> inside(element);
        };
    }

    /** Markdown takes signs with a space inside them for plain characters. */
    private static String around(String sign, Element element) {
        String words = inside(element).strip();
        return words.isEmpty() ? "" : sign + words + sign;
    }

    /**
     * Between more backticks than it holds. With a bar in it only HTML's own element is safe, as a table would be cut
     * there.
     */
    private static String code(String text) {
        String line = text.replace('\n', ' ');
        if (line.contains("|")) {
            return "<code>" + escaped(line) + "</code>";
        }
        String ticks = "`";
        while (line.contains(ticks)) {
            ticks += "`";
        }
        return ticks.length() == 1 ? ticks + line + ticks : ticks + " " + line + " " + ticks;
    }

    /** Markdown takes these signs for the end of the address. */
    private static String target(String href) {
        return href.replace("(", "%28").replace(")", "%29").replace(" ", "%20");
    }
}
