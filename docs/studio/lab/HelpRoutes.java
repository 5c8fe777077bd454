package docs.studio.lab;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.web.Call;
import docs.studio.web.WebServer;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Hint;
import grader.core.course.Lab;
import grader.core.course.NextTask;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.course.Task;
import grader.core.files.PathText;
import grader.core.starter.FormChange;
import grader.core.starter.SkippedLabs;
import grader.core.starter.StarterForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What helps a learner who is stuck, as in the terminal: hints, the solution once it is earned, and the beginning, in
 * either form.
 */
final class HelpRoutes {

    /** @param code whether it is whole methods, else a paragraph */
    private record PartView(boolean code, String text) {}

    private record HintView(int number, int of, List<PartView> parts) {

        static HintView of(Hint hint) {
            return new HintView(hint.number(), hint.of(),
                    hint.parts().stream().map(part -> new PartView(part.isCode(), part.text())).toList());
        }
    }

    /** @param backup where the learner's files are kept, below the checkout; null if nothing was to be kept */
    private record ResetView(String backup, List<String> files) {}

    /** @param name of a file. @param diff a unified diff; or, of a method that has no mark, its body */
    private record FileView(String name, String diff) {}

    private final Course course;

    HelpRoutes(Course course) {
        this.course = course;
    }

    void addTo(WebServer web) {
        web.route("GET /api/lab/hints", this::hints);
        web.route("POST /api/lab/hint", this::hint);
        web.route("POST /api/lab/reset", this::reset);
        web.route("POST /api/lab/form", this::form);
        web.route("GET /api/lab/solution", this::solution);
        web.route("PUT /api/lab/crux", call -> {
            JsonNode body = call.json();
            Progress.load(course).crux(course.lab(Call.text(body, "lab")), Call.text(body, "text"));
            call.reply(Map.of());
        });
    }

    private void hints(Call call) throws IOException {
        Lab lab = course.lab(call.query().getOrDefault("lab", ""));
        Task task = lab.taskCalled(call.query().getOrDefault("task", ""));
        int shown = Progress.peek(course).hints(lab.name(), task.id());
        call.reply(Map.of("of", task.hints().size(),
                "shown", StarterForm.of(lab).hints(lab, task).stream().limit(shown).map(HintView::of).toList()));
    }

    /** The next hint; the last one again after that. */
    private void hint(Call call) throws IOException {
        JsonNode body = call.json();
        Lab lab = course.lab(Call.text(body, "lab"));
        Task task = lab.taskCalled(Call.text(body, "task"));
        Progress progress = Progress.load(course);
        Hint next = Hint.after(progress.hints(lab.name(), task.id()), StarterForm.of(lab).hints(lab, task)).getLast();
        progress.hintsShown(lab, task.id(), next.number());
        call.reply(HintView.of(next));
    }

    private void reset(Call call) throws IOException {
        JsonNode body = call.json();
        Lab lab = course.lab(Call.text(body, "lab"));
        Progress progress = Progress.load(course);
        LabReset done =
                body.path("task").isTextual() ? LabReset.of(lab, lab.taskCalled(body.path("task").asText()), progress)
                        : LabReset.of(lab, progress);
        call.reply(view(done.backup(), done.changed()));
    }

    private ResetView view(Optional<Path> backup, List<Path> files) {
        return new ResetView(backup.map(folder -> course.root().relativize(folder).toString()).orElse(null),
                files.stream().map(file -> file.getFileName().toString()).toList());
    }

    /** The lab's starter in the other form. */
    private void form(Call call) throws IOException {
        JsonNode body = call.json();
        FormChange done = FormChange.of(course.lab(Call.text(body, "lab")),
                StarterForm.called(Call.text(body, "form")), Progress.load(course));
        call.reply(view(done.backup(), done.written()));
    }

    private void solution(Call call) throws IOException {
        Lab lab = course.lab(call.query().getOrDefault("lab", ""));
        String id = call.query().getOrDefault("task", "");
        List<Task> wanted = id.isEmpty() ? lab.tasks().stream().filter(task -> !task.stretch()).toList()
                : List.of(lab.taskCalled(id));
        Progress progress = Progress.peek(course);
        wanted.stream().filter(task -> !NextTask.isDone(lab, task, progress)).findFirst().ifPresent(open -> {
            String state = progress.task(lab.name(), open.id()).map(TaskState::verdict).orElse("not graded");
            throw new UserError(lab.name() + " " + open.id() + " is not passed yet (" + state + ")",
                    "take a hint, or grade it again");
        });
        if (SkippedLabs.isSkipped(lab)) {
            throw new UserError(lab.name() + " is skipped", PathText.shown(lab.own()) + " holds the reference");
        }
        LabSolution found = id.isEmpty() ? LabSolution.of(lab) : LabSolution.of(lab, wanted.getFirst());
        call.reply(Map.of("files", found.files()
                .stream()
                .map(file -> new FileView(file.file().getFileName().toString(), String.join("\n", file.lines())))
                .toList(), "unmarked", found.unmarked()));
    }
}
