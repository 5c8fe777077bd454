package grader.checks.lab10.sql;

import grader.clients.http.CheckFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A step of a transaction in `isolation.sql`.
 *
 * @param by `A` or `B`
 * @param sql one statement; `:name` stands for what the transaction has read last in the column `name`
 */
record Step(String by, String sql) {

    static final String FILE = "isolation.sql";

    private static final int MOST = 5;
    private static final Pattern LINE = Pattern.compile("([AB]):\\s*(.*)");
    private static final Pattern ALLOWED =
            Pattern.compile("(?i)(SELECT|WITH|INSERT|UPDATE|DELETE)\\b.*|COMMIT|ROLLBACK");
    private static final Pattern VARIABLE = Pattern.compile("'(?:[^']|'')*'|::|:([a-z_]+)");

    /** The steps of a section. @param text of the learner's file */
    static List<Step> section(String text, String name) {
        List<Step> steps = new ArrayList<>();
        for (String statement : SqlText.sections(FILE, text).getOrDefault(name, List.of())) {
            Matcher line = LINE.matcher(statement);
            if (!line.matches()) {
                throw new CheckFailed("expected steps such as `A: COMMIT;`, but there is: " + statement);
            }
            if (!ALLOWED.matcher(line.group(2)).matches()) {
                throw new CheckFailed("expected SELECT, INSERT, UPDATE, DELETE, COMMIT or ROLLBACK, but there is: "
                        + statement);
            }
            steps.add(new Step(line.group(1), line.group(2)));
        }
        List.of("A", "B").forEach(by -> check(of(by, steps), by, name));
        return steps;
    }

    private static void check(List<Step> own, String by, String section) {
        if (own.isEmpty()) {
            throw new CheckFailed("expected steps of A and of B in the section " + section + " of " + FILE
                    + ", but there are none of " + by);
        }
        if (own.size() > MOST || own.stream().filter(Step::ends).count() != 1 || !own.getLast().ends()) {
            throw new CheckFailed("expected at most " + MOST + " steps of " + by
                    + ", the last of which is its only COMMIT or ROLLBACK, but they are: " + own);
        }
    }

    /** The steps of one transaction. */
    static List<Step> of(String by, List<Step> steps) {
        return steps.stream().filter(step -> step.by().equals(by)).toList();
    }

    /** One transaction, and then the other. */
    static List<Step> oneAfterTheOther(String first, List<Step> steps) {
        List<Step> all = new ArrayList<>(of(first, steps));
        steps.stream().filter(step -> !step.by().equals(first)).forEach(all::add);
        return all;
    }

    /** Every order of these steps in which those of each transaction keep theirs. */
    static List<List<Step>> orders(List<Step> steps) {
        List<List<Step>> all = new ArrayList<>();
        addOrders(of("A", steps), of("B", steps), List.of(), all);
        return all;
    }

    private static void addOrders(List<Step> one, List<Step> other, List<Step> before, List<List<Step>> all) {
        if (one.isEmpty() && other.isEmpty()) {
            all.add(before);
        }
        if (!one.isEmpty()) {
            addOrders(one.subList(1, one.size()), other, with(before, one.getFirst()), all);
        }
        if (!other.isEmpty()) {
            addOrders(one, other.subList(1, other.size()), with(before, other.getFirst()), all);
        }
    }

    private static List<Step> with(List<Step> before, Step next) {
        List<Step> all = new ArrayList<>(before);
        all.add(next);
        return all;
    }

    /** Whether the transaction is over after it. */
    boolean ends() {
        return isCommit() || sql.equalsIgnoreCase("ROLLBACK");
    }

    boolean isCommit() {
        return sql.equalsIgnoreCase("COMMIT");
    }

    boolean reads() {
        return sql.toLowerCase(Locale.ROOT).matches("(select|with)\\b.*");
    }

    /** The statement with values for its variables. */
    String with(Map<String, String> values) {
        return VARIABLE.matcher(sql).replaceAll(found -> Matcher.quoteReplacement(value(found, values)));
    }

    private String value(MatchResult found, Map<String, String> values) {
        if (found.group(1) == null) {
            return found.group();
        }
        String value = values.get(found.group(1));
        if (value == null) {
            throw new CheckFailed(this + ": expected " + by + " to have read a column " + found.group(1)
                    + " before (name it with AS), but it has read " + values.keySet());
        }
        return value.matches("-?\\d+(\\.\\d+)?") ? value : "'" + value.replace("'", "''") + "'";
    }

    @Override
    public String toString() {
        return by + ": " + sql;
    }
}
