package docs.studio.terminal;

import grader.console.UserError;
import grader.course.Lab;
import grader.course.Task;
import grader.files.PathText;
import grader.source.MethodBodies;
import grader.source.TaskMethods;
import grader.starter.SkippedLabs;
import grader.starter.Starter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                : List.of(LearnerStatus.task(found, task));
        List<Task> open = wanted.stream().filter(each -> !standing.isDone(found, each)).toList();
        Screen screen = course.screen();
        if (!open.isEmpty() && !force) {
            return notYet(screen, standing, found, open);
        }
        if (SkippedLabs.isSkipped(found)) {
            screen.line(found.name() + " is skipped: " + PathText.shown(found.own()) + " holds the reference.");
            return 0;
        }
        boolean any = task == null ? showLab(screen, found) : showTask(screen, found);
        if (!any) {
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

    private static boolean showLab(Screen screen, Lab found) {
        boolean any = false;
        for (Map.Entry<String, String> file : Starter.reference(found).entrySet()) {
            Path own = found.own().resolve(file.getKey());
            any |= Differences.show(screen, PathText.shown(own), Files.exists(own) ? Place.read(own) : "",
                    PathText.shown(found.reference().resolve(file.getKey())), file.getValue());
        }
        return any;
    }

    /**
     * Other tasks of the same file stay hidden: the learner's file is compared with itself, this task's bodies
     * exchanged.
     */
    private boolean showTask(Screen screen, Lab found) {
        Map<String, String> bodies = bodiesOfReference(found);
        boolean any = false;
        for (Path own : Place.sources(found)) {
            String source = Place.read(own);
            Place.syntaxError(own, source).ifPresent(error -> {
                throw new UserError(error, "fix that first, or look at the whole lab: ./jbang course solution "
                        + found.name() + " --force");
            });
            String solved = MethodBodies.replace(own.getFileName().toString(), source,
                    method -> method.task().equals(task) ? Optional.ofNullable(bodies.remove(method.name()))
                            : Optional.empty());
            any |= Differences.show(screen, PathText.shown(own), source, "the reference's " + task, solved);
        }
        for (Map.Entry<String, String> left : bodies.entrySet()) {
            screen.line(
                    "no method " + left.getKey() + " of yours is marked `// task " + task + "`; the reference has:");
            left.getValue().lines().forEach(screen::line);
        }
        return any || !bodies.isEmpty();
    }

    private Map<String, String> bodiesOfReference(Lab found) {
        Map<String, String> bodies = new HashMap<>();
        Starter.reference(found).forEach((name, source) -> {
            if (source.contains("// task " + task)) {
                for (TaskMethods.Method method : TaskMethods.in(name, source).methods()) {
                    if (method.task().equals(task)) {
                        bodies.put(method.name(), source.substring(method.bodyStart(), method.bodyEnd()));
                    }
                }
            }
        });
        return bodies;
    }
}
