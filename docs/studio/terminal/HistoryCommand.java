package docs.studio.terminal;

import docs.studio.lab.LabHistory;
import docs.studio.terminal.Screen.Look;
import grader.core.course.GradingHistory;
import grader.core.course.GradingHistory.Entry;
import grader.core.course.Lab;
import grader.core.files.PathText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** `course history`: the gradings of a lab, how two of its versions differ, and a version put back. */
@Command(name = "history",
        description = "Show how a lab was graded so far, how your files have changed since, and bring a version back.")
final class HistoryCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    @Parameters(index = "0", paramLabel = "LAB", description = "Such as lab01.")
    private String lab;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FROM",
            description = "The number of a grading: show what has changed since.")
    private String from;

    @Parameters(index = "2", arity = "0..1", paramLabel = "TO",
            description = "The number of another one. Without it: your files as they are now.")
    private String to = LabHistory.NOW;

    @Option(names = "--restore", paramLabel = "NUMBER",
            description = "Bring the files of that grading back; those that you have now are backed up first.")
    private Integer restore;

    @ParentCommand
    private CourseCommand course;

    @Override
    public Integer call() {
        Lab found = course.standing().lab(lab);
        Screen screen = course.screen();
        if (restore != null) {
            restore(screen, found);
        } else if (from != null) {
            LabHistory.difference(found, from, to).values().forEach(lines -> SolutionCommand.show(screen, lines));
        } else {
            list(screen, found);
        }
        return 0;
    }

    private void restore(Screen screen, Lab found) {
        LabHistory.restore(found, restore)
                .ifPresentOrElse(folder -> {
                    screen.line(found.name() + " has the files of grading " + restore + " again.");
                    screen.item("yours", PathText.shown(folder));
                }, () -> screen.line(found.name() + " has the files of grading " + restore + " already."));
    }

    private static void list(Screen screen, Lab found) {
        List<Entry> all = new GradingHistory(found).all();
        if (all.isEmpty()) {
            screen.line(found.name() + " was not graded yet: ./jbang grade " + found.name());
            return;
        }
        for (Entry entry : all) {
            screen.line("%4s  ".formatted(entry.number())
                    + TIME.format(Instant.parse(entry.time()).atZone(ZoneId.systemDefault()))
                    + "  %7s  ".formatted(entry.points() + "/" + entry.outOf()) + verdicts(screen, entry));
        }
        int gone = all.getLast().number() - all.size();
        if (gone > 0) {
            screen.line(gone + " older ones are gone: a lab keeps its last ones, and those that changed its points.");
        }
        screen.line();
        screen.item("compare", "./jbang course history " + found.name() + " " + all.getFirst().number() + " "
                + all.getLast().number() + "  (without the second number: with your files as they are now)");
        screen.item("restore", "./jbang course history " + found.name() + " --restore " + all.getLast().number());
    }

    private static String verdicts(Screen screen, Entry entry) {
        return entry.problem().isEmpty() ? entry.tasks()
                .entrySet()
                .stream()
                .map(task -> task.getValue().passed() ? screen.in(Look.GOOD, "✓ " + task.getKey())
                        : task.getValue().verdict().equals("failed") ? screen.in(Look.BAD, "✗ " + task.getKey())
                                : "○ " + task.getKey())
                .collect(Collectors.joining("  ")) : screen.in(Look.BAD, entry.problem());
    }
}
