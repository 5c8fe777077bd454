package grader.checks.lab10.sql;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.source.TaskMethods;
import grader.core.starter.Starter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query of `puzzles.sql`, as the starter has it and as the learner has left it.
 *
 * @param budget how many rows may be read
 * @param given the query of the starter
 * @param own the learner's statements, the query last; none if the section is missing
 */
record Puzzle(String name, long budget, String given, List<String> own) {

    static final String FILE = "puzzles.sql";

    private static final Pattern BUDGET = Pattern.compile("At most ([\\d,]+) rows");

    /** All puzzles of the course, in order. @param file the learner's text of it */
    static List<Puzzle> all(String file) {
        Lab lab = Course.here().lab("lab10");
        String starter = Starter.of(lab).get(FILE);
        Map<String, List<String>> given = SqlText.sections(FILE, starter);
        Map<String, List<String>> own = SqlText.sections(FILE, file);
        return TaskMethods.in(FILE, starter)
                .methods()
                .stream()
                .map(section -> new Puzzle(section.name(),
                        budget(starter.substring(section.start(), section.bodyStart())),
                        given.get(section.name()).getLast(), own.getOrDefault(section.name(), List.of())))
                .toList();
    }

    private static long budget(String question) {
        Matcher budget = BUDGET.matcher(question);
        if (!budget.find()) {
            throw new IllegalStateException(FILE + ": no 'At most N rows' in " + question);
        }
        return Long.parseLong(budget.group(1).replace(",", ""));
    }

    boolean isOrdered() {
        return given.toLowerCase(Locale.ROOT).contains("order by");
    }
}
