package grader.commands;

import grader.core.console.ProgressLine;
import grader.core.console.Style;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.GradingHistory;
import grader.core.course.Lab;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.watch.EventLines;
import grader.grading.watch.Watching;
import grader.machine.os.Orphans;
import grader.machine.os.OwnNetwork;
import grader.machine.os.Sandbox;
import grader.results.report.ConsoleReport;
import grader.results.report.JobLog;
import grader.results.report.ReportFile;
import grader.results.result.Result;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `grade LAB [DIR]`: checks a server end to end, and says what is wrong and what is next. */
@Command(name = "grade",
        subcommands = {BatchCommand.class, MergeCommand.class, GradebookCommand.class, FeedbackCommand.class,
                SimilarityCommand.class},
        synopsisSubcommandLabel = "| batch | merge | gradebook | feedback | similarity",
        mixinStandardHelpOptions = true,
        sortOptions = false, usageHelpAutoWidth = true,
        description = "Grades a lab: starts your server, checks it over real sockets, and says what is wrong and "
                + "what comes next.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all checks passed", "1:a check failed, or the submission cannot be built",
                "2:the grader could not do its work, or was called wrongly"})
public final class GradeCommand implements Callable<Integer> {

    enum Parts { own, reference }

    /** Required, but not before a subcommand, which picocli cannot tell. */
    @Parameters(index = "0", arity = "0..1", paramLabel = "LAB", description = "such as lab01")
    private String lab;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DIR",
            description = "a checkout of the course, or one lab's folder; this checkout if it is left out")
    private Optional<Path> directory = Optional.empty();

    @Option(names = "--only", paramLabel = "TASK|CHECK", description = "run the checks of one task, or one check")
    private Optional<String> only = Optional.empty();

    @Option(names = "--seed", paramLabel = "SEED", description = "replays the random values of an earlier run")
    private Optional<String> seed = Optional.empty();

    @Option(names = "--parts", paramLabel = "own|reference",
            description = "whose parts of earlier labs to use (default: own)")
    private Optional<Parts> parts = Optional.empty();

    @ArgGroup(exclusive = true)
    private Subject subject = new Subject();

    @Option(names = "--admin-url", paramLabel = "URL",
            description = "with --url: the server's admin port, for the checks that need it")
    private String adminUrl;

    @Option(names = "--report", paramLabel = "FORMAT=FILE", completionCandidates = ReportFile.Names.class,
            description = "write the result to a file, - is standard output; may be repeated. Formats: "
                    + "${COMPLETION-CANDIDATES}")
    private List<String> reports = new ArrayList<>();

    @Option(names = "--list", description = "list tasks and checks, and grade nothing")
    private boolean list;

    @Option(names = "--conformance",
            description = "from lab07 on: how the server stands to every MUST and SHOULD of RFC 9110, RFC 9111 and "
                    + "RFC 9112 that can be seen; --only takes one of them")
    private boolean conformance;

    @Option(names = "--cases",
            description = "from lab07 on: sends the server what has broken well-known servers, without points; --only "
                    + "takes one case")
    private boolean cases;

    @Option(names = "--watch", description = "grade again after each save, until you press q")
    private boolean watch;

    @Option(names = "--events",
            description = "for editors: grade whenever a line 'grade' or 'grade TASK' comes on standard input, and say "
                    + "what happens in lines of JSON")
    private boolean events;

    @Mixin
    private ShortcutChoice shortcuts = new ShortcutChoice();

    /** DIR is graded in one where that works. */
    @ArgGroup(exclusive = true)
    private SandboxChoice sandbox = new SandboxChoice();

    @Spec
    private CommandSpec spec;

    private final Path start;
    private final boolean isProgram;
    private Map<String, String> begun = Map.of();       // the lab's sources when the last grading began

    /** @param start in the checkout */
    public GradeCommand(Path start) {
        this(start, false);
    }

    /** @param isProgram whether this process does nothing else, so that it may be run again in a network of its own */
    public GradeCommand(Path start, boolean isProgram) {
        this.start = start;
        this.isProgram = isProgram;
    }

    Path start() {
        return start;
    }

    /** If this process does nothing else: what a submission starts cannot get away from it. */
    void adoptOrphans() {
        if (isProgram) {
            Orphans.adopt();
        }
    }

    @Override
    public Integer call() {
        if (lab == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'LAB'");
        }
        PrintWriter out = spec.commandLine().getOut();
        Lab chosen = Course.around(start).lab(lab);
        List<ReportFile> files = reports.stream().map(ReportFile::of).toList();
        if (cases && (conformance || watch || events || list || !files.isEmpty())) {
            throw new UserError("--cases brings no points, so there is nothing to watch, list or report",
                    "leave the other option out");
        }
        if (watch || events) {
            watchAlone(events ? "--events" : "--watch", files);
        }
        if (list) {
            out.print(Listing.of(chosen));
            out.flush();
            return 0;
        }
        directory.ifPresent(this::checkAlone);
        parts.ifPresent(this::checkAlone);
        if (isForSandbox()) {
            return OwnNetwork.runAgain();
        }
        if (!watch && !events) {
            adoptOrphans();
        }
        Settings settings =
                new Settings(chosen, directory.map(GradeCommand::existing), only, seed.orElseGet(Settings::newSeed),
                        parts.equals(Optional.of(Parts.reference)), subject.solution, subject.foreign(adminUrl),
                        shortcuts.isZero(subject.foreign()));
        if (conformance) {
            return ConformanceRun.run(settings, out);
        }
        if (cases) {
            return CasesRun.run(settings.withCases(), out);
        }
        return events ? events(settings, files) : watch ? watch(settings, files) : grade(settings, files);
    }

    /** Whether to grade in a sandbox, which this program has not entered yet. */
    private boolean isForSandbox() {
        Sandbox.Use use = sandbox.use();
        if (use == Sandbox.Use.REQUIRED) {
            subject.foreign().ifPresent(other -> {
                throw new UserError("--require-sandbox and " + other + " do not go together",
                        "only a submission in Java, which the grader compiles, can be graded in a sandbox");
            });
        }
        boolean wanted = use == Sandbox.Use.REQUIRED || directory.isPresent();
        return isProgram && !Sandbox.isEntered() && !watch && !events && wanted && Sandbox.isFor(use);
    }

    private int grade(Settings settings, List<ReportFile> files) {
        PrintWriter out = spec.commandLine().getOut();
        ProgressLine line = ProgressLine.onTerminal(System.err);
        Result result;
        try (line) {
            line.say("reading your files");
            result = new Grading(begin(settings), line::say).grade();
        }
        if (files.stream().noneMatch(ReportFile::toStandardOutput)) {
            out.print(JobLog.of(ConsoleReport.of(result, Style.ofStandardOutput())));
        }
        out.flush();
        keep(settings, result, files);
        return result.exitCode();
    }

    private void checkAlone(Parts parts) {
        subject.option().ifPresent(other -> {
            throw new UserError(
                    "--parts " + parts + " says whose sources of earlier labs to take, and " + other
                            + " leaves no choice",
                    "leave one of them out");
        });
    }

    /** Settings of the next grading. The learner may go on typing while it runs. */
    private Settings begin(Settings settings) {
        begun = settings.ownCheckout() ? GradingHistory.files(settings.lab()) : Map.of();
        return settings.withSeed(seed.orElseGet(Settings::newSeed));
    }

    private int watch(Settings settings, List<ReportFile> files) {
        return new Watching(() -> begin(settings), spec.commandLine().getOut(),
                (graded, result) -> keep(graded, result, files)).run();
    }

    private int events(Settings settings, List<ReportFile> files) {
        return new EventLines(() -> begin(settings), spec.commandLine().getOut(),
                (graded, result) -> keep(graded, result, files)).run(System.in);
    }

    private void keep(Settings settings, Result result, List<ReportFile> files) {
        PrintWriter out = spec.commandLine().getOut();
        PlaceKeeper.keep(settings, result, begun, spec.commandLine().getErr());      // first: a report may fail to be
                                                                                     // written
        if (!events && files.stream().noneMatch(ReportFile::toStandardOutput)) {
            out.print(PlaceKeeper.next(settings, result));
        }
        files.forEach(file -> file.write(result, out));
        out.flush();
    }

    /** These are for one's own sources, and standard output is theirs. */
    private void watchAlone(String option, List<ReportFile> files) {
        Optional<String> other = (watch && events ? Optional.of("--watch") : subject.option())
                .or(() -> list ? Optional.of("--list") : Optional.empty())
                .or(() -> files.stream().anyMatch(ReportFile::toStandardOutput) ? Optional.of("--report FORMAT=-")
                        : Optional.empty());
        other.ifPresent(with -> {
            throw new UserError(option + " and " + with + " do not go together", "leave one of them out");
        });
    }

    private void checkAlone(Path directory) {
        subject.option().ifPresent(other -> {
            throw new UserError("DIR (" + directory + ") and " + other + " both say what to grade", "give one of them");
        });
    }

    private static Path existing(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new UserError(directory + " is not a folder", Files.exists(directory)
                    ? "unpack it first, if it is an archive; `grade batch` reads archives as they are"
                    : "give a checkout of the course, or one lab's folder");
        }
        return directory.toAbsolutePath().normalize();
    }

}
