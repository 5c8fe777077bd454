package docs.studio.terminal;

import docs.studio.terminal.Screen.Look;
import docs.studio.terminal.LearnerStatus.Step;
import grader.course.Hint;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** `course hint`: each call shows the next hint; the last one is repeated. */
@Command(name = "hint", description = "Show a hint for a task; each next hint tells more.")
final class HintCommand implements Callable<Integer> {

    @Parameters(index = "0", arity = "0..1", paramLabel = "LAB",
            description = "Such as lab01; the lab of the next task if it is left out.")
    private String lab;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TASK",
            description = "Such as bind; the next task if it is left out.")
    private String task;

    @ParentCommand
    private CourseCommand course;

    @Override
    public Integer call() {
        LearnerStatus standing = course.standing();
        Screen screen = course.screen();
        Step step = standing.meant(lab, task);
        String name = step.lab().name();
        String id = step.task().id();
        Optional<Hint> next = Hint.after(standing.progress().hints(name, id), step.task());
        if (next.isEmpty()) {
            screen.line("There are no hints for " + name + " " + id + ".");
            return 0;
        }
        Hint hint = next.get();
        screen.line(
                screen.in(Look.BOLD, "hint " + hint.number() + " of " + hint.of()) + " · " + name + " " + id + ", \""
                        + step.task().title() + "\"");
        screen.paragraph("  ", hint.text());
        if (hint.isLast()) {
            screen.line(
                    "  that was the last: ./jbang course solution " + name + " " + id + " --force shows the solution");
        } else {
            screen.line("  the next tells more: ./jbang course hint " + name + " " + id);
        }
        standing.progress().hintsShown(step.lab(), id, hint.number());
        return 0;
    }
}
