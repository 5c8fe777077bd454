package grader.grading.watch;

import grader.core.console.Style;
import grader.core.course.Hint;
import grader.core.course.Lab;
import grader.core.course.PageLink;
import grader.core.course.Task;
import grader.results.report.Signs;
import grader.core.console.WordWrap;
import grader.results.result.Result;
import grader.results.result.Result.TaskResult;
import java.util.List;

/** What the keys n, h and l show. */
final class TaskText {

    private final Style style;

    TaskText(Style style) {
        this.style = style;
    }

    /** @param place where the task is; empty if unknown */
    String next(Lab lab, Task task, String place) {
        StringBuilder out = new StringBuilder();
        out.append(style.bold(task.id() + ": " + task.title())).append(" (").append(task.points()).append(" points)\n");
        if (!place.isEmpty()) {
            item(out, "edit", Links.of(style).to(place));
        }
        item(out, "read", PageLink.to(lab, task).shown());
        String trial = task.trial().isEmpty() ? "./jbang " + lab.name() : task.trial();
        String label = "try";
        for (String line : trial.lines().toList()) {
            item(out, label, line);
            label = "";
        }
        return out.toString();
    }

    private void item(StringBuilder out, String label, String text) {
        out.append("  ").append(style.dim("%-6s".formatted(label))).append(text).append('\n');
    }

    String hints(Task task, List<Hint> hints) {
        StringBuilder out = new StringBuilder();
        hints.forEach(hint -> hint(out, task, hint));
        return out.append(style.dim(hints.getLast().isLast() ? "  that was the last" : "  h tells more"))
                .append('\n')
                .toString();
    }

    private void hint(StringBuilder out, Task task, Hint hint) {
        out.append(style.bold("hint " + hint.number() + " of " + hint.of()))
                .append(" · ")
                .append(task.id())
                .append('\n');
        for (Hint.Part part : hint.parts()) {
            out.append(part.isCode() ? "\n" + part.text().indent(4) + "\n"
                    : String.join("\n", WordWrap.wrapped(part.text(), "  ")) + "\n");
        }
    }

    String list(Result result) {
        StringBuilder out = new StringBuilder();
        for (TaskResult task : result.tasks()) {
            out.append("%s %-16s %s  %s%n".formatted(Signs.of(task, style), task.task().id(),
                    task.task().stretch() ? "stretch" : task.earned() + "/" + task.task().points(),
                    task.task().title()));
            task.checks()
                    .forEach(check -> out.append("    %s %-26s %2s  %s%n".formatted(
                            Signs.of(check.verdict(), style), check.id(), check.points(), check.says())));
        }
        return out.toString();
    }
}
