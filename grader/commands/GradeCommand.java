package grader.commands;

import grader.lab.Course;
import grader.lab.Lab;
import grader.lab.Problem;
import grader.report.ConsoleReport;
import grader.report.Result;
import grader.report.Style;
import grader.run.Grading;
import grader.run.Program;
import grader.run.Settings;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `grade LAB [DIR]`: checks a server end to end, and says what is wrong and what is next. */
@Command(name = "grade", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = "Grades a lab: starts your server, checks it over real sockets, and says what is wrong and what comes next.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all checks passed", "1:a check failed, or the submission cannot be built", "2:the grader could not do its work, or was called wrongly"})
public final class GradeCommand implements Callable<Integer> {

    private static final int LAST_PORT = 65535;
    private static final Pattern SERVER = Pattern.compile("http://(\\[[0-9a-fA-F:.]+]|[^/:\\[\\]]+):(\\d{1,5})/?");

    enum Parts { own, reference }

    @Parameters(index = "0", paramLabel = "LAB", description = "such as lab01")
    private String lab;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DIR", description = "a checkout of the course, or one lab's folder; this checkout if it is left out")
    private Optional<Path> directory = Optional.empty();

    @Option(names = "--only", paramLabel = "TASK|CHECK", description = "run the checks of one task, or one check")
    private Optional<String> only = Optional.empty();

    @Option(names = "--seed", paramLabel = "SEED", description = "replays the random values of an earlier run")
    private Optional<String> seed = Optional.empty();

    @Option(names = "--parts", paramLabel = "own|reference", description = "whose parts of earlier labs to use (default: own)")
    private Optional<Parts> parts = Optional.empty();

    @ArgGroup(exclusive = true)
    private Subject subject = new Subject();

    static final class Subject {
        @Option(names = "--solution", description = "grade the reference")
        boolean solution;

        @Option(names = "--command", paramLabel = "COMMAND", description = "start this as the server, in any language: it gets the same flags")
        String command;

        @Option(names = "--url", paramLabel = "URL", description = "check a server that runs already; what needs more than the wire is skipped")
        String url;
    }

    @Option(names = "--admin-url", paramLabel = "URL", description = "with --url: the server's admin port, for the checks that need it")
    private String adminUrl;

    @Option(names = "--report", paramLabel = "FORMAT=FILE", description = "write the result as json or junit-xml (or console) to a file, - is standard output; may be repeated")
    private List<String> reports = new ArrayList<>();

    @Option(names = "--list", description = "list tasks and checks, and grade nothing")
    private boolean list;

    @Spec
    private CommandSpec spec;

    private final Path start;

    /** @param start in the checkout */
    public GradeCommand(Path start) {
        this.start = start;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Lab chosen = Course.around(start).lab(lab);
        if (list) {
            out.print(Listing.of(chosen));
            out.flush();
            return 0;
        }
        directory.ifPresent(this::checkAlone);
        parts.ifPresent(this::checkAlone);
        List<ReportFile> files = reports.stream().map(ReportFile::of).toList();
        Settings settings = new Settings(chosen, directory.map(GradeCommand::existing), only, seed.orElseGet(GradeCommand::newSeed),
                parts.equals(Optional.of(Parts.reference)), subject.solution, foreign());
        ProgressLine line = new ProgressLine(System.err);
        Result result;
        try (line) {
            result = new Grading(settings, line::say).grade();
        }
        if (files.stream().noneMatch(ReportFile::toStandardOutput)) {
            out.print(ConsoleReport.of(result, Style.ofTerminal()));
        }
        out.flush();
        PlaceKeeper.keep(settings, result, spec.commandLine().getErr());      // first: a report may fail to be written
        files.forEach(file -> file.write(result, out));
        out.flush();
        return result.exitCode();
    }

    private void checkAlone(Parts parts) {
        String other = other();
        if (other != null) {
            throw new Problem("--parts " + parts + " says whose sources of earlier labs to take, and " + other + " leaves no choice",
                    "leave one of them out");
        }
    }

    private String other() {
        return subject.solution ? "--solution" : subject.command != null ? "--command" : subject.url != null ? "--url" : null;
    }

    private void checkAlone(Path directory) {
        String other = other();
        if (other != null) {
            throw new Problem("DIR (" + directory + ") and " + other + " both say what to grade", "give one of them");
        }
    }

    private static Path existing(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new Problem(directory + " is not a folder", "give a checkout of the course, or one lab's folder");
        }
        return directory.toAbsolutePath().normalize();
    }

    private Optional<Program> foreign() {
        if (adminUrl != null && subject.url == null) {
            throw new Problem("--admin-url goes with --url", "a server that the grader starts tells its admin port by itself");
        }
        if (subject.command != null) {
            return Optional.of(new Program.Command(subject.command));
        }
        if (subject.url == null) {
            return Optional.empty();
        }
        return Optional.of(new Program.Url(address("--url", subject.url), Optional.ofNullable(adminUrl).map(url -> address("--admin-url", url))));
    }

    private static InetSocketAddress address(String option, String url) {
        Matcher parts = SERVER.matcher(url);
        int port = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
        if (port < 1 || port > LAST_PORT) {
            throw new Problem(option + " " + url + " is no address of a server", "give it as http://HOST:PORT");
        }
        InetSocketAddress server = new InetSocketAddress(parts.group(1).replaceAll("[\\[\\]]", ""), port);
        if (!Program.Url.isReachable(server)) {
            throw new Problem(option + " " + url + ": nobody answers there", "start the server first, and give the address that it prints");
        }
        return server;
    }

    private static String newSeed() {
        return "%04x".formatted(ThreadLocalRandom.current().nextInt(1 << 16));
    }
}
