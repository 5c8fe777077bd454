package grader.checks.lab10.sql;

import grader.checks.lab10.sql.TwoTransactions.Outcome;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stretch task anomalies: what two transactions at once do to each other, step by step. */
public class AnomalyChecks {

    @Test
    @Check(value = "at READ COMMITTED, one of two updates is lost", task = "anomalies", rule = "lost-update",
            points = 0,
            explain = """
                    Each transaction computes the new value from a value that it has read before. What the other has
                    committed between its read and its write is overwritten.
                    """)
    void lostUpdate(Rig rig) throws SQLException {
        List<Step> steps = Step.section(rig.text(Step.FILE), "lost-update");
        try (SteppedDatabase database = SteppedDatabase.h2()) {
            Isolation isolation = new Isolation(rig, database, Connection.TRANSACTION_READ_COMMITTED, steps);
            isolation.oneAfterTheOther(outcome -> spentByAda(database, outcome, List.of(80L)));
            isolation.inThisOrder(outcome -> spentByAda(database, outcome, List.of(30L, 50L)));
        }
    }

    static String spentByAda(SteppedDatabase database, Outcome outcome, List<Long> expected) {
        return expect(outcome, database, Isolation.SPENT_OF_ADA, expected.stream().map(List::of).toList(),
                "what ada has spent");
    }

    /** What is wrong, if not both have committed, or a query has none of the expected results. */
    static String expect(Outcome outcome, SteppedDatabase database, String query, List<List<Long>> expected,
            String what) {
        if (!outcome.committed()) {
            return "expected both to commit, but one of them rolls back";
        }
        try {
            List<Long> found = database.numbers(query);
            return expected.contains(found) ? ""
                    : "expected " + what + " to be "
                            + String.join(" or ", expected.stream().map(AnomalyChecks::words).toList()) + ", but it is "
                            + words(found);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String words(List<Long> numbers) {
        return String.join(" and ", numbers.stream().map(String::valueOf).toList());
    }

    @Test
    @Check(value = "at READ COMMITTED, a query finds a row that was not there before", task = "anomalies",
            rule = "phantom", points = 0, explain = """
                    At READ COMMITTED each statement sees what was committed before it began. A row that another
                    transaction inserts between two executions of a query is a phantom. The rows of the first execution
                    are unchanged, so no lock of rows prevents it.
                    """)
    void phantom(Rig rig) throws SQLException {
        List<Step> steps = Step.section(rig.text(Step.FILE), "phantom");
        List<Step> reader = Step.of("A", steps);
        if (reader.stream().anyMatch(step -> !step.reads() && !step.ends())
                || reader.stream().filter(Step::reads).count() != 2
                || reader.stream().filter(Step::reads).map(Step::sql).distinct().count() != 1) {
            throw rig.failure("expected A to execute one query twice, and to change nothing, but it does this: "
                    + reader);
        }
        try (SteppedDatabase database = SteppedDatabase.h2()) {
            Isolation isolation = new Isolation(rig, database, Connection.TRANSACTION_READ_COMMITTED, steps);
            isolation.oneAfterTheOther(
                    outcome -> outcome.reads().getFirst().equals(outcome.reads().getLast()) ? ""
                            : "expected both results of A to be equal, but they are not");
            isolation.inThisOrder(outcome -> phantoms(outcome));
        }
    }

    private static String phantoms(Outcome outcome) {
        List<String> first = outcome.reads().getFirst();
        List<String> second = outcome.reads().getLast();
        return !outcome.committed() ? "expected both to commit, but one of them rolls back"
                : first.isEmpty() || !second.containsAll(first) || second.size() <= first.size()
                        ? "expected the second result of A to be the first one and more rows, but they are " + first
                                + " and " + second
                        : "";
    }

    @Test
    @Check(value = "at REPEATABLE READ, two transactions break a limit that each of them keeps", task = "anomalies",
            rule = "write-skew", points = 0, explain = """
                    Each transaction reads what the other one is about to change, and changes another row. So no row is
                    changed by both, and a snapshot notices nothing: write skew.
                    """)
    void writeSkew(Rig rig) throws SQLException {
        List<Step> steps = Step.section(rig.text(Step.FILE), "write-skew");
        try (SteppedDatabase database = SteppedDatabase.h2()) {
            Isolation isolation = new Isolation(rig, database, Connection.TRANSACTION_REPEATABLE_READ, steps);
            isolation
                    .oneAfterTheOther(outcome -> spent(database, outcome, List.of(List.of(60L, 0L), List.of(0L, 60L))));
            isolation.inThisOrder(outcome -> spent(database, outcome, List.of(List.of(60L, 60L))));
        }
    }

    static String spent(SteppedDatabase database, Outcome outcome, List<List<Long>> expected) {
        return expect(outcome, database, Isolation.SPENT, expected, "what ada and bob have spent");
    }
}
