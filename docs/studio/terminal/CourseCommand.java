package docs.studio.terminal;

import docs.studio.terminal.Screen.Look;
import grader.console.Style;
import grader.course.Course;
import grader.files.PathText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** `jbang course`: alone it draws the map and says what to do next; the other commands are found by --help. */
@Command(name = "course",
        description = "The course in the terminal: alone it shows the map, your points, and what to do next.",
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {NextCommand.class, HintCommand.class, SkipCommand.class, UnskipCommand.class, ResetCommand.class,
                SolutionCommand.class, UpdateCommand.class, DoctorCommand.class})
public final class CourseCommand implements Callable<Integer> {

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    private final Path start;
    private final Style style;

    /** @param start the checkout, or a folder in it */
    public CourseCommand(Path start, Style style) {
        this.start = start;
        this.style = style;
    }

    @Override
    public Integer call() {
        LearnerStatus standing = standing();
        Stops stops = Stops.of(standing.course());
        Screen screen = screen();
        screen.line(
                screen.in(Look.BOLD, "Inside the Server") + ": every request makes the same trip, over seven stops.");
        if (standing.progress().isFresh()) {
            welcome(screen, standing.course());
        }
        screen.line();
        new MapView(screen, standing, stops).show();
        screen.line();
        NextView.show(screen, standing, stops);
        return 0;
    }

    private static void welcome(Screen screen, Course course) {
        Path page = course.pages().resolve("lab01.adoc");
        screen.line();
        screen.paragraph("",
                "Welcome! You build a real server, stop by stop: read a page, fill in the methods that it is about "
                        + "in labs/, run your server, and let it be graded.");
        screen.item("read",
                Files.exists(page) ? PathText.shown(page) + ", or in a browser: ./jbang site" : "./jbang site");
        screen.item("begin", "with the task below");
        screen.item("more", "./jbang course --help lists what else there is");
        screen.item("doctor", "./jbang course doctor looks at your machine");
    }

    Course course() {
        return Course.around(start);
    }

    Screen screen() {
        return new Screen(spec.commandLine().getOut(), style);
    }

    /** The learner's place; a damaged file is told of on standard error. */
    LearnerStatus standing() {
        LearnerStatus standing = LearnerStatus.of(course());
        standing.progress().warning().ifPresent(this::warn);
        return standing;
    }

    /** A line on standard error. */
    void warn(String text) {
        spec.commandLine().getErr().println("course: " + text);
    }
}
