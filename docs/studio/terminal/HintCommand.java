package docs.studio.terminal;

import docs.studio.terminal.LearnerStatus.Step;
import docs.studio.terminal.Screen.Look;
import grader.core.course.Hint;
import grader.core.starter.StarterForm;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** `course hint`: each call shows the next hint; after the last one, all of them again. */
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
        if (lab == null && standing.isAhead(step.lab())) {
            screen.line(name + " is next, and you have not begun it. Its first hint is ./jbang course hint " + name);
            return 0;
        }
        List<Hint> hints = Hint.after(standing.progress().hints(name, id),
                StarterForm.of(step.lab()).hints(step.lab(), step.task()));
        if (hints.size() > 1) {
            screen.line("You have seen all hints for " + name + " " + id + ". Here they are again.");
        }
        hints.forEach(hint -> show(screen, step, hint));
        Hint last = hints.getLast();
        if (last.isLast()) {
            screen.line(
                    "  that was the last: ./jbang course solution " + name + " " + id + " --force shows the solution");
        } else {
            screen.line("  the next tells more: ./jbang course hint " + name + " " + id);
        }
        standing.progress().hintsShown(step.lab(), id, last.number());
        return 0;
    }

    private static void show(Screen screen, Step step, Hint hint) {
        screen.line(
                screen.in(Look.BOLD, "hint " + hint.number() + " of " + hint.of()) + " · " + step.lab().name() + " "
                        + step.task().id() + ", \"" + step.task().title() + "\"");
        for (Hint.Part part : hint.parts()) {
            if (part.isCode()) {
                screen.line();
                part.text().lines().forEach(line -> screen.line("    " + line));
                screen.line();
            } else {
                screen.paragraph("  ", part.text());
            }
        }
    }
}
