package grader.conformance.requirements;

import java.util.ArrayList;
import java.util.List;

/** The requirements about one subject. */
public abstract class Group {

    /** The first lab whose server has the routes of most groups. */
    private static final int FIRST_LAB = 7;

    private final String title;
    private final int since;
    private final List<Requirement> requirements = new ArrayList<>();

    protected Group(String title) {
        this(title, FIRST_LAB);
    }

    /** @param since the first lab whose server can meet them */
    protected Group(String title, int since) {
        this.title = title;
        this.since = since;
    }

    final String title() {
        return title;
    }

    public final List<Requirement> requirements() {
        return List.copyOf(requirements);
    }

    protected final void must(String id, String clause, String says, TestCase trial) {
        must(id, clause, says, "", trial);
    }

    protected final void must(String id, String clause, String says, String why, TestCase trial) {
        add(id, Level.MUST, clause, says, why, trial);
    }

    protected final void should(String id, String clause, String says, TestCase trial) {
        should(id, clause, says, "", trial);
    }

    protected final void should(String id, String clause, String says, String why, TestCase trial) {
        add(id, Level.SHOULD, clause, says, why, trial);
    }

    protected final void advice(String id, String clause, String says, TestCase trial) {
        advice(id, clause, says, "", trial);
    }

    protected final void advice(String id, String clause, String says, String why, TestCase trial) {
        add(id, Level.ADVICE, clause, says, why, trial);
    }

    private void add(String id, Level level, String clause, String says, String why, TestCase trial) {
        requirements.add(new Requirement(id, title, level, "RFC " + clause, says, why, since, trial));
    }
}
