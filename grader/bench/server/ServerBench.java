package grader.bench.server;

import grader.lab.Folders;
import grader.lab.Problem;
import grader.run.AtExit;
import grader.run.Commands;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts the reference beside other servers, under the same load: in one run, so that their ratios mean something. */
@Command(name = "server", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = "Measures lab 07's server beside other servers of Java, and nginx. Figures of one run can be compared, of two runs they cannot.",
        exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:measured", "2:nothing could be measured, or called wrongly"})
public final class ServerBench implements Callable<Integer> {

    @Option(names = "--mine", description = "measure your server in labs/, too")
    private boolean mine;

    @Option(names = "--quick", description = "2 rounds of 1 s instead of 5 of 3 s: about 15 minutes for all on a quiet machine, and less exact")
    private boolean quick;

    @Option(names = "--only", paramLabel = "SERVER", split = ",", description = "beside the reference only these: ${COMPLETION-CANDIDATES}")
    private Set<Contender> only = EnumSet.complementOf(EnumSet.of(Contender.MINE));

    @Option(names = "--scenario", paramLabel = "SCENARIO", split = ",", description = "only these: ${COMPLETION-CANDIDATES}")
    private Set<Scenario> scenarios = EnumSet.allOf(Scenario.class);

    @Option(names = "--rounds", paramLabel = "N", description = "how often each server is measured in each scenario")
    private Optional<Integer> rounds = Optional.empty();

    @Option(names = "--millis", paramLabel = "N", description = "how long a round is, in milliseconds of the server's CPU time")
    private Optional<Integer> millis = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "write all rounds to this file, too")
    private Optional<Path> json = Optional.empty();

    private final PrintStream out = System.out;
    private final Results results = new Results();
    private final Map<Contender, List<String>> commands = new EnumMap<>(Contender.class);
    private final Cpus cpus = Cpus.split();

    @Override
    public Integer call() throws IOException {
        Rounds.Pace pace = new Rounds.Pace(atLeastOne("--rounds", rounds.orElse(quick ? 2 : 5)),
                Duration.ofMillis(atLeastOne("--millis", millis.orElse(quick ? 1000 : 3000))));
        json.ifPresent(ServerBench::checkFolder);
        Path folder = Files.createTempDirectory("inside-the-server-bench-");
        boolean terminal = System.console() != null && System.console().isTerminal();
        boolean plain = System.getenv("NO_COLOR") != null || System.getenv("CI") != null || "dumb".equals(System.getenv("TERM"));
        try (AtExit last = new AtExit(() -> Folders.delete(folder))) {
            out.println(place());
            cpus.bindLoad();
            try (Progress progress = new Progress(out, terminal && !plain)) {
                build(new Programs(folder), progress);
                alone(folder, progress);
                measure(pace, folder, progress);
            }
        } finally {
            Folders.delete(folder);
        }
        out.print(Table.of(results, terminal && !plain, out.charset().equals(StandardCharsets.UTF_8)));
        return 0;
    }

    private String place() {
        return Runtime.getRuntime().availableProcessors() + " processors, " + cpus.words() + "; Java " + Runtime.version()
                + " with " + String.join(" ", Programs.OPTIONS.subList(0, 2)) + "; medians, and only ratios of one run can be compared";
    }

    /** The reference always takes part: all ratios are to it. */
    private void build(Programs programs, Progress progress) {
        Set<Contender> all = EnumSet.copyOf(only);
        all.add(Contender.REFERENCE);
        if (mine) {
            all.add(Contender.MINE);
        }
        for (Contender contender : all) {
            progress.say("builds the servers, " + contender);
            try {
                commands.put(contender, programs.command(contender));
            } catch (Commands.Failed error) {
                if (contender.isLab()) {
                    throw new Problem(contender.title + " cannot be built: " + error.getMessage(), "./jbang build " + contender.path() + " tells more");
                }
                results.absent.put(contender, error.getMessage());
            }
        }
    }

    private void alone(Path folder, Progress progress) {
        if (scenarios.size() < Scenario.values().length) {
            return;
        }
        Alone alone = new Alone(cpus, folder);
        commands.forEach((contender, command) -> {
            progress.say("starts each by itself, " + contender);
            results.costs.put(contender, alone.of(contender, command, quick ? 3 : 5, Scenario.IDLE));
        });
    }

    private void measure(Rounds.Pace pace, Path folder, Progress progress) {
        Map<Contender, Running> servers = new EnumMap<>(Contender.class);
        try {
            commands.forEach((contender, command) -> {
                progress.say("starts the servers, " + contender);
                Running server = new Running(contender, command, cpus, folder);
                server.pause();
                servers.put(contender, server);
            });
            for (Scenario scenario : scenarios) {
                if (!scenario.fits()) {
                    throw new Problem(scenario + " takes more open files than this shell allows", "ulimit -n 10000, or leave it out by --scenario");
                }
                new Rounds(servers, pace, progress).measure(scenario, results);
                json.ifPresent(file -> JsonFile.write(results, place(), file));     // a run is long: what is there stays, should it be cut
            }
        } finally {
            new ArrayList<>(servers.values()).forEach(Running::close);
        }
    }

    private static int atLeastOne(String flag, int value) {
        if (value < 1) {
            throw new Problem(flag + " " + value + " is too little", "give 1 or more");
        }
        return value;
    }

    private static void checkFolder(Path file) {
        if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
            throw new Problem("--json " + file + ": the folder " + file.toAbsolutePath().getParent() + " does not exist", "make it first");
        }
    }
}
