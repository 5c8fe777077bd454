package grader.checks.lab10.sql;

import grader.clients.http.Await;
import grader.clients.http.CheckFailed;
import grader.clients.http.Limits;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two transactions whose steps run in a given order, at one isolation level. The next step begins when the one before
 * is over, or waits for the other transaction. While a transaction waits, the steps of the other one go on.
 */
final class TwoTransactions {

    private static final Duration PAUSE = Duration.ofMillis(1);

    /**
     * What has come of them.
     *
     * @param told each step and what it did, in order
     * @param committed whether both are
     * @param conflict whether the database has ended one of them
     * @param reads of A: the rows of each of its queries
     */
    record Outcome(List<String> told, boolean committed, boolean conflict, List<List<String>> reads) {}

    private final SteppedDatabase database;
    private final Map<String, Session> sessions;
    private final List<String> told = new ArrayList<>();
    private final List<Step> left;

    private TwoTransactions(SteppedDatabase database, Session a, Session b, List<Step> steps) {
        this.database = database;
        this.sessions = Map.of("A", a, "B", b);
        this.left = new ArrayList<>(steps);
    }

    /**
     * Runs the steps on the rows that there are at the beginning.
     *
     * @param level of {@link java.sql.Connection}
     * @param repeats whether a transaction that the database has ended runs again, after the other one
     */
    static Outcome run(SteppedDatabase database, int level, List<Step> steps, boolean repeats) {
        try {
            database.reset();
            try (Session a = new Session(database, level); Session b = new Session(database, level)) {
                TwoTransactions both = new TwoTransactions(database, a, b, steps);
                both.runAll();
                boolean conflict = a.isInConflict() || b.isInConflict();
                for (String name : List.of("A", "B")) {
                    if (repeats && both.sessions.get(name).isInConflict()) {
                        both.sessions.get(name).forget();
                        both.told.add(name + " runs again");
                        both.left.addAll(Step.of(name, steps));
                        both.runAll();
                    }
                }
                return new Outcome(both.told, a.isCommitted() && b.isCommitted(), conflict, a.reads());
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void runAll() {
        while (!left.isEmpty()) {
            Step next = left.stream().filter(step -> !session(step).isBusy()).findFirst().orElseThrow();
            left.remove(next);
            session(next).start(next);
            settle(next);
            left.removeIf(step -> session(step).isInConflict());
        }
    }

    private Session session(Step step) {
        return sessions.get(step.by());
    }

    /** Waits until each transaction is done with its step, or waits for the other one. */
    private void settle(Step step) {
        int before = told.size();
        boolean settled = Await.comesTrue(Limits.PATIENCE, PAUSE, () -> {
            look(step, before);
            return sessions.keySet().stream().allMatch(this::isSettled);
        });
        if (!settled) {
            throw new CheckFailed(step + ": expected it to end, or to wait for the other transaction, but it does "
                    + "neither");
        }
        if (session(step).isBusy()) {
            told.add(before, step + " … waits");
        }
    }

    private void look(Step step, int before) {
        Optional<String> own = session(step).ended();
        own.ifPresent(words -> told.add(before, step + " … " + words));
        String other = step.by().equals("A") ? "B" : "A";
        sessions.get(other).ended().ifPresent(words -> told.add(other + " goes on … " + words));
    }

    private boolean isSettled(String name) {
        Session own = sessions.get(name);
        Session other = sessions.get(name.equals("A") ? "B" : "A");
        try {
            return !own.isBusy() || !other.isBusy() && other.isOpen() && database.isWaiting(own.number());
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
