package docs.site.blocks;

import docs.site.page.Markup;
import docs.site.plots.Plot;
import docs.site.plots.PlotSvg;
import java.util.List;
import org.jsoup.nodes.Element;

/** A plot of a cell as a page shows it: drawn, and in a fold its numbers. */
final class PlotFigure {

    private PlotFigure() {}

    static Element of(Plot plot) {
        Element figure = new Element("figure").addClass("plot");
        figure.appendElement("figcaption").text(plot.title());
        figure.append(PlotSvg.of(plot));
        Element fold = figure.appendElement("details").addClass("numbers");
        fold.appendElement("summary").text("The numbers");
        Element table = fold.appendElement("table");
        Element head = table.appendElement("thead").appendElement("tr");
        plot.names().forEach(name -> head.appendElement("th").attr("scope", "col").text(name));
        Element body = table.appendElement("tbody");
        for (List<String> row : plot.rows()) {
            Element line = body.appendElement("tr");
            line.appendElement("th").attr("scope", "row").text(row.getFirst());
            row.stream().skip(1).forEach(number -> line.appendElement("td").text(number));
        }
        Markup.table(table);
        return figure;
    }
}
