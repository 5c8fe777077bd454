package docs.studio.lab;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.course.Task;
import grader.core.starter.SkippedLabs;
import java.util.List;
import java.util.Optional;

/**
 * The learner's place in the course, as every page shows it.
 *
 * @param next the step that comes next; null if every task is done
 */
record CourseView(List<LabView> labs, Step next) {

    /** @param stop of the request's trip, such as `accept` */
    record LabView(String lab, String title, String stop, int earned, int points, boolean done, boolean skipped,
            List<TaskView> tasks) {}

    /**
     * @param anchor of its step on the lab's page. @param graded whether it ever was. @param done whether it is passed
     */
    record TaskView(String id, String anchor, int earned, int points, boolean graded, boolean done) {}

    /** @param anchor of the task's step on the lab's page */
    record Step(String lab, String task, String title, String anchor) {}

    static CourseView of(Course course) {
        Progress progress = Progress.peek(course);
        List<Lab> labs = course.all();
        return new CourseView(labs.stream().map(lab -> view(lab, progress)).toList(),
                labs.stream()
                        .filter(lab -> !SkippedLabs.isSkipped(lab))
                        .flatMap(lab -> NextTask.of(lab, progress)
                                .map(task -> new Step(lab.name(), task.id(), task.title(), task.page()))
                                .stream())
                        .findFirst()
                        .orElse(null));
    }

    private static LabView view(Lab lab, Progress progress) {
        boolean skipped = SkippedLabs.isSkipped(lab);
        return new LabView(lab.name(), lab.data().title(), lab.data().stop(), NextTask.earned(lab, progress),
                NextTask.points(lab), !skipped && NextTask.of(lab, progress).isEmpty(), skipped,
                lab.tasks().stream().map(task -> view(lab, task, progress)).toList());
    }

    private static TaskView view(Lab lab, Task task, Progress progress) {
        Optional<TaskState> state = progress.task(lab.name(), task.id());
        return new TaskView(task.id(), task.page(), state.map(TaskState::earned).orElse(0), task.points(),
                state.isPresent(), NextTask.isDone(lab, task, progress));
    }
}
