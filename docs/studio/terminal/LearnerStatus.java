package docs.studio.terminal;

import grader.core.course.NextTask;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.course.Task;
import grader.core.starter.NextStep;
import grader.core.starter.SkippedLabs;
import grader.core.starter.Starters;
import grader.core.starter.WrittenTasks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the learner stands in the course: what was graded, what is skipped, and what comes next. */
record LearnerStatus(Course course, List<Lab> labs, Progress progress) {

    /** A task of a lab. */
    record Step(Lab lab, Task task) {}

    static LearnerStatus of(Course course) {
        return new LearnerStatus(course, course.all(), WrittenTasks.progress(course, Progress.load(course)));
    }

    Optional<TaskState> state(Lab lab, Task task) {
        return progress.task(lab.name(), task.id());
    }

    boolean isDone(Lab lab, Task task) {
        return NextTask.isDone(lab, task, progress);
    }

    boolean isSkipped(Lab lab) {
        return SkippedLabs.isSkipped(lab);
    }

    int earned(Lab lab) {
        return NextTask.earned(lab, progress);
    }

    int outOf(Lab lab) {
        return NextTask.points(lab);
    }

    /** Whether the lab is the learner's own work and no task of it is left, stretch tasks apart. */
    boolean isDone(Lab lab) {
        return !isSkipped(lab) && open(lab).isEmpty();
    }

    /** Whether the task was graded and passed every check that could run: the rest wait for other tasks. */
    boolean isWaiting(Lab lab, Task task) {
        return NextTask.isWaiting(lab, task, progress);
    }

    /**
     * The next task, in the order of the course, by the grader's rule: in a lab the first that is to be written or
     * fixed; tasks that only wait for others come after those. Stretch tasks and skipped labs are passed over.
     */
    Optional<Step> next() {
        return NextStep.of(course, progress).map(next -> new Step(next.lab().orElseThrow(), next.task().orElseThrow()));
    }

    /**
     * The first later lab that the learner has begun although this lab, which it builds on, is unfinished.
     */
    Optional<Lab> begunAfter(Lab unfinished) {
        Starters starters = new Starters(course);
        return isSkipped(unfinished) || isDone(unfinished) ? Optional.empty()
                : labs.stream()
                        .filter(lab -> lab.number() > unfinished.number() && !isSkipped(lab) && starters.isEdited(lab))
                        .findFirst();
    }

    /**
     * Whether the lab comes after a finished one, and the learner has not begun it: nothing written, graded or asked.
     */
    boolean isAhead(Lab lab) {
        boolean begun = new Starters(course).isEdited(lab) || lab.tasks()
                .stream()
                .anyMatch(task -> state(lab, task).isPresent() || progress.hints(lab.name(), task.id()) > 0);
        return !begun && labs.stream().anyMatch(each -> each.number() < lab.number() && isDone(each));
    }

    private Optional<Step> open(Lab lab) {
        return NextTask.of(lab, progress).map(task -> new Step(lab, task));
    }

    /**
     * The task that the user means: by lab and id, by lab alone (its first open task), by id alone (in the lab of the
     * next step if that has it), or the next step where nothing is said.
     *
     * @throws UserError where there is no such task, with those there are
     */
    Step meant(String lab, String task) {
        if (lab == null) {
            return next()
                    .orElseThrow(() -> new UserError("every task is done", "name one: ./jbang course hint LAB TASK"));
        }
        Optional<Step> byId = task == null ? byId(lab) : Optional.empty();
        return byId.orElseGet(() -> {
            Lab found = lab(lab);
            return task == null ? open(found).orElse(new Step(found, found.tasks().getFirst()))
                    : new Step(found, found.taskCalled(task));
        });
    }

    private Optional<Step> byId(String id) {
        return Stream.concat(next().map(Step::lab).stream(), labs.stream())
                .flatMap(each -> each.task(id).map(task -> new Step(each, task)).stream())
                .findFirst();
    }

    /** The lab of this name. The error distinguishes a lab that is planned from one unknown to the course. */
    Lab lab(String name) {
        boolean known =
                labs.stream().anyMatch(lab -> List.of(lab.name(), lab.folder(), "" + lab.number()).contains(name));
        if (!known && Stops.of(course)
                .labs()
                .stream()
                .anyMatch(lab -> lab.name().equals(name) || lab.folder().equals(name))) {
            throw new UserError(name + " is still to come", "./jbang course update brings new labs");
        }
        return course.lab(name);
    }
}
