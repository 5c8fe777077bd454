package docs.studio.terminal;

import docs.studio.run.PageAddress;
import docs.studio.terminal.Screen.Look;
import docs.studio.wire.WireCommand;
import docs.studio.xray.XrayCommand;
import grader.core.console.Style;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** `jbang course`: draws the map and opens the studio; the other commands are found by --help. */
@Command(name = "course",
        description = "The course: shows the map, your points and what to do next, and opens the pages in your "
                + "browser, where cells run. Ctrl+C ends it. Without a terminal, or where CI is set, it shows the map "
                + "alone.",
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {MapCommand.class, NextCommand.class, HintCommand.class, SkipCommand.class, UnskipCommand.class,
                ResetCommand.class, FormCommand.Open.class, FormCommand.Guided.class,
                SolutionCommand.class, HistoryCommand.class, TransferCommand.Export.class, TransferCommand.Import.class,
                UpdateCommand.class, DoctorCommand.class, WireCommand.class, XrayCommand.class})
public final class CourseCommand implements Callable<Integer> {

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
    private boolean help;

    @Parameters(paramLabel = "PAGE", arity = "0..1",
            description = "The page that opens, such as lab05 or lab05#cors. Without it: the course's first page.")
    private String page;

    @Mixin
    private StudioOptions studio;

    @Spec
    private CommandSpec spec;

    private final Path start;
    private final Style style;
    private final boolean live;

    /** For what needs no terminal. @param start the checkout, or a folder in it */
    public CourseCommand(Path start, Style style) {
        this(start, style, false);
    }

    /** @param live whether someone sits at a terminal, and the studio is to start */
    public CourseCommand(Path start, Style style, boolean live) {
        this.start = start;
        this.style = style;
        this.live = live;
    }

    @Override
    public Integer call() {
        Optional<PageAddress> address = Optional.ofNullable(page).map(this::address);
        showMap();
        return live || studio.isAskedFor() ? studio.run(course(), screen(), address) : 0;
    }

    /** What is no page was meant as a command: picocli knows those that are alike. */
    private PageAddress address(String text) {
        return PageAddress.of(course(), text).orElseThrow(() -> {
            List<String> alike = new UnmatchedArgumentException(spec.commandLine(), List.of(text)).getSuggestions();
            return new UserError("'" + text + "' is neither a command nor a page"
                    + (alike.isEmpty() ? "" : " (did you mean " + String.join(" or ", alike) + "?)"),
                    "./jbang course --help lists the commands; a page is lab01, say, or lab01#bind");
        });
    }

    void showMap() {
        LearnerStatus standing = standing();
        Stops stops = Stops.of(standing.course());
        Screen screen = screen();
        screen.line(
                screen.in(Look.BOLD, "Inside the Server") + ": every request makes the same trip, over seven stops.");
        if (standing.progress().isFresh()) {
            welcome(screen);
        }
        screen.line();
        new MapView(screen, standing, stops).show();
        screen.line();
        NextView.show(screen, standing, stops);
    }

    private static void welcome(Screen screen) {
        screen.line();
        screen.paragraph("",
                "Welcome! You build a real server, stop by stop: read a page, fill in the methods that it is about "
                        + "in labs/, run your server, and let it be graded.");
        screen.item("read", "in your browser: ./jbang course opens the pages. There you can do all of that, too");
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
