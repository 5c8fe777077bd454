package docs.studio.terminal;

import docs.studio.terminal.Screen.Look;
import docs.studio.terminal.Standing.Step;
import grader.lab.Course;
import grader.lab.Lab;
import grader.lab.Task;
import java.nio.file.Files;
import java.util.Optional;

/** Shows what to do next: the task, where it stands, what to read, how to try and how to grade it. */
final class NextView {

    private NextView() {}

    static void show(Screen screen, Standing standing, Stops stops) {
        standing.next().ifPresentOrElse(
                step -> show(screen, standing, stops, step),
                () -> screen.line(screen.in(Look.GOOD, "Nothing is left to do: every task is passed, or its lab skipped.")
                        + " ./jbang course update brings new labs."));
    }

    private static void show(Screen screen, Standing standing, Stops stops, Step step) {
        Lab lab = step.lab();
        Task task = step.task();
        Optional<Place> place = Optional.ofNullable(Place.of(lab).get(task.id()));
        String verdict = standing.state(lab, task).map(state -> ", " + state.verdict()).orElse("");
        screen.line(screen.in(Look.BOLD, "Next: " + lab.name() + " " + task.id()) + ", \"" + task.title() + "\" ("
                + task.points() + " points" + verdict + ")");
        screen.item("edit", place.map(found -> Course.shown(found.file()) + ":" + found.line()
                        + (found.written() ? "  (written: grade it)" : ""))
                .orElse(Files.isDirectory(lab.own())
                        ? "no method is marked `// task " + task.id() + "` in " + Course.shown(lab.own())
                        : Course.shown(lab.own()) + " is missing: ./jbang starters writes it"));
        if (Files.exists(lab.page())) {
            screen.item("read", Course.shown(lab.page()) + "#" + task.page());
        }
        String ask = stops.lab(lab.name()).map(Stops.Entry::ask).map(command -> "  then, in another terminal: " + command).orElse("");
        screen.item("try", "./jbang " + lab.name() + ask);
        screen.item("grade", "./jbang grade " + lab.name() + " --only " + task.id());
        int left = task.hints().size() - standing.progress().hints(lab.name(), task.id());
        screen.item("stuck?", "./jbang course hint" + (left > 0 ? "" : "  (you have seen all " + task.hints().size() + ")"));
    }
}
