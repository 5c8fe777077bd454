package docs.site.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/** Lists as Markdown, to any depth. */
final class Lists {

    private static final Evaluator BLOCKS =
            Selector.evaluatorOf("p, ul, ol, dl, div, pre, table, aside, details, figure");
    private static final Evaluator LISTS = Selector.evaluatorOf("ul, ol, .ulist, .olist");
    private static final Evaluator ITEMS = Selector.evaluatorOf("> li");

    private Lists() {}

    static String list(Element list) {
        List<String> items = new ArrayList<>();
        List<Element> all = list.select(ITEMS);
        for (Element item : all) {
            items.add(item(mark(list, items.size()), content(item)));
        }
        boolean loose = items.stream().anyMatch(item -> item.contains("\n\n"));
        return String.join(loose ? "\n\n" : "\n", items);
    }

    /** Markdown has no letters for items: they are written as words. Steps to put in order have no numbers yet. */
    private static String mark(Element list, int index) {
        if (list.attr("type").equals("a")) {
            return "- **" + (char) ('a' + index) + ".** ";
        }
        return list.nameIs("ul") || list.hasClass("steps") ? "- " : index + 1 + ". ";
    }

    private static String item(String mark, String content) {
        String indent = " ".repeat(mark.indexOf(' ') + 1);
        return mark + content.lines()
                .map(line -> line.isEmpty() ? line : indent + line)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /** An item's own words, and below them the blocks that belong to it. */
    private static String content(Element item) {
        Element words = new Element("p");
        List<Element> blocks = new ArrayList<>();
        for (Node node : item.childNodes()) {
            if (node instanceof Element element && element.is(BLOCKS)) {
                blocks.add(element);
            } else {
                words.appendChild(node.clone());
            }
        }
        String own = Inline.of(words);
        StringBuilder text = new StringBuilder(own);
        for (Element block : blocks) {
            boolean first = text.isEmpty();
            boolean list = block.is(LISTS);
            text.append(first ? "" : list ? "\n" : "\n\n").append(Markdown.block(block));
        }
        return text.toString();
    }

    /** A list of terms: each with what it means, or a fact with its value. */
    static String terms(Element list) {
        List<String> items = new ArrayList<>();
        for (Element term : list.select("> dt, > div > dt")) {
            Element meaning = term.nextElementSibling();
            String text = meaning == null || !meaning.nameIs("dd") ? "" : content(meaning);
            items.add(
                    item("- ", "**" + Inline.of(term).replace("**", "") + "**" + (text.isEmpty() ? "" : ": " + text)));
        }
        return String.join("\n", items);
    }
}
