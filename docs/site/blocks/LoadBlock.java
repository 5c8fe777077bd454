package docs.site.blocks;

import docs.site.page.Page;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.asciidoctor.ast.Cell;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.Row;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.ast.Table;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;
import org.jsoup.nodes.Element;

/**
 * `[load,service=10]`: a picture and a table of one server with one queue, busy a share of the time, as M/M/1 has it:
 * requests come by chance and take 10 ms by chance, on the average. A script adds a slider for the load; the table is
 * for all.
 */
@Contexts({Contexts.OPEN})
@ContentModel(ContentModel.COMPOUND)
public final class LoadBlock extends PageBlock {

    private static final String KIND = "load";

    public LoadBlock(Supplier<PageContext> page) {
        super(KIND, page);
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        PageContext here = page();
        List<String> lines = reader.readLines();
        int line = here.source.lineOf(lines);
        String service = String.valueOf(attributes.get("service"));
        StructuralNode block = KeyBlock.open(this, parent, lines, attributes, KIND + " service-" + service);
        if (!service.matches("[1-9]\\d{0,4}")) {
            here.defect(line, "[load]: service=" + service,
                    "write the time of one request in whole ms, as [load,service=10]");
        } else if (!holds(block, "image", "table")) {
            here.defect(line, "[load]: it is not one picture and one table",
                    "write image::pictures/load.svg[\"…\"] and below it a table: load, waiting ms, in all ms, "
                            + "requests waiting");
            block.removeRole(KIND);
        } else {
            ((Table) block.getBlocks().getLast()).getBody().forEach(row -> check(row, Integer.parseInt(service), line));
        }
        return block;
    }

    /** The load in percent, then what follows from it; each as exact as it is written. */
    private void check(Row row, int service, int line) {
        List<String> given =
                row.getCells().stream().map(Cell::getText).map(text -> text.replaceAll("[,\\s%]|ms", "")).toList();
        if (given.size() != 4 || !given.stream().allMatch(text -> text.matches("\\d+(\\.\\d+)?"))
                || Double.parseDouble(given.getFirst()) >= 100) {
            page().defect(line, "[load]: a row of the table is " + String.join(" | ", given),
                    "write four numbers: a load below 100%, waiting ms, in all ms, requests waiting");
            return;
        }
        double load = Double.parseDouble(given.getFirst()) / 100;
        double waiting = service * load / (1 - load);
        List<Double> right = List.of(waiting, service + waiting, load * load / (1 - load));
        for (int i = 0; i < right.size(); i++) {
            BigDecimal written = new BigDecimal(given.get(i + 1));
            BigDecimal exact =
                    new BigDecimal(String.valueOf(right.get(i))).setScale(written.scale(), RoundingMode.HALF_UP);
            if (!exact.equals(written)) {
                page().defect(line,
                        "[load]: at " + given.getFirst() + "% the table says " + written + ", which is not " + exact,
                        "with ρ for the load, waiting is service · ρ / (1 - ρ), and ρ² / (1 - ρ) requests wait");
            }
        }
    }

    /** When the pictures are in the page, and the tables can scroll. */
    public static void place(Page page) {
        for (Element block : page.body().select(".openblock.load:has(figure.picture)")) {
            Element figure = block.selectFirst("figure.picture");
            Element table = block.selectFirst("div.table");
            String service =
                    block.classNames().stream().filter(name -> name.startsWith("service-")).findFirst().orElseThrow();
            Element title = block.selectFirst("> .title");
            if (title != null) {
                figure.appendElement("figcaption").html(title.html());
            }
            block.empty().attr("class", "loaded").attr("data-service", service.substring("service-".length()));
            block.appendChildren(List.of(figure, table));
        }
    }
}
