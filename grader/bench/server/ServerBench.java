package grader.bench.server;

import grader.bench.load.Scenario;
import grader.core.console.ProgressLine;
import grader.core.console.Style;
import grader.core.console.UserError;
import grader.machine.os.Commands;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Puts the reference, with each of its engines, beside other servers, under the same load: in one run, so that their
 * ratios mean something.
 */
@Command(name = "server", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = "Measures lab 08's engines beside other servers of Java, and nginx. Figures of one run can be "
                + "compared, of two runs they cannot.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:nothing could be measured, or called wrongly"})
public final class ServerBench implements Callable<Integer> {

    private static final int SEEDS = 1_000_000;

    @Option(names = "--engine", paramLabel = "ENGINE",
            description = "everything is compared with this engine, by default hybrid; or with lab07 or lab11")
    private Contender base = Contender.HYBRID;

    @Option(names = "--mine", description = "measure your server in labs/, too, with the same engine")
    private boolean mine;

    @Option(names = "--quick",
            description = "2 rounds of 250 ms instead of 5 of 3 s, and unless others are given beside microhttp, netty "
                    + "and jdk only, in S1, S2 and S4: a minute on a quiet machine, and less exact")
    private boolean quick;

    @Option(names = "--only", paramLabel = "SERVER", split = ",",
            description = "beside that engine only these: ${COMPLETION-CANDIDATES}")
    private Set<Contender> only;        // null: all that --quick allows

    @Option(names = "--scenario", paramLabel = "SCENARIO", split = ",",
            description = "only these, of S1 to S9")
    private Set<Scenario> scenarios;    // the same

    @Option(names = "--rounds", paramLabel = "N", description = "how often each server is measured in each scenario")
    private Optional<Integer> rounds = Optional.empty();

    @Option(names = "--millis", paramLabel = "N",
            description = "how long a round is, in milliseconds of the server's CPU time")
    private Optional<Integer> millis = Optional.empty();

    @Option(names = "--seed", paramLabel = "N",
            description = "decides in which order the servers come in each round; an earlier run says its own")
    private Optional<Integer> seed = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "write all rounds to this file, too")
    private Optional<Path> json = Optional.empty();

    private static Set<Contender> others() {
        Set<Contender> all = EnumSet.range(Contender.THREAD, Contender.HYBRID);
        all.addAll(EnumSet.range(Contender.JDK, Contender.NGINX));
        return all;
    }

    private final PrintStream out = System.out;
    private final Map<Contender, Program> programs = new EnumMap<>(Contender.class);
    private final Cpus cpus = Cpus.split();
    private Results results;
    private Optional<String> unsaved = Optional.empty();

    @Override
    public Integer call() {
        if (!base.isLab() || base == Contender.MINE || base == Contender.PROCESS) {
            throw new UserError("--engine " + base + " is no engine of the course",
                    "give thread, pool, virtual, loop, hybrid, lab07 or lab11");
        }
        if (only == null) {
            only = quick ? EnumSet.of(Contender.MICROHTTP, Contender.NETTY, Contender.JDK) : others();
        }
        if (scenarios == null) {
            scenarios = quick ? EnumSet.of(Scenario.S1, Scenario.S2, Scenario.S4)
                    : EnumSet.range(Scenario.S1, Scenario.S9);
        }
        only.stream().filter(Contender::isForEdges).findFirst().ifPresent(other -> {
            throw new UserError("--only " + other + ": this is measured by ./jbang bench edge", "leave it out");
        });
        results = new Results(base);
        Duration round = Duration.ofMillis(atLeastOne("--millis", millis.orElse(quick ? 250 : 3000)));
        Rounds.Pace pace = new Rounds.Pace(atLeastOne("--rounds", rounds.orElse(quick ? 2 : 5)), round,
                round.multipliedBy(quick ? 6 : 3));
        json.map(JsonFile::new).ifPresent(JsonFile::check);
        Set<Scenario> fitting = fitting();
        int order = seed.orElseGet(() -> ThreadLocalRandom.current().nextInt(SEEDS));
        String place = place(order);        // before this process is bound to the load's processors
        try (Workplace workplace = new Workplace()) {
            out.println(place);
            results.leftOut.forEach((scenario, why) -> out.println(scenario + " is left out: " + why));
            cpus.bindLoad();
            try (ProgressLine progress = ProgressLine.everywhere(out)) {
                build(new Programs(workplace.folder, cpus, base), progress);
                alone(workplace, progress);
                measure(fitting, new Start(workplace, pace, new Random(order), place), progress);
            }
        }
        out.print(Table.of(results, Style.ofStandardOutput()));
        unsaved.ifPresent(out::println);
        if (!results.hasFigures()) {
            throw new UserError("nothing could be measured", "the lines above say why");
        }
        return 0;
    }

    /** What a run of all scenarios has in common. */
    private record Start(Workplace workplace, Rounds.Pace pace, Random random, String place) {}

    /** The scenarios that this shell allows: it is asked first, for a run is long. */
    private Set<Scenario> fitting() {
        Set<Scenario> fitting = EnumSet.copyOf(scenarios);
        scenarios.forEach(scenario -> scenario.unfit().ifPresent(why -> {
            fitting.remove(scenario);
            results.leftOut.put(scenario, why);
        }));
        if (fitting.isEmpty()) {
            Map.Entry<Scenario, String> first = results.leftOut.entrySet().iterator().next();
            throw new UserError(first.getKey() + " cannot be measured: " + first.getValue(), "then try again");
        }
        return fitting;
    }

    private String place(int order) {
        return Programs.place(cpus) + "; order of --seed " + order
                + "; only ratios of one run can be compared";
    }

    /** The base always takes part: all ratios are to it. */
    private void build(Programs makes, ProgressLine progress) {
        Set<Contender> all = EnumSet.copyOf(only);
        all.add(base);
        if (mine) {
            all.add(Contender.MINE);
        }
        for (Contender contender : all) {
            progress.say("builds the servers, " + contender);
            try {
                programs.put(contender, makes.program(contender));
            } catch (Commands.Failed error) {
                if (contender.isLab()) {
                    throw new UserError(contender + " cannot be built: " + error.getMessage(),
                            "./jbang build " + makes.script(contender) + " tells more");
                }
                results.absent.put(contender, error.getMessage());
            }
        }
    }

    private void alone(Workplace workplace, ProgressLine progress) {
        if (scenarios.containsAll(EnumSet.range(Scenario.S1, Scenario.S9))) {
            StartupAndMemory alone = new StartupAndMemory(cpus, workplace);
            starting("starts each by itself", progress, contender -> results.costs.put(contender,
                    alone.of(contender, programs.get(contender), quick ? 3 : 5, Scenario.IDLE)));
        }
    }

    private void measure(Set<Scenario> fitting, Start start, ProgressLine progress) {
        try (Servers servers = new Servers(programs, cpus, start.workplace)) {
            starting("starts the servers", progress, servers::start);
            for (Scenario scenario : fitting) {
                servers.renew(results);
                new Rounds(servers.running(), start.pace, start.random, progress).measure(scenario, results);
                // a run is long: what is there stays, should it be cut
                json.map(JsonFile::new).ifPresent(file -> save(file, start.place));
            }
        }
    }

    /** A disk that is full does not cost the tables. */
    private void save(JsonFile file, String place) {
        try {
            file.write(JsonFile.of(results, place));
            unsaved = Optional.empty();
        } catch (UserError problem) {
            unsaved = Optional.of(problem.line());
        }
    }

    /** A server that does not start is left out; a lab's server ends the benchmark, as it is the subject. */
    private void starting(String what, ProgressLine progress, Consumer<Contender> start) {
        for (Contender contender : EnumSet.copyOf(programs.keySet())) {
            progress.say(what + ", " + contender);
            try {
                start.accept(contender);
            } catch (UserError problem) {
                if (contender.isLab()) {
                    throw problem;
                }
                programs.remove(contender);
                results.absent.put(contender, problem.line());
            }
        }
    }

    static int atLeastOne(String flag, int value) {
        if (value < 1) {
            throw new UserError(flag + " " + value + " is too little", "give 1 or more");
        }
        return value;
    }
}
