package docs.studio.terminal;

import docs.studio.terminal.Screen.Look;
import docs.studio.terminal.Standing.Step;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** `course hint`: one hint more each time it is asked; the last one is repeated. */
@Command(name = "hint", description = "Show a hint for a task, each time one that tells more.")
final class HintCommand implements Callable<Integer> {

    @Parameters(index = "0", arity = "0..1", paramLabel = "LAB", description = "Such as lab01; the lab of the next task if it is left out.")
    private String lab;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TASK", description = "Such as bind; the next task if it is left out.")
    private String task;

    @ParentCommand
    private CourseCommand course;

    @Override
    public Integer call() {
        Standing standing = course.standing();
        Screen screen = course.screen();
        Step step = standing.meant(lab, task);
        List<String> hints = step.task().hints();
        String name = step.lab().name();
        String id = step.task().id();
        if (hints.isEmpty()) {
            screen.line("There are no hints for " + name + " " + id + ".");
            return 0;
        }
        int number = Math.min(standing.progress().hints(name, id) + 1, hints.size());
        screen.line(screen.in(Look.BOLD, "hint " + number + " of " + hints.size()) + " · " + name + " " + id + ", \""
                + step.task().title() + "\"");
        screen.paragraph("  ", hints.get(number - 1));
        if (number < hints.size()) {
            screen.line("  the next tells more: ./jbang course hint " + name + " " + id);
        } else {
            screen.line("  that was the last: ./jbang course solution " + name + " " + id + " --force shows the solution");
        }
        standing.progress().hintsShown(step.lab(), id, number);
        return 0;
    }
}
