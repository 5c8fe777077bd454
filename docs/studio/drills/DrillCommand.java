package docs.studio.drills;

import grader.core.console.ProgressLine;
import grader.core.console.Style;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `jbang drill`: a server with a hidden fault under load, whose stop and cause the learner names. */
@Command(name = "drill",
        description = "Starts the reference of lab 13 with a hidden fault at one of the seven stops, under load. You "
                + "see what an operator sees: its signals, its log, its sockets, its threads. Name the stop and the "
                + "cause; then you see the evidence that decides, and the line of code. A fault that you have missed "
                + "comes again soon. Ctrl+C ends everything.",
        usageHelpAutoWidth = true,
        footer = {"", "Exit codes: 0 if the last drill's fault was found; 1 if not; 2 if the server could not start."})
public final class DrillCommand implements Callable<Integer> {

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    @Option(names = "--seed", paramLabel = "N", description = "Repeats the drill with this seed.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--stop", paramLabel = "STOP",
            description = "Only faults at this stop: a number from 1 to 7, or a name such as parse.")
    private Optional<String> stop = Optional.empty();

    @Option(names = "--hard", description = "Two faults at the same time, at two stops.")
    private boolean hard;

    @Option(names = "--solve",
            description = "Lets the written rules look, in your place, and prints what they see and find.")
    private boolean solve;

    @Spec
    private CommandSpec spec;

    private final Path start;
    private final BufferedReader in;
    private final Style style;
    private final boolean terminal;

    /** At the terminal, or with lines from standard input. @param start the checkout, or a folder in it */
    public DrillCommand(Path start) {
        this(start, new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                Style.ofStandardOutput(), System.console() != null && System.console().isTerminal());
    }

    /** With lines from elsewhere. @param terminal whether what is typed can be seen anyway */
    public DrillCommand(Path start, BufferedReader in, Style style, boolean terminal) {
        this.start = start;
        this.in = in;
        this.style = style;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Course course = Course.around(start);
        Optional<Stop> at = stop.map(DrillCommand::stop);
        if (seed.isPresent() && at.isPresent()) {
            throw new UserError("--seed " + seed.get() + " names the fault already", "leave out --stop");
        }
        seed.filter(number -> number < 0).ifPresent(number -> {
            throw new UserError("--seed is " + number, "give the number that a drill has printed");
        });
        if (solve) {
            return solved(course, out);
        }
        out.println("drill: compiling the reference of lab 13; then a server starts with a hidden fault, under load");
        try (ProgressLine progress = ProgressLine.onTerminal(System.out); Reference reference = new Reference(course)) {
            boolean right = false;
            boolean more = true;
            while (more) {
                Optional<Boolean> result = drill(course, reference, at, progress, out);
                right = result.orElse(false);
                more = result.isPresent() && seed.isEmpty() && terminal && another(out);
            }
            return right ? 0 : 1;
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static Stop stop(String text) {
        return Stop.of(text)
                .orElseThrow(() -> new UserError("--stop is " + text, "give a number from 1 to 7, or a name: "
                        + List.of(Stop.values()).stream().map(Stop::toString).collect(Collectors.joining(", "))));
    }

    private Optional<Boolean> drill(Course course, Reference reference, Optional<Stop> at, ProgressLine progress,
            PrintWriter out) throws IOException, InterruptedException {
        Progress place = Progress.load(course);
        place.warning().ifPresent(warning -> out.println("drill: " + warning));
        long chosen = seed.orElseGet(() -> new Schedule(place, new Random()).seed(course, at, hard));
        Scene scene = Scene.of(course, chosen, hard);
        out.println("seed " + chosen + ": ./jbang drill --seed " + chosen + (hard ? " --hard" : "")
                + " repeats this drill");
        try (DrillSession drill = new DrillSession(course, reference, scene, progress::say)) {
            progress.say("waiting for the first requests");
            drill.server().warmUp();
            progress.wipe();
            return new DrillPrompt(course, drill, in, out, style, !terminal).run() ? Optional.of(drill.isFound())
                    : Optional.empty();
        }
    }

    private boolean another(PrintWriter out) throws IOException {
        out.println();
        out.print("Enter for another drill, q to end> ");
        out.flush();
        String line = in.readLine();
        return line != null && line.isBlank();
    }

    private int solved(Course course, PrintWriter out) throws InterruptedException {
        long chosen = seed.orElseGet(() -> (long) new Random().nextInt(1_000));
        out.println("drill: the written rules look for the fault of seed " + chosen);
        try (Solver solver = new Solver(course, line -> out.println(style.fit(line)))) {
            List<String> found = hard ? solver.solveBoth(chosen) : solver.solve(chosen);
            out.println(found.isEmpty() ? "no rule has found a fault" : "found: " + String.join(", ", found));
            return found.size() == (hard ? 2 : 1) ? 0 : 1;
        }
    }
}
