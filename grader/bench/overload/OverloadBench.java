package grader.bench.overload;

import grader.bench.load.Descriptors;
import grader.bench.server.Contender;
import grader.bench.server.Cpus;
import grader.bench.server.JsonFile;
import grader.bench.server.Program;
import grader.bench.server.Programs;
import grader.bench.server.Running;
import grader.bench.server.Workplace;
import grader.core.console.ProgressLine;
import grader.core.console.Style;
import grader.core.console.UserError;
import grader.machine.os.Commands;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Offers servers more than they can do, and draws what they still do. */
@Command(name = "overload", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = {"Measures goodput and p99 against the offered load, up to five times what a server can do: of "
                + "lab 13's server with and without load shedding, of Tomcat, and of Undertow.",
                "The request is GET /slow/50, whose handler sleeps. Each server has 8 threads for handlers, so it can "
                        + "do about 160 of them per second, and waiting threads limit it, not processors: the load "
                        + "needs some of those. Each request comes when it is due, on a connection of its own "
                        + "(127.0.0.1 only), and its time runs from then."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "2:nothing could be measured, or called wrongly"})
public final class OverloadBench implements Callable<Integer> {

    private static final double MOST_LOAD = 10;
    private static final int SPARE = 1_000;     // descriptors, for everything that waits in no queue

    @Option(names = "--mine", description = "measure your server in labs/, too")
    private boolean mine;

    @Option(names = "--quick",
            description = "1 round of 2 s instead of 3 of 4 s: about 4 minutes instead of 15, and less exact")
    private boolean quick;

    @Option(names = "--only", paramLabel = "SERVER", split = ",", description = "only these: ${COMPLETION-CANDIDATES}")
    private Set<OverloadServer> only = EnumSet.complementOf(EnumSet.of(OverloadServer.MINE));

    @Option(names = "--load", paramLabel = "N", split = ",", defaultValue = "0.5,0.8,1,1.5,2,3,5",
            description = "how many times its capacity each server is offered (default: ${DEFAULT-VALUE})")
    private List<Double> loads;

    @Option(names = "--patience", paramLabel = "N", defaultValue = "500",
            description = "after how many milliseconds a client gives up (default: ${DEFAULT-VALUE})")
    private int patience;

    @Option(names = "--rounds", paramLabel = "N", description = "how often each server is measured at each load")
    private Optional<Integer> rounds = Optional.empty();

    @Option(names = "--millis", paramLabel = "N",
            description = "how long each load counts, in milliseconds; half of that comes before, to fill the queue")
    private Optional<Integer> millis = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "write all rounds to this file, too")
    private Optional<Path> json = Optional.empty();

    private final PrintStream out = System.out;
    private final Cpus cpus = Cpus.split();
    private final Map<OverloadServer, Running> running = new EnumMap<>(OverloadServer.class);
    private final Map<OverloadServer, Curve> curves = new EnumMap<>(OverloadServer.class);
    private final Map<OverloadServer, String> absent = new EnumMap<>(OverloadServer.class);
    private OverloadRun run;
    private String place;

    @Override
    public Integer call() {
        int times = atLeast("--rounds", rounds.orElse(quick ? 1 : 3), 1);
        run = new OverloadRun(Duration.ofMillis(atLeast("--patience", patience, 1)),
                Duration.ofMillis(atLeast("--millis", millis.orElse(quick ? 2000 : 4000), 100)));
        checkLoads();
        json.map(JsonFile::new).ifPresent(JsonFile::check);
        place = Programs.place(cpus) + "; only figures of one run can be compared";
        try (Workplace workplace = new Workplace(); ProgressLine progress = ProgressLine.everywhere(out)) {
            out.println(place);
            cpus.bindLoad();
            measure(times, workplace, progress);
        }
        if (curves.isEmpty()) {
            throw new UserError("nothing could be measured", String.join("; ", absent.values()));
        }
        out.print(OverloadTable.of(curves, absent, run.patience(), Style.ofStandardOutput()));
        return 0;
    }

    private void measure(int times, Workplace workplace, ProgressLine progress) {
        try {
            start(build(workplace, progress), workplace, progress);
            for (int round = 1; round <= times; round++) {
                measure("round " + round + " of " + times, progress);
            }
        } finally {
            running.values().forEach(Running::close);
        }
    }

    private static int atLeast(String flag, int value, int least) {
        if (value < least) {
            throw new UserError(flag + " " + value + " is too little", "give " + least + " or more");
        }
        return value;
    }

    private void checkLoads() {
        loads.stream().filter(load -> !(load > 0 && load <= MOST_LOAD)).findFirst().ifPresent(wrong -> {
            throw new UserError("--load " + wrong + " cannot be offered", "give more than 0, and at most 10");
        });
        long takes = OverloadServer.QUEUE + SPARE;
        if (Descriptors.most() < takes) {
            throw new UserError("an overload takes " + takes + " open files, and this shell allows "
                    + Descriptors.most(), "ulimit -n 10000 raises that, where the system lets you; then try again");
        }
    }

    private Map<OverloadServer, Program> build(Workplace workplace, ProgressLine progress) {
        Programs makes = new Programs(workplace.folder, cpus, Contender.LAB13);
        Set<OverloadServer> all = EnumSet.copyOf(only);
        if (mine) {
            all.add(OverloadServer.MINE);
        }
        Map<OverloadServer, Program> programs = new EnumMap<>(OverloadServer.class);
        for (OverloadServer server : all) {
            progress.say("builds the servers, " + server);
            try {
                programs.put(server, server.program(makes));
            } catch (Commands.Failed error) {
                if (server.isSubject()) {
                    throw new UserError(server + " cannot be built: " + error.getMessage(),
                            server == OverloadServer.MINE ? "./jbang lab13 tells more" : "update your checkout");
                }
                absent.put(server, error.getMessage());
            }
        }
        return programs;
    }

    /** A server that cannot be measured is left out; only lab 13's own ends the benchmark. */
    private void start(Map<OverloadServer, Program> programs, Workplace workplace, ProgressLine progress) {
        programs.forEach((server, program) -> {
            progress.say("warms up, and measures what each can do, " + server);
            try {
                Running started = new Running(server.toString(), program, cpus, workplace);
                running.put(server, started);
                curves.put(server, run.prepare(started));
                started.pause();
            } catch (UserError problem) {
                if (server.isSubject()) {
                    throw problem;
                }
                leaveOut(server, problem.line());
            }
        });
    }

    /** All servers in turn at each load, in an order of its own: what slows the machine for a while slows all. */
    private void measure(String what, ProgressLine progress) {
        for (double load : loads) {
            List<OverloadServer> order = new ArrayList<>(running.keySet());
            Collections.shuffle(order);
            for (OverloadServer server : order) {
                progress.say(what + ": " + OverloadTable.number(load) + " times what it can do, " + server);
                Running process = running.get(server);
                process.resume();
                try {
                    curves.get(server).add(load, run.measure(process, curves.get(server), load));
                    process.pause();
                } catch (UserError problem) {
                    leaveOut(server, "at " + OverloadTable.number(load) + " times what it can do, " + problem.line());
                }
            }
        }
        // A run is long: what is there stays if it is ended.
        json.map(JsonFile::new).ifPresent(file -> file.write(OverloadJson.of(curves, absent, place, run.patience())));
    }

    private void leaveOut(OverloadServer server, String why) {
        absent.put(server, why);
        Optional.ofNullable(running.remove(server)).ifPresent(Running::close);
    }
}
