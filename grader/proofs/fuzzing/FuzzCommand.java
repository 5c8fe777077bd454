package grader.proofs.fuzzing;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.source.Parts;
import grader.core.starter.UnwrittenTask;
import grader.machine.os.InterruptHandler;
import grader.proofs.fuzzing.edge.EdgeInputs;
import grader.proofs.fuzzing.edge.EdgeTrial;
import grader.proofs.fuzzing.edge.KnownBackends;
import grader.proofs.protocol.HttpParts;
import grader.proofs.protocol.Script;
import grader.proofs.protocol.Setting;
import grader.proofs.protocol.Subject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `jbang fuzz`: damaged messages for lab 07's connection, without sockets, for as long as one likes. */
@Command(name = "fuzz", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = "Sends damaged messages to lab 07's connection, in any pieces and at any times, without "
                + "sockets; or to lab 08's server or lab 14's edge, over them. Goes on until Ctrl+C.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing was found", "1:something was found", "2:called wrongly, or nothing could be tried",
                "130:ended by Ctrl+C; the last line counts the findings"})
public final class FuzzCommand implements Callable<Integer> {

    private static final Duration MOST_TO_END = Duration.ofSeconds(20);

    @Option(names = "--seconds", paramLabel = "N", description = "for so long, instead of until Ctrl+C")
    private Integer seconds;

    @Option(names = "--cases", paramLabel = "N", description = "at most so many cases, instead of until Ctrl+C")
    private Long cases;

    @Option(names = "--seed", paramLabel = "HEX",
            description = "the seed of the first case; the next case has the next seed")
    private String seed;

    @Option(names = "--engine", paramLabel = "ENGINE",
            description = "try lab 08's server with this engine, beside one with the engine thread: over sockets, "
                    + "and with clients that are slow or leave; or lab 14's edge with it")
    private String engine;

    @Option(names = "--edge",
            description = "try lab 14's edge, over sockets: what its backend gets, and what its clients get")
    private boolean edge;

    @Option(names = "--backends",
            description = "with --edge: known servers get what its backend gets, and have to read the same")
    private boolean backends;

    @Option(names = "--cache", description = "with --edge: the edge has a cache")
    private boolean cache;

    @Option(names = "--mine", description = "try labs/ instead of solutions/")
    private boolean mine;

    @Spec
    private CommandSpec spec;

    private final Path start;

    /** @param start in the checkout */
    public FuzzCommand(Path start) {
        this.start = start;
    }

    @Override
    public Integer call() throws Exception {
        positive("--seconds", seconds == null ? 1 : seconds);
        positive("--cases", cases == null ? 1 : cases);
        if ((backends || cache) && !edge) {
            throw new ParameterException(spec.commandLine(), "--backends and --cache go with --edge");
        }
        long first = seed == null ? System.nanoTime() : seedOf(seed);
        try (InterruptHandler stop = new InterruptHandler(MOST_TO_END)) {
            Path folder = newFolder();
            try {
                return fuzz(first, folder, stop);
            } finally {
                Folders.delete(folder);
            }
        }
    }

    private int fuzz(long first, Path folder, InterruptHandler stop) throws IOException, InterruptedException {
        Course course = Course.around(start);
        if (edge) {
            return fuzzEdge(course.lab("lab14"), first, stop);
        }
        if (engine == null) {
            UnwrittenTask unwritten = new UnwrittenTask(course, HttpParts.LAST);
            Subject subject = unwritten
                    .names(() -> HttpParts.of(Parts.upTo(course, HttpParts.LAST, mine), folder).subject(Setting.USUAL));
            return fuzz(Damaged::script, Trial.of(subject), unwritten, first, stop);
        }
        Lab lab = course.lab("lab08");
        try (EngineTrial trial = new EngineTrial(lab, engine, mine)) {
            stop.orElse(trial::close);
            return fuzz(Damaged::script, trial::of, new UnwrittenTask(course, lab.number()), first, stop);
        }
    }

    private int fuzzEdge(Lab lab, long first, InterruptHandler stop) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        KnownBackends known = backends ? KnownBackends.start(lab) : KnownBackends.none();
        known.missing().forEach((name, remedy) -> out.println("without " + name + ", which is not here: " + remedy));
        List<String> flags = new ArrayList<>(engine == null ? List.of() : List.of("--engine", engine));
        flags.addAll(cache ? List.of("--cache-bytes", "1000000") : List.of());
        try (EdgeTrial trial = new EdgeTrial(lab, flags, mine, known)) {
            stop.orElse(trial::close);
            int code = fuzz(EdgeInputs::any, trial::of, new UnwrittenTask(lab.course(), lab.number()), first, stop);
            out.println(trial.passed() + " requests have reached the backend");
            known.summary().forEach(out::println);
            return code;
        }
    }

    private int fuzz(Function<Random, Script> inputs, ToIntBiFunction<Script, Random> trial, UnwrittenTask unwritten,
            long first, InterruptHandler stop) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        String length = (cases == null ? "" : ", " + cases + " cases") + (seconds == null ? "" : ", " + seconds + " s");
        out.println("seed " + Long.toHexString(first) + length + "; Ctrl+C ends it");
        Fuzzing.Length most =
                new Fuzzing.Length(cases == null ? Long.MAX_VALUE : cases, seconds == null ? Long.MAX_VALUE : seconds);
        String flags =
                (edge ? " --edge" : "") + (backends ? " --backends" : "") + (cache ? " --cache" : "")
                        + (engine == null ? "" : " --engine " + engine) + (mine ? " --mine" : "");
        return new Fuzzing(inputs, trial, unwritten, first, most, flags, out, stop).run();
    }

    private void positive(String flag, long value) {
        if (value <= 0) {
            throw new ParameterException(spec.commandLine(), flag + " " + value + ": that is less than 1");
        }
    }

    private long seedOf(String text) {
        try {
            return Long.parseUnsignedLong(text, 16);
        } catch (NumberFormatException error) {
            throw new ParameterException(spec.commandLine(),
                    "--seed " + text + ": that is no hexadecimal number of 64 bits");
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("fuzz");
        } catch (IOException error) {
            throw UserError.of(error, "making a folder for classes");
        }
    }
}
