package grader.checks.lab10.sql;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Stretch task expand-contract: a table changes while two versions of the servers use it. */
public class ExpandContractChecks {

    @Test
    @Check(value = "version 2 is deployed, and no statement fails", task = "expand-contract", rule = "expand",
            points = 0,
            explain = """
                    While a new version is deployed, the old one still runs. It knows nothing of a new column, so it
                    must be able to insert without it; and what it needs must stay.
                    """)
    void expand(Rig rig) throws SQLException {
        run(rig, 2);
    }

    @Test
    @Check(value = "version 3 is deployed, and reads what was written last", task = "expand-contract", rule = "switch",
            points = 0, builds = "expand", explain = """
                    Version 1 has changed rows without a look at the new column, even such rows as version 2 had filled.
                    Only when version 1 is gone can all rows be made right, and only then may anything read the column.
                    """)
    void switchOver(Rig rig) throws SQLException {
        run(rig, 3);
    }

    @Test
    @Check(value = "version 4 is deployed, and the old column is gone", task = "expand-contract", rule = "contract",
            points = 0, builds = "switch-over", explain = """
                    Version 4 does not know the old column, so it inserts without it. Version 3 still writes it until
                    it is gone.
                    """)
    void contract(Rig rig) throws SQLException {
        List<String> columns = run(rig, Version.LAST);
        List<String> expected = List.of("id BIGINT NOT NULL", "cents BIGINT NOT NULL");
        if (!columns.equals(expected)) {
            throw rig.failure("expected products to have the columns " + expected + " in the end, but they are "
                    + columns);
        }
    }

    private static List<String> run(Rig rig, int version) throws SQLException {
        Map<String, List<String>> sections = SqlText.sections(Version.FILE, rig.text(Version.FILE));
        try (Rollout rollout = new Rollout(rig.random(), rig::tell, Version.all(sections))) {
            rollout.runTo(version, sections.getOrDefault("plan", List.of()));
            return rollout.columns();
        }
    }
}
