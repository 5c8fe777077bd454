package docs.studio.lab;

import docs.studio.files.SharedFile;
import grader.core.course.Lab;
import grader.core.course.NextTask;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.course.Task;
import grader.core.source.TaskMethods;
import grader.core.starter.GivenSections;
import grader.core.starter.OpenStarter;
import grader.core.starter.SkippedLabs;
import grader.core.starter.StarterForm;
import grader.core.starter.Starters;
import grader.core.starter.WrittenTasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A lab as its page shows it: the learner's files, and where the learner stands.
 *
 * @param folder below the checkout
 * @param skipped whether the files are the reference's, and not to be edited
 * @param form of the starter, `open` or `guided`; null if there is one only
 * @param begun whether that form was chosen, or something is written or graded
 * @param earlier where the files of the labs before are, below the checkout, by name
 * @param next the id of the task that comes next; null if every task is done
 */
record LabView(String lab, String title, String folder, boolean skipped, String form, boolean begun,
        List<FileView> files, Map<String, String> earlier, List<TaskView> tasks, String next) {

    /** @param tasks the methods in it that tasks are about, in order */
    record FileView(String name, String hash, List<MethodView> tasks) {}

    /** @param id of the task. @param line of the method, from 1 */
    record MethodView(String id, int line) {}

    /**
     * A task.
     *
     * @param verdict of the last grading; null if there was none
     * @param hints how many were shown, of so many
     * @param file where its first method is, or its type in an open lab; null if there is none
     * @param line of that, from 1; 0 if there is none
     * @param written whether no Todo is left of it; of SQL, whether it differs from what was given
     * @param anchor of its step on the lab's page
     * @param why why it works, once it does; before that null
     */
    record TaskView(String id, String title, int points, boolean stretch, int earned, String verdict, int hints,
            int hintsOf, String file, int line, boolean written, String anchor, String why) {}

    /** @throws UserError if the lab's folder is missing, or holds what is no text */
    static LabView of(Lab lab) {
        Map<String, SharedFile.Version> versions = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        LabFiles.of(lab).forEach((name, file) -> {
            versions.put(name, new SharedFile(file).read());
            texts.put(name, versions.get(name).text());
        });
        Map<String, TaskMethods.Found> found = TaskMethods.in(texts);
        List<FileView> files = versions.entrySet()
                .stream()
                .map(each -> new FileView(each.getKey(), each.getValue().hash(), methods(found.get(each.getKey()))))
                .toList();
        Progress progress = WrittenTasks.progress(lab.course(), Progress.peek(lab.course()));
        Set<String> missing = WrittenTasks.missing(lab, texts);
        List<TaskView> tasks = new ArrayList<>();
        for (Task task : lab.tasks()) {
            Optional<FileView> file = files.stream().filter(each -> !lines(each, task).isEmpty()).findFirst();
            tasks.add(view(lab, task, progress, place(lab, task, file, texts), !missing.contains(task.id())));
        }
        return new LabView(lab.name(), lab.data().title(),
                lab.course().root().relativize(lab.own()).toString().replace('\\', '/'), SkippedLabs.isSkipped(lab),
                StarterForm.isThereOpen(lab) ? StarterForm.of(lab).word() : null, hasBegun(lab, progress), files,
                earlier(lab), tasks,
                NextTask.of(lab, progress).map(Task::id).orElse(null));
    }

    private static Map<String, String> earlier(Lab lab) {
        Map<String, String> places = new LinkedHashMap<>();
        lab.course()
                .all()
                .stream()
                .filter(before -> before.number() < lab.number())
                .flatMap(before -> LabSources.of(before).stream())
                .forEach(file -> places.put(file.getFileName().toString(),
                        lab.course().root().relativize(file).toString().replace('\\', '/')));
        return places;
    }

    private static boolean hasBegun(Lab lab, Progress progress) {
        return progress.hasForm(lab.name()) || SkippedLabs.isSkipped(lab) || new Starters(lab.course()).isEdited(lab)
                || lab.tasks().stream().anyMatch(task -> progress.task(lab.name(), task.id()).isPresent());
    }

    private static List<MethodView> methods(TaskMethods.Found found) {
        return found.methods().stream().map(method -> new MethodView(method.task(), method.line())).toList();
    }

    private static List<Integer> lines(FileView file, Task task) {
        return file.tasks().stream().filter(each -> each.id().equals(task.id())).map(MethodView::line).toList();
    }

    /** Of its first method, or else of its type in an open lab. */
    private static Optional<GivenSections.Place> place(Lab lab, Task task, Optional<FileView> file,
            Map<String, String> texts) {
        return file.map(found -> new GivenSections.Place(found.name(), lines(found, task).getFirst()))
                .or(() -> OpenStarter.placeOf(lab, task, texts));
    }

    private static TaskView view(Lab lab, Task task, Progress progress, Optional<GivenSections.Place> place,
            boolean written) {
        Optional<TaskState> state = progress.task(lab.name(), task.id());
        return new TaskView(task.id(), task.title(), task.points(), task.stretch(),
                state.map(TaskState::earned).orElse(0), state.map(TaskState::verdict).orElse(null),
                progress.hints(lab.name(), task.id()), task.hints().size(),
                place.map(GivenSections.Place::file).orElse(null),
                place.map(GivenSections.Place::line).orElse(0), written, task.page(),
                state.filter(TaskState::passed).map(passed -> task.why()).orElse(null));
    }
}
