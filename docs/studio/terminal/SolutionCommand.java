package docs.studio.terminal;

import docs.studio.lab.LabSolution;
import docs.studio.terminal.Screen.Look;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.core.files.PathText;
import grader.core.starter.SkippedLabs;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** `course solution`: how the reference differs from the learner's files, once they have passed. */
@Command(name = "solution", description = "Show how the reference differs from your files, once you have passed.")
final class SolutionCommand implements Callable<Integer> {

    private static final int NOT_YET = 1;

    @Parameters(index = "0", paramLabel = "LAB", description = "Such as lab01.")
    private String lab;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TASK", description = "Such as bind: only its methods.")
    private String task;

    @Option(names = "--force", description = "Show it although the task is not passed.")
    private boolean force;

    @ParentCommand
    private CourseCommand course;

    @Override
    public Integer call() {
        LearnerStatus standing = course.standing();
        Lab found = standing.lab(lab);
        List<Task> wanted = task == null ? found.tasks().stream().filter(each -> !each.stretch()).toList()
                : List.of(found.taskCalled(task));
        List<Task> open = wanted.stream().filter(each -> !standing.isDone(found, each)).toList();
        Screen screen = course.screen();
        if (!open.isEmpty() && !force) {
            return notYet(screen, standing, found, open);
        }
        if (SkippedLabs.isSkipped(found)) {
            screen.line(found.name() + " is skipped: " + PathText.shown(found.own()) + " holds the reference.");
            return 0;
        }
        LabSolution solution =
                task == null ? LabSolution.of(found) : LabSolution.of(found, found.taskCalled(task));
        solution.files().forEach(file -> show(screen, file.lines()));
        solution.unmarked().forEach((name, body) -> {
            screen.line("no method " + name + " of yours is marked `// task " + task + "`; the reference has:");
            body.lines().forEach(screen::line);
        });
        if (solution.isSame()) {
            screen.line("No difference: your code is the reference's.");
        }
        return 0;
    }

    private int notYet(Screen screen, LearnerStatus standing, Lab found, List<Task> open) {
        Task first = open.getFirst();
        String state = standing.state(found, first).map(last -> last.verdict()).orElse("not graded");
        screen.line(found.name() + " " + first.id() + " is not passed yet (" + state + ")"
                + (open.size() == 1 ? "." : ", nor are " + (open.size() - 1) + " more."));
        int left = first.hints().size() - standing.progress().hints(found.name(), first.id());
        screen.item("hint", "./jbang course hint " + found.name() + " " + first.id() + "  (" + left + " of "
                + first.hints().size() + " left)");
        screen.item("grade", "./jbang grade " + found.name() + " --only " + first.id());
        screen.item("or", "./jbang course solution " + found.name() + (task == null ? "" : " " + task) + " --force");
        return NOT_YET;
    }

    /** The lines of a unified diff. */
    static void show(Screen screen, List<String> lines) {
        lines.forEach(line -> screen.line(coloured(screen, line)));
    }

    private static String coloured(Screen screen, String line) {
        if (line.startsWith("---") || line.startsWith("+++")) {
            return screen.in(Look.BOLD, line);
        }
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> screen.in(Look.GOOD, line);
            case '-' -> screen.in(Look.BAD, line);
            case '@' -> screen.in(Look.LIT, line);
            default -> line;
        };
    }
}
