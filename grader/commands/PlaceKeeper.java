package grader.commands;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.starter.NextStep;
import grader.grading.engine.Settings;
import grader.results.result.Result;
import grader.results.result.Result.TaskResult;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the learner's place after a grading of their own checkout. */
final class PlaceKeeper {

    private PlaceKeeper() {}

    /** What comes next once all points of the learner's own lab are there, as the pages say it, too; else empty. */
    static String next(Settings settings, Result result) {
        Course course = settings.lab().course();
        return !settings.ownCheckout() || !result.isWhole() || result.exitCode() != 0 ? ""
                : NextStep.from(course, Progress.peek(course), settings.lab().name())
                        .map(next -> "next   " + next.words() + "   ./jbang course " + next.page()
                                + next.task().map(task -> "#" + task.page()).orElse("") + "\n")
                        .orElse("");
    }

    /** A place that cannot be kept is told, and costs nothing else: the grading has been done. */
    static void keep(Settings settings, Result result, PrintWriter err) {
        if (!settings.ownCheckout() || result.problem().isPresent() || result.waitsForAnEarlierLab()) {
            return;      // a missing semicolon takes no points away, nor does a lab that was started again
        }
        Map<String, TaskState> states = new LinkedHashMap<>();
        for (TaskResult task : result.tasks()) {
            boolean whole = settings.only().isEmpty() || task.checkable() == task.task().points();
            if (whole) {
                states.put(task.task().id(), new TaskState(task.earned(), task.checkable(), task.verdict().toString()));
            }
        }
        if (states.isEmpty()) {
            return;      // one check is no verdict on its task
        }
        try {
            Progress progress = Progress.load(settings.lab().course());
            progress.warning().ifPresent(warning -> err.println("grade: " + warning));
            progress.record(settings.lab(), states);
        } catch (UserError problem) {
            err.println("grade: your place could not be kept: " + problem.line());
        }
    }
}
