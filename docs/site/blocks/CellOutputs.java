package docs.site.blocks;

import docs.site.cells.Cell;
import docs.site.cells.CellNeeds;
import docs.site.cells.Outcome.Line;
import docs.site.cells.OutputPart;
import docs.site.cells.PageCells;
import docs.site.cells.Recording;
import docs.site.page.Altitudes;
import docs.site.page.Defect;
import docs.site.page.Page;
import grader.core.files.PathText;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/**
 * Puts under each cell what it printed when it was recorded. Nothing runs here: a recording that is not there is a
 * defect.
 */
public final class CellOutputs {

    /** The role of a cell. */
    static final String CELL = "cell";

    private final Page page;

    private CellOutputs(Page page) {
        this.page = page;
    }

    public static void place(Page page) {
        page.inputs().addAll(Recording.folder(page.source().file()));
        PageCells cells = PageCells.of(page.source().file(), page.source().text());
        page.defects().addAll(cells.defects());
        new CellOutputs(page).place(cells);
        Recording.leftOver(cells)
                .forEach(file -> page.defects()
                        .add(new Defect(PathText.shown(file), 0,
                                "the page has no such cell",
                                "./jbang site --record " + cells.name() + " takes it away")));
    }

    private void place(PageCells cells) {
        Map<String, Cell> byId = cells.cells()
                .stream()
                .collect(Collectors.toMap(Cell::id, Function.identity(), (one, twice) -> one));
        CellNeeds needs = new CellNeeds(cells.cells());
        for (Element block : page.body().select(".listingblock." + CELL)) {
            Cell cell = byId.remove(block.id());
            if (cell != null) {
                needs.allOf(cell).forEach(need -> checkAltitude(block, cell, need));
                recorded(cell, cells.name()).ifPresent(recording -> {
                    Element region = region(recording, cell, name(block, cell));
                    CellFacts.addTo(region, cell, recording, needs.of(cell), cells.name());
                    block.after(region);
                });
            } else if (cells.defects().isEmpty()) {
                page.defect(block.id(), "the cell " + block.id() + " is not written as cells are",
                        "begin it with [source%live,java,id=NAME] and a line ----");
            }
        }
    }

    /** Cells of one altitude are hidden at the others. So a cell needs only cells that its readers see, too. */
    private void checkAltitude(Element block, Cell cell, Cell need) {
        Element other = page.body().getElementById(need.id());
        String altitude = other == null ? "" : Altitudes.around(other);
        if (!altitude.isEmpty() && !altitude.equals(Altitudes.around(block))) {
            page.defects()
                    .add(page.source()
                            .defect(cell.line(), "the cell " + cell.id() + " needs the cell " + need.id()
                                    + ", which only readers of the altitude " + altitude + " see",
                                    "move what it needs to a cell without an altitude"));
        }
    }

    private Optional<Recording> recorded(Cell cell, String name) {
        Optional<Recording> recording = Recording.of(cell);
        if (recording.isPresent() && recording.get().isOf(cell)) {
            return recording;
        }
        page.defects()
                .add(page.source()
                        .defect(cell.line(), "the cell " + cell.id()
                                + (recording.isEmpty() ? " has no recording"
                                        : " or one before it has changed since it was recorded"),
                                "./jbang site --record " + name));
        return Optional.empty();
    }

    /** A region of its own name: readers who listen can jump to it, and hear what kind of output it is. */
    private static Element region(Recording recording, Cell cell, String name) {
        Element region = new Element("section").addClass("recording").attr("aria-label", "Output of the cell " + name);
        String where = cell.system().map(system -> " on " + system).orElse("");
        for (OutputPart part : OutputPart.of(recording.outcome())) {
            region.appendElement("p").addClass("label").text(label(part) + where);
            region.appendChild(part.plot().map(PlotFigure::of).orElseGet(() -> text(part, cell)));
        }
        if (recording.outcome().lines().isEmpty()) {
            region.appendElement("p").addClass("label").text("No output" + where);
        }
        return region;
    }

    private static Element text(OutputPart part, Cell cell) {
        Element pre = new Element("pre").addClass("from-" + part.kind().name().toLowerCase(Locale.ROOT));
        Element text = pre.appendElement("samp");
        for (Line line : part.lines()) {
            text.appendText(line == part.lines().getFirst() ? "" : "\n");
            CellFacts.mark(text, shown(line.text()), cell);
        }
        return pre;
    }

    private static String name(Element block, Cell cell) {
        Element title = block.selectFirst("> .title");
        return title == null ? cell.id() : "“" + title.text() + "”";
    }

    private static String label(OutputPart part) {
        return switch (part.kind()) {
            case OUT -> part.plot().isPresent() ? "Plot" : "Output";
            case ERR -> "Standard error";
            case VALUE -> "Value";
            case ERROR -> "Error";
        };
    }

    /**
     * The CR of a line ending does nothing on a terminal. Other controls would be lost in HTML: they get their
     * pictures.
     */
    private static String shown(String line) {
        return (line.endsWith("\r") ? line.substring(0, line.length() - 1) : line).chars()
                .map(c -> c < ' ' && c != '\t' ? '\u2400' + c : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
