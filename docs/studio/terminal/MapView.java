package docs.studio.terminal;

import docs.studio.terminal.LearnerStatus.Step;
import docs.studio.terminal.Screen.Look;
import docs.studio.terminal.Stops.Entry;
import docs.studio.terminal.Stops.Stop;
import grader.core.course.Lab;
import grader.core.course.Progress.TaskState;
import grader.core.course.Task;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Draws the seven stops with their labs; the stop of the next step is lit, and the tasks of its lab are shown. */
final class MapView {

    private static final int ON_THE_TRIP = 7;
    private static final Set<String> SAID_BY_THE_MARK = Set.of("", "passed", "not started");

    private final Screen screen;
    private final LearnerStatus standing;
    private final Stops stops;
    private final Optional<Step> next;

    MapView(Screen screen, LearnerStatus standing, Stops stops) {
        this.screen = screen;
        this.standing = standing;
        this.stops = stops;
        this.next = standing.next();
    }

    void show() {
        List<Stop> all = stops.stops();
        for (int i = 0; i < all.size(); i++) {
            stop(all.get(i), i < ON_THE_TRIP ? "│" : " ", i == ON_THE_TRIP - 1);
        }
    }

    private void stop(Stop stop, String rail, boolean last) {
        boolean lit =
                next.flatMap(step -> stops.lab(step.lab().name())).filter(entry -> entry.isDrawnAt(stop)).isPresent();
        boolean done = !lit && isDone(stop);
        String name = (lit ? "●" : done ? "✓" : "○") + " " + "%-14s".formatted(stop.name());
        screen.line(" " + (lit ? screen.in(Look.LIT, name) : done ? screen.in(Look.GOOD, name) : name) + " "
                + screen.in(Look.DIM, stop.does()));
        String side = last ? " " : rail;
        stops.labs().stream().filter(entry -> entry.isDrawnAt(stop)).forEach(entry -> lab(entry, side));
    }

    /** Whether all labs at the stop that are there already are done. */
    private boolean isDone(Stop stop) {
        List<Lab> there = stops.labs()
                .stream()
                .filter(entry -> entry.isDrawnAt(stop))
                .flatMap(entry -> live(entry).stream())
                .toList();
        return !there.isEmpty() && there.stream().allMatch(standing::isDone);
    }

    private Optional<Lab> live(Entry entry) {
        return standing.labs().stream().filter(lab -> lab.name().equals(entry.name())).findFirst();
    }

    private void lab(Entry entry, String side) {
        Optional<Lab> live = live(entry);
        if (live.isEmpty()) {
            screen.line(
                    " " + side + "   " + screen.in(Look.DIM, "%s %-28s coming".formatted(entry.name(), entry.title())));
            return;
        }
        Lab lab = live.get();
        String points =
                standing.isSkipped(lab) ? "skipped" : "%3s/%s".formatted(standing.earned(lab), standing.outOf(lab));
        String mark = standing.isDone(lab) ? screen.in(Look.GOOD, "✓") : " ";
        screen.line(" " + side + " " + mark + " "
                + screen.in(Look.BOLD, "%s %-28s".formatted(lab.name(), lab.data().title())) + " " + points
                + standing.begunAfter(lab)
                        .map(later -> "  (unfinished, and " + later.name() + " builds on it)")
                        .orElse(""));
        if (next.filter(step -> step.lab().equals(lab)).isPresent()) {
            lab.tasks().forEach(task -> task(lab, task, side));
        }
    }

    private void task(Lab lab, Task task, String side) {
        Optional<TaskState> state = standing.state(lab, task);
        boolean lit = next.filter(step -> step.task().equals(task)).isPresent();
        String verdict = state.map(TaskState::verdict).orElse("");
        String points =
                task.stretch() ? "stretch" : "%2s/%s".formatted(state.map(TaskState::earned).orElse(0), task.points());
        String line = "%s %-16s %7s  %s".formatted(mark(verdict, lit), task.id(), points, task.title());
        screen.line(" " + side + "     " + (lit ? screen.in(Look.LIT, line) : switch (verdict) {
            case "passed" -> screen.in(Look.GOOD, line);
            case "failed" -> screen.in(Look.BAD, line);
            default -> line;
        }) + remark(state));
    }

    private static String remark(Optional<TaskState> state) {
        String verdict = state.map(TaskState::verdict).orElse("");
        if (verdict.equals("not run")) {
            return state.get().earned() > 0 ? "  (the rest comes with later tasks)" : "  (waits for other tasks)";
        }
        return SAID_BY_THE_MARK.contains(verdict) ? "" : "  (" + verdict + ")";
    }

    private static String mark(String verdict, boolean lit) {
        return switch (verdict) {
            case "passed" -> "✓";
            case "skipped", "skipped by the learner" -> "↷";
            case "failed" -> lit ? "▶" : "✗";
            default -> lit ? "▶" : "○";
        };
    }
}
