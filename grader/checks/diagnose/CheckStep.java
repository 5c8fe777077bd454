package grader.checks.diagnose;

import grader.clients.http.CheckFailed;
import grader.core.source.TaskMethods;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A step of a check, such as `A, B: expect 200`.
 *
 * @param place where it stands, and what it says: for messages
 * @param clients whose step it is, one after the other; none: it is the server's, or the upstream's
 * @param text without the clients
 */
public record CheckStep(String place, List<String> clients, String text) {

    public static final String FILE = "diagnose.steps";

    private static final int MOST_STEPS = 100;
    private static final int MOST_CLIENTS = 200;
    private static final Pattern LINE = Pattern.compile("(?:([A-Z]\\w*(?:[-, ]+[A-Z]\\w*)*):\\s+)?(\\S.*)");
    private static final Pattern RANGE = Pattern.compile("([A-Z][a-z]*)(\\d{1,3})-\\1(\\d{1,3})");

    /** The steps in the learner's file. */
    public static List<CheckStep> of(String file) {
        TaskMethods.Method section = TaskMethods.in(FILE, file)
                .methods()
                .stream()
                .findFirst()
                .orElseThrow(() -> new CheckFailed("expected a line `-- task diagnose` in " + FILE
                        + ", as the starter has it, with the steps below it, but there is none"));
        List<CheckStep> steps = read(file.substring(section.bodyStart(), section.bodyEnd()),
                (int) file.substring(0, section.bodyStart()).lines().count());
        steps.forEach(StepKind::of);
        return steps;
    }

    /** The steps in these lines. @param before how many lines of their file come before them */
    static List<CheckStep> read(String lines, int before) {
        List<CheckStep> steps = new ArrayList<>();
        int number = before;
        for (String line : lines.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("--")) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0)) && !steps.isEmpty()) {
                CheckStep last = steps.removeLast();
                steps.add(new CheckStep(last.place, last.clients, last.text + "\n" + line.strip()));
                continue;
            }
            steps.add(step(FILE + ":" + number + ", `" + line.strip() + "`", line.strip()));
        }
        if (steps.size() > MOST_STEPS) {
            throw new CheckFailed("expected at most " + MOST_STEPS + " steps in " + FILE + ", but there are "
                    + steps.size() + ": the smallest check needs a few");
        }
        return steps;
    }

    private static CheckStep step(String place, String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new CheckFailed(place + ": expected a step such as `A: expect 200`");
        }
        List<String> clients = parts.group(1) == null ? List.of()
                : Arrays.stream(parts.group(1).split("\\s*,\\s*")).flatMap(name -> range(place, name)).toList();
        if (clients.size() > MOST_CLIENTS) {
            throw new CheckFailed(place + ": expected at most " + MOST_CLIENTS + " clients, but these are "
                    + clients.size());
        }
        return new CheckStep(place, clients, parts.group(2));
    }

    private static Stream<String> range(String place, String name) {
        Matcher range = RANGE.matcher(name);
        if (range.matches()) {
            return IntStream.rangeClosed(Integer.parseInt(range.group(2)), Integer.parseInt(range.group(3)))
                    .mapToObj(i -> range.group(1) + i);
        }
        if (!name.matches("[A-Z]\\w*")) {
            throw new CheckFailed(place + ": '" + name + "' names no client: write A, or A, B, or C1-C8");
        }
        return Stream.of(name);
    }
}
