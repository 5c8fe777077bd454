package docs.studio.lab;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.course.NextTask;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.course.Task;
import grader.core.starter.SkippedLabs;
import grader.core.starter.NextStep;
import grader.core.starter.WrittenTasks;
import java.util.List;
import java.util.Optional;

/**
 * The learner's place in the course, as every page shows it.
 *
 * @param next the step that comes next; null if every task is done
 * @param way what comes next for a reader of the page; null if nothing does
 */
record CourseView(List<LabView> labs, Step next, Way way) {

    /** @param stop of the request's trip, such as `accept`. @param crux of the page in the learner's own words */
    record LabView(String lab, String title, String stop, int earned, int points, boolean done, boolean skipped,
            String crux, List<TaskView> tasks) {}

    /**
     * @param anchor of its step on the lab's page. @param graded whether it ever was. @param done whether it is passed.
     * @param gone whether its code was there when it was graded, and is no more
     */
    record TaskView(String id, String anchor, int earned, int points, boolean graded, boolean done, boolean gone) {}

    /** @param anchor of the task's step on the lab's page */
    record Step(String lab, String task, String title, String anchor) {}

    /** @param words that name it. @param onward whether it follows on the page. @param anchor empty: the page's top */
    record Way(String page, String anchor, String words, boolean onward) {}

    /** @param page that is read */
    static CourseView of(Course course, String page) {
        Progress progress = WrittenTasks.progress(course, Progress.peek(course));
        return new CourseView(course.all().stream().map(lab -> view(lab, progress)).toList(),
                NextStep.of(course, progress).map(CourseView::step).orElse(null),
                NextStep.from(course, progress, page)
                        .map(next -> new Way(next.page(), next.task().map(Task::page).orElse(""), next.words(),
                                next.onward()))
                        .orElse(null));
    }

    private static Step step(NextStep next) {
        Task task = next.task().orElseThrow();
        return new Step(next.page(), task.id(), task.title(), task.page());
    }

    private static LabView view(Lab lab, Progress progress) {
        boolean skipped = SkippedLabs.isSkipped(lab);
        return new LabView(lab.name(), lab.data().title(), lab.data().stop(), NextTask.earned(lab, progress),
                NextTask.points(lab), !skipped && NextTask.of(lab, progress).isEmpty(), skipped,
                progress.crux(lab.name()),
                lab.tasks().stream().map(task -> view(lab, task, progress)).toList());
    }

    private static TaskView view(Lab lab, Task task, Progress progress) {
        Optional<TaskState> state = progress.task(lab.name(), task.id());
        return new TaskView(task.id(), task.page(), state.map(TaskState::earned).orElse(0), task.points(),
                state.isPresent(), NextTask.isDone(lab, task, progress),
                state.filter(each -> each.verdict().equals(Progress.GONE)).isPresent());
    }
}
