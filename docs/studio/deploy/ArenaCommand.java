package docs.studio.deploy;

import docs.studio.deploy.Deployment.Act;
import docs.studio.servers.LoadClock;
import docs.studio.servers.SharedDatabase;
import docs.studio.web.BrowserWindow;
import grader.core.console.ProgressLine;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `jbang arena`: deploys lab 11's server under load, and counts the requests that fail. */
@Command(name = "arena",
        description = "Starts three instances of your server (lab 11) with a database, and a balancer that asks /ready "
                + "now and then and repeats nothing. Under load it replaces all three, one after another, by SIGTERM; "
                + "then it kills some of them (SIGKILL). It counts the requests that failed, says why, and whether an "
                + "order was lost or made twice.",
        usageHelpAutoWidth = true,
        footer = {"", "Exit codes: 0; 1 if requests failed, or an order was lost or made twice; 2 if a server could "
                + "not start."})
public final class ArenaCommand implements Callable<Integer> {

    /** Which engines, lab 08's, the servers have. */
    enum EngineChoice { thread, virtual, loop, hybrid, all }

    private static final int USUAL_RATE = 30;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    @Option(names = "--solution", description = "Start the reference's server, not yours.")
    private boolean solution;

    @Option(names = "--engine", paramLabel = "ENGINE",
            description = "${COMPLETION-CANDIDATES}. ${DEFAULT-VALUE} without it. Servers with "
                    + "loop get no requests for slow handlers, each of which would hold their only thread.")
    private EngineChoice engine = EngineChoice.thread;

    @Option(names = "--act", paramLabel = "ACT", description = "Only this one of ${COMPLETION-CANDIDATES}.")
    private Optional<Act> act = Optional.empty();

    @Option(names = "--rounds", paramLabel = "N", description = "How many times; ${DEFAULT-VALUE} without it.")
    private int rounds = 1;

    @Option(names = "--rate", paramLabel = "N",
            description = "Requests per second, up to " + LoadClock.MOST_PER_SECOND + "; ${DEFAULT-VALUE} without it.")
    private int rate = USUAL_RATE;

    @Option(names = "--seed", paramLabel = "N", description = "Repeats the random choices of a run with this seed.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--probe", paramLabel = "MS",
            description = "How long it is between two probes of an instance; ${DEFAULT-VALUE} without it. An instance "
                    + "is out after two probes that fail.")
    private int probe = 1_000;

    @Option(names = "--drain-delay", paramLabel = "MS",
            description = "The servers' --drain-delay; ${DEFAULT-VALUE} without it.")
    private int delay = 3_000;

    @Option(names = "--database", paramLabel = "KIND",
            description = "${COMPLETION-CANDIDATES}. Without it: PostgreSQL if this machine has it.")
    private Optional<SharedDatabase.Kind> database = Optional.empty();

    @Option(names = "--no-browser", description = "Write the page with the replay, and open no browser.")
    private boolean noBrowser;

    @Spec
    private CommandSpec spec;

    private final Path start;

    /** @param start the checkout, or a folder in it */
    public ArenaCommand(Path start) {
        this.start = start;
    }

    @Override
    public Integer call() throws InterruptedException {
        check("--rate", rate, 1, LoadClock.MOST_PER_SECOND);
        check("--rounds", rounds, 1, 1_000_000);
        check("--probe", probe, 50, 60_000);
        check("--drain-delay", delay, 0, 600_000);
        long chosen = seed.orElseGet(() -> new Random().nextLong(1_000_000));
        Arena.Settings settings = new Arena.Settings(solution, database.orElseGet(SharedDatabase::usual),
                Duration.ofMillis(probe), Duration.ofMillis(delay), rate, chosen);
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "seed " + chosen + "; the balancer probes each " + probe + " ms, --drain-delay is " + delay + " ms");
        out.println(Replay.LEGEND);
        List<Replay> replays = new ArrayList<>();
        try (ProgressLine progress = ProgressLine.onTerminal(System.out);
                Arena arena = Arena.open(Course.around(start), settings, progress::say)) {
            for (EngineChoice each : engine == EngineChoice.all ? List.of(EngineChoice.thread, EngineChoice.virtual,
                    EngineChoice.loop, EngineChoice.hybrid) : List.of(engine)) {
                play(arena, each.name(), progress, out, replays);
            }
        }
        Path root = Course.around(start).root();
        Path page = ArenaPage.write(root, root.resolve("build/arena/arena.html").toAbsolutePath(), replays);
        out.println("replay: " + page);
        if (!noBrowser) {
            BrowserWindow.open(page, page.toUri().toString(), System.getenv(), System.getProperty("os.name"));
        }
        return replays.stream().allMatch(Replay::isRight) ? 0 : 1;
    }

    private void play(Arena arena, String name, ProgressLine progress, PrintWriter out, List<Replay> replays)
            throws InterruptedException {
        try (Deployment deployment = new Deployment(arena, name, progress::say)) {
            for (int round = 1; round <= rounds; round++) {
                for (Act each : act.map(List::of).orElse(List.of(Act.values()))) {
                    Replay replay = deployment.play(each,
                            "engine " + name + ", round " + round + " of " + rounds + ", " + each);
                    progress.wipe();
                    replay.lines().forEach(out::println);
                    replays.add(replay);
                }
            }
        }
    }

    private static void check(String flag, int value, int least, int most) {
        if (value < least || value > most) {
            throw new UserError(flag + " is " + value, "give a number from " + least + " to " + most);
        }
    }
}
