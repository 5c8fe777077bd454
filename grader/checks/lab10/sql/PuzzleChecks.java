package grader.checks.lab10.sql;

import grader.clients.http.CheckFailed;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Stretch task puzzles: other queries and indexes, for the same rows with less work. */
public class PuzzleChecks {

    private static final int SEEDS = 1000;

    @Test
    @Check(value = "ten queries find their rows within their budgets", task = "puzzles", rule = "budgets", points = 0,
            ownServer = true,
            explain = """
                    The plan shows for each table how its rows are found (a `tableScan`, or an index with the conditions
                    it is used for) and how many were read: `scanCount`. Compare that with how many rows the result
                    needs. An index helps where it is sorted so that these rows are next to each other, and where the
                    condition names its column, alone on one side.
                    """)
    void withinBudgets(Rig rig) {
        List<Puzzle> puzzles = Puzzle.all(rig.text(Puzzle.FILE));
        try (PuzzleShop shop = PuzzleShop.filled(rig.random().nextInt(SEEDS))) {
            rig.tell("H2 has 200,000 orders of 2,000 customers, and 5,000 products");
            for (Puzzle puzzle : puzzles) {
                rig.each(puzzle.name(), () -> solve(rig, shop, puzzle));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void solve(Rig rig, PuzzleShop shop, Puzzle puzzle) {
        if (puzzle.own().isEmpty()) {
            throw rig.failure("expected its section with a query, but there is none in " + Puzzle.FILE);
        }
        String query = puzzle.own().getLast();
        try {
            List<String> expected = shop.rows(puzzle.given());
            List<String> indexes = puzzle.own().subList(0, puzzle.own().size() - 1);
            indexes.forEach(rig::tell);
            shop.haveIndexes(indexes);
            rig.tell(query);
            QueryPlan plan = shop.plan(query);
            rig.tell("the plan: " + plan.text());
            expectRows(puzzle, expected, shop.rows(query));
            if (plan.rows() > puzzle.budget()) {
                throw rig.failure(
                        String.format(Locale.ROOT, "expected H2 to read at most %,d rows, but it reads %,d: %s",
                                puzzle.budget(), plan.rows(), plan.inShort()));
            }
        } catch (SQLException rejected) {
            throw rig.failure("expected statements that H2 takes, but it says: " + SqlText.words(rejected));
        }
    }

    private static void expectRows(Puzzle puzzle, List<String> expected, List<String> found) {
        List<String> all = puzzle.isOrdered() ? expected : expected.stream().sorted().toList();
        List<String> own = puzzle.isOrdered() ? found : found.stream().sorted().toList();
        if (own.size() != all.size()) {
            throw new CheckFailed("expected as many rows as the given query has, " + all.size() + ", but there are "
                    + own.size());
        }
        for (int i = 0; i < all.size(); i++) {
            if (!own.get(i).equals(all.get(i))) {
                throw new CheckFailed("expected row " + (i + 1) + " to be (" + all.get(i)
                        + "), as in the given query, but it is (" + own.get(i) + ")");
            }
        }
    }
}
