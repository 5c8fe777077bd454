package grader.bench.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.bench.load.Scenario;
import grader.bench.server.Contender;
import grader.bench.server.Cpus;
import grader.bench.server.JsonFile;
import grader.bench.server.Program;
import grader.bench.server.Programs;
import grader.bench.server.Results;
import grader.bench.server.Rounds;
import grader.bench.server.Running;
import grader.bench.server.Servers;
import grader.bench.server.Table;
import grader.bench.server.Workplace;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts lab 14's edge next to other proxies, all in front of the same server, which is not measured. */
@Command(name = "edge", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = "Measures what lab 14's edge takes to pass on a request, next to nginx, HAProxy, and proxies on "
                + "Netty and Vert.x: CPU time of the proxy alone, the time that it adds, TLS handshakes, and a message "
                + "of 1 GiB each way with 64 MiB of heap. Figures of one run can be compared, of two runs they cannot.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:nothing could be measured, or called wrongly"})
public final class EdgeBench implements Callable<Integer> {

    private static final Set<Contender> ENGINES = EnumSet.range(Contender.THREAD, Contender.HYBRID);
    private static final Set<Contender> OTHERS =
            EnumSet.of(Contender.NGINX, Contender.HAPROXY, Contender.NETTY, Contender.VERTX);
    private static final Set<Scenario> PLAIN = EnumSet.of(Scenario.S1, Scenario.S2, Scenario.S6, Scenario.E1);
    private static final Set<Scenario> SECURE = EnumSet.range(Scenario.T1, Scenario.T3);
    /** Rounds before those that count: a proxy in Java has two connections' worth of code to compile. */
    private static final int WARM_UP = 6;
    private static final int MIB = 1 << 20;

    @Option(names = "--engine", paramLabel = "ENGINE",
            description = "the edge's engine, with which everything is compared, by default hybrid; or thread, pool, "
                    + "virtual, loop")
    private Contender base = Contender.HYBRID;

    @Option(names = "--mine", description = "measure your edge in labs/, too, with the same engine")
    private boolean mine;

    @Option(names = "--quick",
            description = "2 rounds of 300 ms instead of 5 of 2 s: a few minutes instead of half an hour, and "
                    + "proxies in Java are still being compiled: they seem slower than they are")
    private boolean quick;

    @Option(names = "--only", paramLabel = "PROXY", split = ",",
            description = "beside that engine only these: nginx, haproxy, netty, vertx, or more engines of the edge")
    private Set<Contender> only = OTHERS;

    @Option(names = "--scenario", paramLabel = "SCENARIO", split = ",",
            description = "only these, of S1, S2, S6, E1, T1, T2 and T3")
    private Set<Scenario> scenarios = union(PLAIN, SECURE);

    @Option(names = "--mib", paramLabel = "N", defaultValue = "1024",
            description = "how long the long messages are, in MiB; 0 for none (default: ${DEFAULT-VALUE})")
    private int mib;

    @Option(names = "--rounds", paramLabel = "N", description = "how often each proxy is measured in each scenario")
    private Optional<Integer> rounds = Optional.empty();

    @Option(names = "--millis", paramLabel = "N",
            description = "how long a round is, in milliseconds of the proxy's CPU time")
    private Optional<Integer> millis = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "write all rounds to this file, too")
    private Optional<Path> json = Optional.empty();

    private final PrintStream out = System.out;
    private final Cpus cpus = Cpus.split();
    private final Map<Contender, Streaming.Figures> long64 = new EnumMap<>(Contender.class);
    private Results results;
    private Rounds.Pace pace;
    private String place;

    private static <T extends Enum<T>> Set<T> union(Set<T> some, Set<T> more) {
        Set<T> all = EnumSet.copyOf(some);
        all.addAll(more);
        return all;
    }

    @Override
    public Integer call() {
        check();
        results = new Results(base);
        place = Programs.place(cpus) + "; only ratios of one run can be compared";
        try (Workplace workplace = new Workplace(); ProgressLine progress = ProgressLine.everywhere(out)) {
            out.println(place);
            cpus.bindLoad();
            measure(workplace, progress);
        } catch (Commands.Failed error) {
            throw new UserError("nothing can be measured: " + error.getMessage(), "then try again");
        }
        out.print(Table.of(results, Style.ofStandardOutput()));
        EdgeTable.lines(results, long64).forEach(out::println);
        return 0;
    }

    private void check() {
        if (!ENGINES.contains(base)) {
            throw new UserError("--engine " + base + " is no engine of the edge that can be measured",
                    "give thread, pool, virtual, loop or hybrid");
        }
        only.stream().filter(each -> !union(OTHERS, ENGINES).contains(each)).findFirst().ifPresent(other -> {
            throw new UserError("--only " + other + " is no proxy",
                    "give nginx, haproxy, netty, vertx, or an engine of the edge");
        });
        scenarios.stream().filter(each -> !union(PLAIN, SECURE).contains(each)).findFirst().ifPresent(other -> {
            throw new UserError("--scenario " + other + " is none of this bench",
                    "give S1, S2, S6, E1, T1, T2 or T3");
        });
        Duration round = Duration.ofMillis(atLeast("--millis", millis.orElse(quick ? 300 : 2000), 1));
        pace = new Rounds.Pace(atLeast("--rounds", rounds.orElse(quick ? 2 : 5), 1), round,
                round.multipliedBy(WARM_UP));
        atLeast("--mib", mib, 0);
        json.map(JsonFile::new).ifPresent(JsonFile::check);
    }

    private static int atLeast(String flag, int value, int least) {
        if (value < least || flag.equals("--mib") && value > Integer.MAX_VALUE / MIB) {
            throw new UserError(flag + " " + value + " is too " + (value < least ? "little" : "much"),
                    flag.equals("--mib") ? "give 0 to " + Integer.MAX_VALUE / MIB : "give " + least + " or more");
        }
        return value;
    }

    private void measure(Workplace workplace, ProgressLine progress) throws Commands.Failed {
        progress.say("starts the backend");
        Program loop = new Programs(workplace.folder, cpus, base).program(Contender.LOOP);
        try (Running backend = new Running("behind", loop, cpus.swapped(), workplace)) {
            EdgePrograms programs = new EdgePrograms(workplace.folder, cpus, base, backend.address().getPort(),
                    Certificate.in(workplace.folder));
            Set<Contender> all = union(only, EnumSet.of(base));
            if (mine) {
                all.add(Contender.MINE);
            }
            measure(PLAIN, union(all, EnumSet.of(Contender.BACKEND)), programs, workplace, progress);
            measure(SECURE, all, programs, workplace, progress);
            if (mib > 0) {
                longMessages(programs, workplace, progress);
            }
        }
    }

    private void measure(Set<Scenario> kind, Set<Contender> all, EdgePrograms programs, Workplace workplace,
            ProgressLine progress) {
        Set<Scenario> wanted = EnumSet.copyOf(kind);
        wanted.retainAll(scenarios);
        if (wanted.isEmpty()) {
            return;
        }
        Map<Contender, Program> commands = new EnumMap<>(Contender.class);
        try (Servers servers = new Servers(commands, cpus, workplace)) {
            all.forEach(contender -> start(contender, kind == SECURE, programs, commands, servers, progress));
            Random order = new Random(ThreadLocalRandom.current().nextInt());
            for (Scenario scenario : wanted) {
                new Rounds(servers.running(), pace, order, progress).measure(scenario, results);
                save();
            }
        }
    }

    /** A proxy that is not installed, or does not start, is left out; an edge ends the benchmark. */
    private void start(Contender contender, boolean secure, EdgePrograms programs, Map<Contender, Program> commands,
            Servers servers, ProgressLine progress) {
        progress.say("builds and starts the proxies, " + contender);
        try {
            commands.put(contender, programs.program(contender, secure));
            servers.start(contender);
        } catch (Commands.Failed error) {
            if (contender.isLab()) {
                throw new UserError(contender + " cannot be built: " + error.getMessage(),
                        "./jbang build " + EdgePrograms.script(contender) + " tells more");
            }
            results.absent.put(contender, error.getMessage());
        } catch (UserError problem) {
            if (contender.isLab()) {
                throw problem;
            }
            results.absent.put(contender, problem.line());
        }
    }

    private void longMessages(EdgePrograms programs, Workplace workplace, ProgressLine progress)
            throws Commands.Failed {
        Streaming streaming = new Streaming(programs, cpus, workplace, (long) mib * MIB);
        for (Contender contender : mine ? Set.of(base, Contender.MINE) : Set.of(base)) {
            progress.say("passes on " + mib + " MiB each way, " + contender);
            long64.put(contender, streaming.of(contender));
        }
        save();
    }

    /** A run is long: what is there stays if it is ended. */
    private void save() {
        json.map(JsonFile::new).ifPresent(file -> {
            ObjectNode root = JsonFile.of(results, place);
            EdgeTable.longMessages(long64, root.putObject("longMessages"));
            file.write(root);
        });
    }
}
