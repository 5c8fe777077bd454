package docs.site.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/** Tables as Markdown: a line a row, the first one the head. */
final class Tables {

    private static final Evaluator BLOCKS = Selector.evaluatorOf("> p, > div");

    private Tables() {}

    static String of(Element table) {
        List<Element> rows = new ArrayList<>(table.select("tr"));
        int columns = rows.stream().mapToInt(Element::childrenSize).max().orElse(0);
        List<String> lines = new ArrayList<>();
        lines.add(table.selectFirst("thead") == null ? "|" + "  |".repeat(columns) : row(rows.removeFirst()));
        lines.add("|" + " --- |".repeat(columns));
        rows.forEach(row -> lines.add(row(row)));
        Element caption = table.selectFirst("caption");
        return (caption == null ? "" : "**" + Inline.of(caption) + "**\n\n") + String.join("\n", lines);
    }

    private static String row(Element row) {
        return row.children().stream().map(Tables::cell).collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** Table cells cannot hold blocks: every block is turned into one line. */
    private static String cell(Element cell) {
        List<Element> blocks = cell.select(BLOCKS);
        return blocks.isEmpty() ? Inline.of(cell)
                : blocks.stream()
                        .map(Markdown::block)
                        .map(text -> text.replaceAll("\\n+", "<br>"))
                        .collect(Collectors.joining("<br>"));
    }
}
