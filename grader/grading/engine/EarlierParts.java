package grader.grading.engine;

import grader.core.course.Lab;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.course.Task;
import grader.grading.submission.Sources;
import grader.grading.submission.Submission;
import grader.results.result.Earlier;
import grader.results.result.Earlier.Parts;
import grader.results.result.OpenTask;
import java.util.List;

/** Looks at the parts of earlier labs that a submission brings along: whose they are, and what is missing in them. */
final class EarlierParts {

    private EarlierParts() {}

    /** The earlier labs that the submission's sources come from, in order. */
    static List<Earlier> of(Settings settings, Submission submission) {
        return submission.earlierLabs().stream().map(earlier -> {
            Sources sources = Sources.of(submission, earlier);
            List<Task> used = submission.lab().uses(earlier);
            Parts parts = parts(settings, earlier);
            return new Earlier(earlier, parts,
                    used.stream()
                            .filter(task -> sources.isUnwritten(task.id()))
                            .map(task -> new OpenTask(earlier, task, sources.place(task.id())))
                            .toList(),
                    parts == Parts.OWN && settings.ownCheckout() ? unproven(earlier, used) : List.of());
        }).toList();
    }

    private static Parts parts(Settings settings, Lab earlier) {
        if (settings.solution() || settings.reference()) {
            return Parts.REFERENCE;
        }
        return settings.hasSkipped(earlier) ? Parts.SKIPPED : Parts.OWN;
    }

    private static List<String> unproven(Lab earlier, List<Task> used) {
        Progress progress = Progress.peek(earlier.course());
        return used.stream()
                .map(Task::id)
                .filter(task -> progress.task(earlier.name(), task).filter(TaskState::passed).isEmpty())
                .toList();
    }
}
