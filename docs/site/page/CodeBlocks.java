package docs.site.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Colours the code blocks of a page: Java, and what was typed into a terminal. */
public final class CodeBlocks {

    /** Stands for one element, a callout's number, while the text around it is coloured. */
    private static final char PLACE = '\uE000';

    private static final Pattern COMMAND = Pattern.compile("(?m)^(\\$ |&gt; )(.*)$");

    /** What fits on one line of a screen of 1280 px, in columns. */
    public static final int WIDEST = 84;

    private CodeBlocks() {}

    public static void highlight(Page page) {
        page.body().select(".listingblock:not(.cell) code.language-java").forEach(code -> checkWidth(page, code));
        page.body().select("pre > code.language-java").forEach(code -> rewrite(code, JavaHighlighter::html));
        page.body().select("pre > code.language-console").forEach(code -> rewrite(code, CodeBlocks::console));
    }

    /** Readers type a listing as they see it. Cells run where they are; a wide line of an excerpt is broken. */
    private static void checkWidth(Page page, Element code) {
        code.wholeText()
                .lines()
                .filter(line -> line.length() > WIDEST)
                .forEach(line -> page.defect(line, "a line of " + line.length() + " columns, which screens break: "
                        + line.strip(), "break it so that no line has more than " + WIDEST + " columns"));
    }

    /** A line that begins with `$ ` is a command, one with `> ` goes on with it; the others are what it printed. */
    private static String console(String text) {
        return COMMAND.matcher(Entities.escape(text))
                .replaceAll("<span class=\"prompt\">$1</span><span class=\"command\">$2</span>");
    }

    private static void rewrite(Element code, UnaryOperator<String> colours) {
        StringBuilder text = new StringBuilder();
        List<String> elements = new ArrayList<>();
        for (Node node : code.childNodes()) {
            if (node instanceof TextNode words) {
                text.append(words.getWholeText());
            } else {
                elements.add(node.outerHtml());
                text.append(PLACE);
            }
        }
        StringBuilder html = new StringBuilder();
        int next = 0;
        for (char c : colours.apply(text.toString()).toCharArray()) {
            if (c == PLACE) {
                html.append(elements.get(next++));
            } else {
                html.append(c);
            }
        }
        code.html(html.toString());
    }
}
