package grader.bench.server;

import grader.bench.load.Descriptors;
import grader.bench.load.Scenario;
import grader.core.console.ProgressLine;
import grader.core.console.TextTable;
import grader.core.console.UserError;
import grader.machine.os.Commands;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts the engines of lab 08 beside each other, on the reader's machine, in a minute. */
@Command(name = "engines", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = "Measures the engines of lab 08: requests per second, how many idle connections they hold and "
                + "what each costs, and how long responses take when the handler sleeps.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:nothing could be measured, or called wrongly"})
public final class EnginesBench implements Callable<Integer> {

    private static final Set<Contender> ENGINES = EnumSet.range(Contender.THREAD, Contender.PROCESS);
    private static final int SPARE = 600;       // descriptors, for everything that is no idle connection

    @Parameters(paramLabel = "ENGINE", arity = "0..*",
            description = "only these: thread, pool, virtual, loop, hybrid, process")
    private List<Contender> named = List.of();

    @Option(names = "--mine", description = "measure your engines in labs/ instead of the reference's")
    private boolean mine;

    @Option(names = "--idle", paramLabel = "N", defaultValue = "10000",
            description = "how many idle connections each engine is to hold (default: ${DEFAULT-VALUE})")
    private int idle;

    @Option(names = "--millis", paramLabel = "N", defaultValue = "1500",
            description = "how long each load is, in milliseconds (default: ${DEFAULT-VALUE})")
    private int millis;

    private final PrintStream out = System.out;
    private final Cpus cpus = Cpus.split();
    private final Map<Contender, EngineFigures> figures = new EnumMap<>(Contender.class);
    private final List<String> notes = new ArrayList<>();

    @Override
    public Integer call() {
        Set<Contender> engines = named.isEmpty() ? ENGINES : EnumSet.copyOf(named);
        engines.stream().filter(engine -> !ENGINES.contains(engine)).findFirst().ifPresent(other -> {
            throw new UserError(other + " is no engine of lab 08",
                    "give thread, pool, virtual, loop, hybrid or process");
        });
        ServerBench.atLeastOne("--millis", millis);
        int most = (int) Math.min(ServerBench.atLeastOne("--idle", idle), Math.max(1, Descriptors.most() - SPARE));
        String place = Programs.place(cpus);
        try (Workplace workplace = new Workplace()) {
            out.println(place);
            cpus.bindLoad();
            try (ProgressLine progress = ProgressLine.everywhere(out)) {
                Program program = build(workplace, progress);
                engines.forEach(engine -> measure(engine, program.withFlags(engine.engine()), most, workplace,
                        progress));
            }
        }
        if (figures.isEmpty()) {
            throw new UserError("nothing could be measured", String.join("; ", notes));
        }
        table(most);
        return 0;
    }

    /** Returns the server, with an engine that a later flag replaces. */
    private Program build(Workplace workplace, ProgressLine progress) {
        progress.say("builds the server");
        Contender any = Contender.THREAD;
        try {
            return new Programs(workplace.folder, cpus, any).program(mine ? Contender.MINE : any);
        } catch (Commands.Failed error) {
            throw new UserError("lab 08 cannot be built: " + error.getMessage(),
                    mine ? "./jbang lab08 tells more" : "update your checkout");
        }
    }

    /** An engine that fails costs only itself. */
    private void measure(Contender engine, Program program, int most, Workplace workplace, ProgressLine progress) {
        progress.say("measures " + engine);
        try {
            figures.put(engine, EngineLoad.on(engine, most, millis)
                    .measure(engine, program, cpus, workplace,
                            what -> progress.say("measures " + engine + ", " + what)));
        } catch (UserError problem) {
            notes.add(engine + " was not measured: " + problem.line());
        }
    }

    private void table(int most) {
        TextTable table = new TextTable("lrrrrr").row("", "requests/s", "idle connections", "resident each",
                "heap each", "p99 of a 10 ms handler");
        figures.forEach((engine, figure) -> row(table, engine, figure));
        out.println();
        table.lines().forEach(out::println);
        out.printf(Locale.ENGLISH, "%nrequests/s: GET / on %d kept connections. Idle connections: of %,d%s, each after "
                + "one response.%np99: GET /slow/10 on %d connections, each %d times per second; ≥ where the server "
                + "could not keep up.%n", Scenario.S1.connections, most,
                most < idle ? ", as this shell allows " + Descriptors.most() + " open files (ulimit -n)" : "",
                Scenario.S8.connections, EngineLoad.SLOW_RATE);
        if (figures.containsKey(Contender.PROCESS)) {
            EngineLoad few = EngineLoad.on(Contender.PROCESS, most, millis);
            out.printf(Locale.ENGLISH, "process: each connection is a JVM, so it has only %d of these connections, and "
                    + "%d idle ones.%n", few.kept(), few.idle());
        }
        notes.forEach(out::println);
    }

    private static void row(TextTable table, Contender engine, EngineFigures figure) {
        table.row(engine, form("%,.0f", figure.rate()), form("%,d", figure.idle().held()),
                kib(figure.idle().residentBytes()), engine == Contender.PROCESS ? "-" : kib(figure.idle().heapBytes()),
                figure.slow()
                        .filter(OpenLoop::isMeasured)
                        .map(slow -> form("%s%,.0f ms", slow.isBehind() ? "≥" : "", slow.p99()))
                        .orElse("-"));
    }

    private static String kib(double bytes) {
        return Double.isNaN(bytes) ? "-" : form("%,.1f KiB", Math.max(0, bytes) / 1024);
    }

    private static String form(String format, Object... values) {
        return String.format(Locale.ENGLISH, format, values);
    }
}
