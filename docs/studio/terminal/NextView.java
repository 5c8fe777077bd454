package docs.studio.terminal;

import docs.studio.terminal.LearnerStatus.Step;
import docs.studio.terminal.Screen.Look;
import grader.core.course.Lab;
import grader.core.course.PageLink;
import grader.core.course.Progress.TaskState;
import grader.core.course.Task;
import grader.core.files.PathText;
import grader.core.starter.SkippedLabs;
import grader.core.starter.StarterForm;
import grader.core.starter.Starters;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Shows what to do next: the task, where it stands, what to read, how to try and how to grade it. */
final class NextView {

    private final Screen screen;
    private final LearnerStatus standing;
    private final Lab lab;
    private final Task task;

    private NextView(Screen screen, LearnerStatus standing, Step step) {
        this.screen = screen;
        this.standing = standing;
        this.lab = step.lab();
        this.task = step.task();
    }

    static void show(Screen screen, LearnerStatus standing, Stops stops) {
        standing.labs().stream().filter(SkippedLabs::isInterrupted).forEach(lab -> interrupted(screen, lab));
        standing.next()
                .ifPresentOrElse(
                        step -> new NextView(screen, standing, step).show(stops),
                        () -> DoneView.show(screen, standing));
    }

    private static void interrupted(Screen screen, Lab lab) {
        screen.line(PathText.shown(lab.own()) + " is missing: your files wait in "
                + PathText.shown(SkippedLabs.own(lab).orElseThrow()));
        screen.item("back", "./jbang course unskip " + lab.name());
        screen.line();
    }

    private void show(Stops stops) {
        standing.begunAfter(lab).ifPresent(this::unfinished);
        screen.line(screen.in(Look.BOLD, "Next: " + lab.name() + " " + task.id()) + ", \"" + task.title() + "\" ("
                + task.points() + " points)");
        Optional<Place> place = Optional.ofNullable(Place.of(lab).get(task.id()));
        Optional<String> broken = Place.syntaxError(lab);
        boolean written = place.filter(Place::written).isPresent() && broken.isEmpty();
        broken.ifPresent(error -> screen.item("fix", screen.in(Look.BAD, error)));
        if (place.isPresent() || broken.isEmpty()) {
            screen.item("edit", place.map(found -> PathText.shown(found.file()) + ":" + found.line()
                    + (written && !isGradedAsWritten() ? "  (written: grade it)" : ""))
                    .orElseGet(this::noPlace));
        }
        if (Files.exists(PageLink.to(lab).source())) {
            screen.item("read", PageLink.to(lab, task).shown());
        }
        if (isOpenWorthwhile()) {
            screen.item("open?", "./jbang course open " + lab.name() + " leaves the types at its heart to you");
        }
        trial(stops);
        screen.item("grade", (written && isGradedAsWritten() ? score() : "") + "./jbang grade " + lab.name()
                + " --only " + task.id());
        int left = task.hints().size() - standing.progress().hints(lab.name(), task.id());
        screen.item("stuck?",
                "./jbang course hint" + (standing.isAhead(lab) ? " " + lab.name() : "")
                        + (left > 0 ? "" : "  (you have seen all " + task.hints().size() + ")"));
    }

    /** Whether the lab has another starter, and nothing of this one is edited yet. */
    private boolean isOpenWorthwhile() {
        return StarterForm.of(lab) == StarterForm.GUIDED && StarterForm.isThereOpen(lab)
                && !new Starters(standing.course()).isEdited(lab);
    }

    private void unfinished(Lab later) {
        screen.line(lab.name() + " is not finished, and " + later.name() + ", which you have begun, builds on it.");
        screen.item("skip?",
                "./jbang course skip " + lab.name() + " goes on with the reference's parts; yours are kept");
        screen.line();
    }

    private String noPlace() {
        return Files.isDirectory(lab.own())
                ? "no method is marked `// task " + task.id() + "` in " + PathText.shown(lab.own())
                : PathText.shown(lab.own()) + " is missing: "
                        + (SkippedLabs.isInterrupted(lab) ? "./jbang course unskip " + lab.name() + " brings it back"
                                : "./jbang starters writes it");
    }

    private void trial(Stops stops) {
        String ask = stops.lab(lab.name())
                .map(Stops.Entry::ask)
                .map(command -> "  then, in another terminal: " + command)
                .orElse("");
        List<String> lines =
                task.trial().isEmpty() ? List.of("./jbang " + lab.name() + ask) : task.trial().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            screen.item(i == 0 ? "try" : "", lines.get(i));
        }
    }

    /** Whether the last grading saw a body of the learner's: "not started" was said of a Todo. */
    private boolean isGradedAsWritten() {
        return standing.state(lab, task).filter(state -> !state.verdict().equals("not started")).isPresent();
    }

    private String score() {
        TaskState state = standing.state(lab, task).orElseThrow();
        String points = state.earned() + " of " + task.points();
        return standing.isWaiting(lab, task) ? points + ", the rest can be graded now: " : points + ": see ";
    }
}
