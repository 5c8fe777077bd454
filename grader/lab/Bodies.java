package grader.lab;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts other bodies into the methods of a source file that are marked `// task ID`; all else stays, line ends too. */
public final class Bodies {

    private Bodies() {}

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
                            fresh -> text.replace(method.bodyStart(), method.bodyEnd(), withLineEndsOf(source, fresh)));
        }
        return text.toString();
    }

    /**
     * The body of a method where its task is not written: `throw new Todo("ID");`, or `Todo.say("ID");` and what its
     * mark says to do until then.
     */
    public static String hole(String source, TaskMethods.Method method) {
        String indent = source.substring(source.lastIndexOf('\n', method.start() - 1) + 1, method.start());
        String line = "\n" + indent + "    ";
        String task = "(\"" + method.task() + "\");";
        String untilThen = method.untilThen();
        String body = untilThen == null ? "throw new Todo" + task
                : untilThen.equals("return;") ? "Todo.say" + task
                        : untilThen.contains("Todo.reply(") ? untilThen
                                : "Todo.say" + task + line + untilThen;
        return "{" + line + body + "\n" + indent + "}";
    }

    private static String withLineEndsOf(String source, String body) {
        String unix = body.replace("\r\n", "\n");
        return source.contains("\r\n") ? unix.replace("\n", "\r\n") : unix;
    }
}
