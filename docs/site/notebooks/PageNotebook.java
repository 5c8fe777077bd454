package docs.site.notebooks;

import docs.site.cells.Cell;
import docs.site.cells.Outcome;
import docs.site.cells.PageCells;
import docs.site.cells.Recording;
import docs.site.page.Altitude;
import docs.site.page.Page;
import grader.core.course.Lab;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/** Makes a notebook of a finished page: its prose as Markdown, its cells as cells, with what they came to. */
public final class PageNotebook {

    private static final Evaluator CELL = Selector.evaluatorOf(".listingblock.cell");
    private static final Evaluator HEADING = Selector.evaluatorOf("h2, h3, h4");
    private static final Evaluator PICTURE = Selector.evaluatorOf("figure.picture");
    private static final Evaluator RECORDING = Selector.evaluatorOf("section.recording");

    /** What ends a run of prose, or is more than prose. */
    private static final Evaluator OWN = Selector.evaluatorOf(".listingblock.cell, figure.picture, h2, h3, h4");

    /** What a fold would hide from Jupyter: a fold that holds one is open. */
    private static final Evaluator RUN_OR_SEEN = Selector.evaluatorOf(".listingblock.cell, figure.picture");

    private final Picture picture;
    private final Map<String, Cell> byId;
    private final Notebook notebook = new Notebook();
    private final List<Element> prose = new ArrayList<>();

    private PageNotebook(PageCells cells, Picture picture) {
        this.picture = picture;
        this.byId =
                cells.cells().stream().collect(Collectors.toMap(Cell::id, Function.identity(), (one, twice) -> one));
    }

    /**
     * The text of the page's `.ipynb`. Several threads may make those of one page.
     *
     * @param page stays as it is
     * @param altitude whose notebook it is, if the page has altitudes
     * @param lab whose page it is
     * @param picture in the site's colours
     */
    public static String of(Page page, Optional<Altitude> altitude, PageCells cells, Optional<LabTypes> lab,
            NotebookLinks links, Picture picture) {
        Element body = copy(page);
        altitude.ifPresent(one -> body.select("[data-altitude]:not([data-altitude=" + one.word() + "])").remove());
        links.rewrite(body, page.source().name(), altitude);
        PageNotebook notebook = new PageNotebook(cells, picture);
        notebook.head(page.title(), altitude, cells.name(), notebook.cellsOf(body), lab);
        notebook.walk(body);
        notebook.flush();
        return notebook.notebook.json();
    }

    /** Elements are not made for several threads. */
    private static Element copy(Page page) {
        synchronized (page) {
            return page.body().clone();
        }
    }

    private List<Cell> cellsOf(Element body) {
        return body.select(CELL)
                .stream()
                .map(block -> byId.get(block.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    private void head(String title, Optional<Altitude> altitude, String page, List<Cell> cells,
            Optional<LabTypes> lab) {
        notebook.text("# " + Inline.escaped(title) + "\n\n*A page of Inside the Server as a notebook"
                + altitude.map(one -> ", for the altitude " + one.word()).orElse("") + ". "
                + "The page itself: [" + page + ".html](" + page + ".html).*");
        if (cells.isEmpty()) {
            return;
        }
        notebook.text("The code runs on a Java 25 kernel; the course's README says how to get one. "
                + "Run this cell first: it imports what cells use.");
        notebook.code("imports", "import module java.base;");
        boolean plots = cells.stream().anyMatch(cell -> cell.code().contains("Plot."));
        Optional<Lab> types = lab.filter(one -> one.areUsed(cells)).map(LabTypes::lab);
        if (types.isPresent() || plots) {
            notebook.text(LabTypes.words(types));
            notebook.code("lab-types", LabTypes.compiling(types));
            notebook.code("lab-classpath", LabTypes.ADDING);
        }
        if (plots) {
            notebook.code("plots", LabTypes.DRAWING);
        }
    }

    private void walk(Element parent) {
        for (Element part : parent.children()) {
            if (part.is(CELL) && byId.containsKey(part.id())) {
                cell(part);
            } else if (part.is(PICTURE)) {
                flush();
                notebook.text(picture.markdown(part));
            } else if (part.is(HEADING)) {
                flush();
                prose.add(part);
            } else if (part.nameIs("summary")) {
                prose.add(new Element("p").appendChild(new Element("strong").text(part.text())));
            } else if (part.selectFirst(part.nameIs("details") ? RUN_OR_SEEN : OWN) != null) {
                walk(part);
            } else if (!part.is(RECORDING)) {
                prose.add(part);
            }
        }
    }

    private void flush() {
        String markdown = Markdown.of(prose);
        if (!markdown.isEmpty()) {
            notebook.text(markdown);
        }
        prose.clear();
    }

    /** A cell's output is shown; where the reader is asked for it, it is folded after the cell. */
    private void cell(Element block) {
        Element title = block.selectFirst("> .title");
        if (title != null) {
            prose.add(title);
        }
        prose.add(new Element("p").id(block.id()));     // pages link to cells
        flush();
        Cell cell = byId.get(block.id());
        boolean asked = block.closest("fieldset") != null;
        Outcome outcome = asked ? new Outcome(List.of())
                : Recording.of(cell).map(Recording::outcome).orElse(new Outcome(List.of()));
        notebook.code(cell.id(), cell.code(), outcome, cell.fails());
    }
}
