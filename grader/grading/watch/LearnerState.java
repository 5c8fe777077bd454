package grader.grading.watch;

import grader.core.console.Style;
import grader.core.console.UserError;
import grader.core.course.Hint;
import grader.core.course.Lab;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.course.Task;
import grader.core.starter.StarterForm;
import grader.grading.engine.Settings;
import grader.results.result.OpenTask;
import grader.results.result.Result;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of the work: how it was graded last, which task comes next, which hints were shown. */
final class LearnerState {

    private final Lab lab;
    private final boolean own;
    private final Style style;
    private final TaskText text;
    private final Map<String, Integer> hints = new HashMap<>();      // of work that has no place in this checkout
    private Result last;       // of the last grading; null before the first
    private Result graded;     // of the last grading that could run; null before the first

    LearnerState(Settings settings, Style style) {
        this.lab = settings.lab();
        this.own = settings.ownCheckout();
        this.style = style;
        this.text = new TaskText(style);
    }

    boolean hasReported() {
        return last != null;
    }

    /** Takes a result in, and describes it in comparison with the last grading that could run. */
    String report(Result result) {
        last = result;
        if (result.problem().isPresent()) {
            return RunReport.of(result, "", style);
        }
        String changes = ResultDiff.of(graded, result, style);
        graded = result;
        return RunReport.of(result, changes, style);
    }

    /** The id of the task that the learner is at, if it is one of this lab. */
    String inWork() {
        return next().filter(open -> open.lab().equals(lab)).map(open -> open.task().id()).orElse("");
    }

    private Optional<OpenTask> next() {
        if (graded != null) {
            return graded.next();
        }
        Progress progress = Progress.load(lab.course());
        return lab.tasks()
                .stream()
                .filter(task -> !task.stretch()
                        && !(own && progress.task(lab.name(), task.id()).filter(TaskState::passed).isPresent()))
                .findFirst()
                .map(task -> new OpenTask(lab, task, ""));
    }

    String nextTask() {
        String first = last == null ? ""
                : last.problem().map(problem -> style.red("first fix " + problem.what()) + "\n").orElse("");
        return first + next().map(open -> text.next(open.lab(), open.task(), open.place()))
                .orElse("Nothing is left to do in " + lab.name() + ".\n");
    }

    /** One hint more of the next task, kept as `course hint` keeps it. */
    String hint() {
        return next().map(this::hint).orElse("Nothing is left to do in " + lab.name() + ".\n");
    }

    private String hint(OpenTask open) {
        Progress progress = Progress.load(lab.course());
        Task task = open.task();
        int shown = own ? progress.hints(open.lab().name(), task.id()) : hints.getOrDefault(task.id(), 0);
        StarterForm form = own ? StarterForm.of(open.lab()) : StarterForm.GUIDED;
        List<Hint> next = Hint.after(shown, form.hints(open.lab(), task));
        hints.put(task.id(), next.getLast().number());
        return text.hints(task, next) + (own ? kept(progress, open, next.getLast()) : "");
    }

    private String kept(Progress progress, OpenTask open, Hint hint) {
        try {
            progress.hintsShown(open.lab(), open.task().id(), hint.number());
            return "";
        } catch (UserError problem) {
            return "your place could not be kept: " + problem.line() + "\n";
        }
    }

    String list() {
        return graded == null ? "Nothing has been graded yet.\n" : text.list(graded);
    }
}
