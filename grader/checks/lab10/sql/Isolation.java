package grader.checks.lab10.sql;

import grader.checks.lab10.sql.TwoTransactions.Outcome;
import grader.grading.engine.Rig;
import java.util.List;
import java.util.function.Function;

/**
 * What the checks of `isolation.sql` share: a section's transactions at one level, in one order or in all.
 *
 * Each method is told how to find what is wrong with an outcome: in words, which are empty if nothing is.
 *
 * @param level of {@link java.sql.Connection}
 */
record Isolation(Rig rig, SteppedDatabase database, int level, List<Step> steps) {

    static final String SPENT_OF_ADA = "SELECT spent FROM customers WHERE id = 'ada'";
    static final String SPENT = "SELECT spent FROM customers ORDER BY id";

    /** Runs the transactions one after the other, in both orders. */
    void oneAfterTheOther(Function<Outcome, String> wrong) {
        for (String first : List.of("A", "B")) {
            String other = first.equals("A") ? "B" : "A";
            rig.step(first + ", and then " + other,
                    () -> run(Step.oneAfterTheOther(first, steps), false, "one after the other, ", wrong));
        }
    }

    /** Runs the steps as they are in the file. */
    void inThisOrder(Function<Outcome, String> wrong) {
        rig.step("the steps in the order of their lines", () -> run(steps, false, "in this order, ", wrong));
    }

    /** Runs the transactions in each order of their steps; what the database has ended runs again if `repeats`. */
    void inEachOrder(boolean repeats, Function<Outcome, String> wrong) {
        List<List<Step>> orders = Step.orders(steps);
        rig.tell("the steps run in each of their " + orders.size() + " orders");
        orders.forEach(order -> run(order, repeats, "in this order, ", wrong));
    }

    private void run(List<Step> order, boolean repeats, String how, Function<Outcome, String> wrong) {
        Outcome outcome = TwoTransactions.run(database, level, order, repeats);
        String words = !outcome.committed() && !repeats && outcome.conflict()
                ? "expected both to commit, but the database has ended one of them with " + Session.CONFLICT
                : wrong.apply(outcome);
        if (!words.isEmpty()) {
            outcome.told().forEach(rig::tell);
            throw rig.failure(how + words);
        }
    }
}
