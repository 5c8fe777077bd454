package grader.checks.lab10;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.source.TaskMethods;
import grader.core.starter.Starter;
import java.util.ArrayList;
import java.util.HashMap;
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
    /** A text, a name or a comment, in which a semicolon ends nothing. */
    private static final Pattern PART =
            Pattern.compile("(?s)'(?:[^']|'')*'|\"[^\"]*\"|(?<comment>--[^\\n]*|/\\*.*?\\*/)|(?<end>;)|.");

    /** All puzzles of the course, in order. @param file the learner's text of it */
    static List<Puzzle> all(String file) {
        Lab lab = Course.here().lab("lab10");
        String starter = Starter.of(lab).get(FILE);
        Map<String, List<String>> own = new HashMap<>();
        TaskMethods.in(FILE, file)
                .methods()
                .forEach(section -> own.put(section.name(), statements(body(section, file))));
        return TaskMethods.in(FILE, starter)
                .methods()
                .stream()
                .map(section -> new Puzzle(section.name(),
                        budget(starter.substring(section.start(), section.bodyStart())),
                        statements(body(section, starter)).getLast(), own.getOrDefault(section.name(), List.of())))
                .toList();
    }

    private static String body(TaskMethods.Method section, String text) {
        return text.substring(section.bodyStart(), section.bodyEnd());
    }

    private static long budget(String question) {
        Matcher budget = BUDGET.matcher(question);
        if (!budget.find()) {
            throw new IllegalStateException(FILE + ": no 'At most N rows' in " + question);
        }
        return Long.parseLong(budget.group(1).replace(",", ""));
    }

    /** The statements of a text, without comments. */
    static List<String> statements(String text) {
        List<String> all = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        Matcher part = PART.matcher(text + "\n;");
        while (part.find()) {
            if (part.group("end") != null) {
                if (!statement.toString().isBlank()) {
                    all.add(statement.toString().strip());
                }
                statement.setLength(0);
            } else {
                statement.append(part.group("comment") == null ? part.group() : " ");
            }
        }
        return all;
    }

    boolean isOrdered() {
        return given.toLowerCase(Locale.ROOT).contains("order by");
    }
}
