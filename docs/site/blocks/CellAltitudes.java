package docs.site.blocks;

import docs.site.cells.Cell;
import docs.site.cells.CellNeeds;
import docs.site.cells.PageCells;
import docs.site.page.Altitudes;
import docs.site.page.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.nodes.Element;

/** Cells of one altitude are hidden at the others. So a cell needs only cells that its readers see, too. */
public final class CellAltitudes {

    private CellAltitudes() {}

    public static void check(Page page) {
        if (page.body().selectFirst("[data-altitude] .listingblock." + CellOutputs.CELL) == null) {
            return;
        }
        PageCells cells = PageCells.of(page.source().file(), page.source().text());
        CellNeeds needs = new CellNeeds(cells.cells());
        Map<Cell, String> altitudes = new LinkedHashMap<>();
        for (Cell cell : cells.cells()) {
            Element block = page.body().getElementById(cell.id());
            altitudes.put(cell, block == null ? "" : Altitudes.around(block));
        }
        altitudes.forEach((cell, own) -> needs.allOf(cell)
                .stream()
                .filter(need -> !altitudes.get(need).isEmpty() && !altitudes.get(need).equals(own))
                .forEach(need -> page.defects()
                        .add(page.source()
                                .defect(cell.line(), "the cell " + cell.id() + " needs the cell " + need.id()
                                        + ", which only readers of the altitude " + altitudes.get(need) + " see",
                                        "move what it needs to a cell without an altitude"))));
    }
}
