package grader.core.course;

import grader.core.course.Progress.TaskState;
import java.util.List;
import java.util.Optional;

/** Where the learner stands in a lab: its points, and which task comes next by the grader's rule. */
public final class NextTask {

    private NextTask() {}

    /**
     * The first that is to be written or fixed; those that only wait for others come after it. Stretch tasks are passed
     * over.
     */
    public static Optional<Task> of(Lab lab, Progress progress) {
        List<Task> left = lab.tasks().stream().filter(task -> !task.stretch() && !isDone(lab, task, progress)).toList();
        return left.stream()
                .filter(task -> !isWaiting(lab, task, progress))
                .findFirst()
                .or(() -> left.stream().findFirst());
    }

    /** The points that the learner has in a lab; stretch tasks have none. */
    public static int earned(Lab lab, Progress progress) {
        return lab.tasks()
                .stream()
                .filter(task -> !task.stretch())
                .mapToInt(task -> progress.task(lab.name(), task.id()).map(TaskState::earned).orElse(0))
                .sum();
    }

    /** The points that a lab has. */
    public static int points(Lab lab) {
        return lab.tasks().stream().filter(task -> !task.stretch()).mapToInt(Task::points).sum();
    }

    public static boolean isDone(Lab lab, Task task, Progress progress) {
        return progress.task(lab.name(), task.id()).filter(TaskState::isDone).isPresent();
    }

    /** Whether the task was graded and passed every check that could run: the rest wait for other tasks. */
    public static boolean isWaiting(Lab lab, Task task, Progress progress) {
        return progress.task(lab.name(), task.id()).filter(state -> state.verdict().equals("not run")).isPresent();
    }
}
