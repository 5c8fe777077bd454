package grader.core.source;

import grader.core.source.TaskMethods.Found;
import grader.core.source.TaskMethods.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The parts of a file in SQL that tasks are about, in the form of methods. A section begins with the line `-- task ID`.
 * The comments below it follow, whose first one is `-- NAME: …`; what comes after them, up to the next section, is its
 * body. In the reference, lines that begin with `--|` are among these comments: without that mark, they are the body
 * before the task is written.
 */
final class Sections {

    private static final Pattern MARK = Pattern.compile("(?m)^-- task ([a-z0-9-]+)[ \\t]*\\R");
    private static final Pattern COMMENTS = Pattern.compile("(?:--.*(?:\\R|\\z))*");
    private static final Pattern NAME = Pattern.compile("-- ([a-z0-9-]+):");
    private static final Pattern UNTIL_THEN = Pattern.compile("(?m)^--\\| ?(.*)$");

    private Sections() {}

    static Found in(String text) {
        List<Method> all = new ArrayList<>();
        Matcher mark = MARK.matcher(text);
        Matcher comments = COMMENTS.matcher(text);
        for (boolean found = mark.find(); found;) {
            String task = mark.group(1);
            int start = mark.end();
            found = mark.find();
            int end = found ? mark.start() : text.length();
            comments.region(start, end).lookingAt();
            int body = comments.end();
            String head = text.substring(start, body);
            Matcher name = NAME.matcher(head);
            int line = 1 + (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
            all.add(new Method(task, name.lookingAt() ? name.group(1) : task, line, start, body,
                    body + text.substring(body, end).stripTrailing().length(), untilThen(head)));
        }
        return new Found(List.copyOf(all), List.of());
    }

    private static String untilThen(String head) {
        String lines = UNTIL_THEN.matcher(head).results().map(line -> line.group(1)).collect(Collectors.joining("\n"));
        return lines.isEmpty() ? null : lines;
    }
}
