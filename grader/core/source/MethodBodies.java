package grader.core.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts other bodies into the methods of a source file that are marked `// task ID`; all else stays, line endings too.
 */
public final class MethodBodies {

    private MethodBodies() {}

    /**
     * The source with the body that `body` gives for a marked method, `{` to `}`; where it gives none, the old one
     * stays.
     */
    public static String replace(String name, String source, Function<TaskMethods.Method, Optional<String>> body) {
        List<TaskMethods.Method> methods = TaskMethods.in(name, source).methods();
        StringBuilder text = new StringBuilder(source);
        for (TaskMethods.Method method : methods.reversed()) {
            body.apply(method)
                    .ifPresent(
                            fresh -> text.replace(method.bodyStart(), method.bodyEnd(),
                                    withLineEndAt(method.bodyStart(), source, fresh)));
        }
        return text.toString();
    }

    /**
     * The body of a method where its task is not written: `throw new Todo("ID");`, or `Todo.report("ID");` and what its
     * mark says to do until then. Of a section of SQL, what its mark says, or nothing.
     */
    public static String hole(String source, TaskMethods.Method method) {
        if (method.isSection(source)) {
            return Objects.requireNonNullElse(method.untilThen(), "");
        }
        String indent = indent(source, method.start());
        String line = "\n" + indent + "    ";
        return "{" + line + String.join(line, statements(method)) + "\n" + indent + "}";
    }

    /** The spaces with which the line of `offset` begins. */
    static String indent(String source, int offset) {
        int line = source.lastIndexOf('\n', offset - 1) + 1;
        int end = line;
        while (source.charAt(end) == ' ') {
            end++;
        }
        return source.substring(line, end);
    }

    private static List<String> statements(TaskMethods.Method method) {
        String task = "(\"" + method.task() + "\");";
        String untilThen = method.untilThen();
        if (untilThen == null) {
            return List.of("throw new Todo" + task);
        }
        if (untilThen.contains("Todo.response(")) {        // It names the task itself.
            return List.of(untilThen);
        }
        List<String> statements = new ArrayList<>(List.of("Todo.report" + task));
        if (!untilThen.equals("return;")) {
            statements.addAll(List.of(untilThen.contains("{") ? new String[] {untilThen} : untilThen.split("(?<=;) ")));
        }
        return statements;
    }

    /** A file may have both: the body gets the end of the line where it begins. */
    private static String withLineEndAt(int start, String source, String body) {
        int end = source.indexOf('\n', start);
        String unix = body.replace("\r\n", "\n");
        return end > 0 && source.charAt(end - 1) == '\r' ? unix.replace("\n", "\r\n") : unix;
    }
}
