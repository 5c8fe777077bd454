package docs.site.cells;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.PathText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** `site --record`: runs the cells of pages whose recordings are not up to date, and writes what they came to. */
public final class Recorder {

    private final Course course;
    private final PrintWriter out;
    private final Consumer<Cell> next;
    private final Facts now = Facts.now();
    private int recorded;
    private int stayed;
    private int refused;

    /** @param next is told each cell before it runs */
    public Recorder(Course course, PrintWriter out, Consumer<Cell> next) {
        this.course = course;
        this.out = out;
        this.next = next;
    }

    /**
     * Records the page of this name, whatever has changed; without a name, those pages where a cell has.
     *
     * @return whether all cells ended as they are to end
     */
    public boolean record(Optional<String> name) {
        List<PageCells> pages = PageCells.all(course);
        List<PageCells> chosen = name.map(one -> List.of(PageCells.named(course, one)))
                .orElseGet(() -> pages.stream().filter(page -> !isUpToDate(page)).toList());
        stayed = pages.stream().mapToInt(page -> page.cells().size()).sum()
                - chosen.stream().mapToInt(page -> page.cells().size()).sum();
        chosen.forEach(this::page);
        out.println("cells: " + recorded + " recorded, " + stayed + " as they were"
                + (refused == 0 ? "" : ", " + refused + " refused"));
        return refused == 0;
    }

    private static boolean isUpToDate(PageCells page) {
        return page.defects().isEmpty() && Recording.leftOver(page).isEmpty()
                && page.cells().stream().allMatch(cell -> Recording.upToDate(cell).isPresent());
    }

    private void page(PageCells page) {
        page.defects().stream().findFirst().ifPresent(defect -> {
            throw new UserError(defect.place() + ": " + defect.what(), defect.remedy());
        });
        Map<Cell, PageRun.Run> runs = PageRun.of(course, page, next);
        runs.forEach(this::cell);
        for (Path file : Recording.leftOver(page)) {
            try {
                Files.delete(file);
            } catch (IOException error) {
                throw UserError.of(error, "deleting " + PathText.shown(file));
            }
            out.println(PathText.shown(file) + ": taken away, as its cell is gone");
        }
    }

    private void cell(Cell cell, PageRun.Run run) {
        Outcome outcome = run.outcome();
        Optional<String> defect = run.defect(cell);
        Optional<Recording> before = Recording.of(cell);
        boolean same = before.isPresent() && before.get().isOf(cell)
                && (cell.isSame(before.get().outcome(), outcome) || !cell.isOfThisSystem());
        if (!same && !cell.isOfThisSystem()) {
            refused++;
            out.println(cell.place() + ": " + cell.id() + ": refused: what it comes to is to be recorded on "
                    + cell.system().orElseThrow());
        } else if (!same && outcome.failed() != cell.fails()) {
            refused++;
            out.println(cell.place() + ": " + cell.id() + ": refused: " + (cell.fails()
                    ? "it says %fails, and it ends without an error"
                    : "it ends with an error; if that is meant, write [source%live%fails,java,id=" + cell.id() + "]")
                    + outcome.indented());
        } else if (defect.isPresent()) {
            refused++;
            out.println(cell.place() + ": " + cell.id() + ": refused: it " + defect.get());
        } else if (same && (!cell.isOfThisSystem() || before.get().facts().filter(now::isSameMachine).isPresent())) {
            stayed++;
        } else {
            recorded++;
            new Recording(cell.hash(), Optional.of(now), outcome).write(cell);
            out.println(cell.place() + ": " + cell.id() + ": recorded" + (before.isEmpty() ? "" : " again"));
        }
    }
}
