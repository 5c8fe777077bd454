package grader.checks.lab10.sql;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.machine.postgres.PostgresServer;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stretch task prevention: transactions that are right in every order of their steps. */
public class PreventionChecks {

    private static final List<List<Long>> ONE_OF_THEM = List.of(List.of(60L, 0L), List.of(0L, 60L));

    @Test
    @Check(value = "at READ COMMITTED, no update is lost in any order", task = "prevention", rule = "adding",
            points = 0,
            explain = """
                    At READ COMMITTED, a value that a transaction has read may be old by its next statement: another
                    one may have committed in between.
                    """)
    void adding(Rig rig) throws SQLException {
        List<Step> steps = Step.section(rig.text(Step.FILE), "adding");
        try (SteppedDatabase database = SteppedDatabase.h2()) {
            new Isolation(rig, database, Connection.TRANSACTION_READ_COMMITTED, steps)
                    .inEachOrder(false, outcome -> AnomalyChecks.spentByAda(database, outcome, List.of(80L)));
        }
    }

    @Test
    @Check(value = "at READ COMMITTED, there is no third order in any order of the steps", task = "prevention",
            rule = "counting", points = 0, explain = """
                    The rows that were counted are still as they were. What has changed is that there is another one,
                    and a row that is not there yet cannot be locked.
                    """)
    void counting(Rig rig) throws SQLException {
        List<Step> steps = Step.section(rig.text(Step.FILE), "counting");
        try (SteppedDatabase database = SteppedDatabase.h2()) {
            new Isolation(rig, database, Connection.TRANSACTION_READ_COMMITTED, steps)
                    .inEachOrder(false, outcome -> AnomalyChecks.expect(outcome, database,
                            "SELECT COUNT(*) FROM orders WHERE customer_id = 'ada'", List.of(List.of(2L)),
                            "the number of ada's orders"));
        }
    }

    @Test
    @Check(value = "at REPEATABLE READ, the limit holds in every order", task = "prevention", rule = "sharing",
            points = 0, explain = """
                    Each transaction sees the state in which it has begun, until it ends. The database compares only
                    what two of them do to the same row, and these do nothing to a row in common.
                    """)
    void sharing(Rig rig) throws SQLException {
        List<Step> steps = Step.section(rig.text(Step.FILE), "sharing");
        try (SteppedDatabase database = SteppedDatabase.h2()) {
            new Isolation(rig, database, Connection.TRANSACTION_REPEATABLE_READ, steps)
                    .inEachOrder(true, outcome -> AnomalyChecks.spent(database, outcome, ONE_OF_THEM));
        }
    }

    @Test
    @Check(value = "at SERIALIZABLE, PostgreSQL keeps the limit without locks in every order", task = "prevention",
            rule = "serializable", points = 0, explain = """
                    PostgreSQL notes what each transaction has read. If another one changes that, it may end one of them
                    with 40001. What a decision depends on, and was not read in the transaction, it cannot notice.
                    """)
    void serializable(Rig rig) throws SQLException {
        List<Step> steps = Step.section(rig.text(Step.FILE), "serializable");
        if (steps.stream().anyMatch(step -> step.sql().matches("(?is).*\\bFOR\\s+(UPDATE|SHARE|NO|KEY)\\b.*"))) {
            throw rig.failure("expected no lock, but there is one: " + steps);
        }
        if (!PostgresServer.isAvailable()) {
            throw rig
                    .skip("this machine has no PostgreSQL (apt-get install postgresql), and H2's SERIALIZABLE does not "
                            + "prevent write skew");
        }
        try (SteppedDatabase database = SteppedDatabase.postgres()) {
            new Isolation(rig, database, Connection.TRANSACTION_SERIALIZABLE, steps)
                    .inEachOrder(true, outcome -> AnomalyChecks.spent(database, outcome, ONE_OF_THEM));
        } catch (UncheckedIOException failed) {
            throw rig.skip("PostgreSQL does not start here: " + failed.getMessage());
        }
    }
}
