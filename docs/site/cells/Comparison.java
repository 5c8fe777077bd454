package docs.site.cells;

import docs.site.page.Defect;
import grader.core.course.Course;
import grader.core.files.PathText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a page's cells again and compares with what is recorded. */
public final class Comparison {

    private Comparison() {}

    /** A defect for each cell that comes to something else than its recording says, or has none. */
    public static List<Defect> of(Course course, PageCells page) {
        List<Defect> defects = new ArrayList<>(page.defects());
        Map<Cell, PageRun.Run> runs = PageRun.of(course, page, cell -> {});
        runs.forEach((cell, run) -> {
            Outcome now = run.outcome();
            run.defect(cell).ifPresent(what -> defects.add(defect(cell, what, page)));
            Optional<Recording> recording = Recording.upToDate(cell);
            if (recording.isEmpty()) {
                defects.add(defect(cell, "has no recording that is up to date", page));
            } else if (cell.isOfThisSystem() && !cell.isSame(recording.get().outcome(), now)) {
                defects.add(defect(cell, "comes to something else than its recording says\n  expected"
                        + recording.get().outcome().indented() + "\n  actual" + now.indented(), page));
            }
        });
        return defects;
    }

    private static Defect defect(Cell cell, String what, PageCells page) {
        return new Defect(PathText.shown(cell.page()), cell.line(), "the cell " + cell.id() + " " + what,
                "if it is right as it is now: ./jbang site --record " + page.name());
    }
}
