package grader.commands;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.GradingHistory;
import grader.core.course.Lab;
import grader.core.course.NextTask;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.starter.NextStep;
import grader.core.starter.WrittenTasks;
import grader.grading.engine.Settings;
import grader.results.result.Result;
import grader.results.result.Result.TaskResult;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the learner's place after a grading of their own checkout. */
final class PlaceKeeper {

    private PlaceKeeper() {}

    /** What comes next once all points of the learner's own lab are there, as the pages say it, too; else empty. */
    static String next(Settings settings, Result result) {
        Course course = settings.lab().course();
        return !settings.ownCheckout() || !result.isWhole() || result.exitCode() != 0 ? ""
                : NextStep.from(course, WrittenTasks.progress(course, Progress.peek(course)), settings.lab().name())
                        .map(next -> "next   " + next.words() + "   ./jbang course " + next.page()
                                + next.task().map(task -> "#" + task.page()).orElse("") + "\n")
                        .orElse("");
    }

    /**
     * A place that cannot be kept is told, and costs nothing else: the grading has been done.
     *
     * @param files the lab's sources when the grading began
     */
    static void keep(Settings settings, Result result, Map<String, String> files, PrintWriter err) {
        if (!settings.ownCheckout() || result.waitsForAnEarlierLab()) {
            return;      // a lab that was started again takes no points away
        }
        Map<String, TaskState> states = states(settings, result);
        String problem = result.problem().map(Result.Problem::what).orElse("");
        if (states.isEmpty() && problem.isEmpty()) {
            return;      // one check is no verdict on its task
        }
        try {
            Lab lab = settings.lab();
            Progress progress = Progress.load(lab.course());
            progress.warning().ifPresent(warning -> err.println("grade: " + warning));
            if (!states.isEmpty()) {
                Set<String> written = new HashSet<>(states.keySet());
                written.removeIf(task -> states.get(task).verdict().startsWith("skipped"));
                written.removeAll(WrittenTasks.missing(lab, files));
                progress.record(lab, states, written);
            }
            new GradingHistory(lab)
                    .add(settings.only().orElse(""), NextTask.earned(lab, progress), states, problem, files)
                    .ifPresent(gone -> err.println("grade: the history of " + lab.name() + " is full: grading "
                            + gone.number() + ", of " + gone.time() + ", is gone"));
        } catch (UserError stuck) {
            err.println("grade: your place could not be kept: " + stuck.line());
        }
    }

    /** None if nothing could be graded: a missing semicolon takes no points away. */
    private static Map<String, TaskState> states(Settings settings, Result result) {
        Map<String, TaskState> states = new LinkedHashMap<>();
        for (TaskResult task : result.problem().isPresent() ? List.<TaskResult>of() : result.tasks()) {
            boolean whole = settings.only().isEmpty() || task.checkable() == task.task().points();
            if (whole) {
                states.put(task.task().id(), new TaskState(task.earned(), task.checkable(), task.verdict().toString()));
            }
        }
        return states;
    }
}
