package docs.studio.edge;

import docs.studio.servers.LoadClock;
import docs.studio.servers.SharedDatabase;
import docs.studio.web.BrowserWindow;
import docs.studio.web.WebServer;
import grader.core.console.ProgressLine;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `jbang chain`: starts the whole chain, puts a load on it, and shows it in the browser and in the terminal. */
@Command(name = "chain",
        description = "Starts your edge (lab 14) with TLS in front of two of your servers (lab 13), which share a "
                + "database, sends idempotent requests, and shows all of it in your browser. There, or by lines typed "
                + "here, you kill a server, drain one, freeze the database, and so on. Ctrl+C ends it.",
        usageHelpAutoWidth = true,
        footer = {"", "Exit codes: 0; 1 with --rounds if a request was lost; 2 if the chain could not start."})
public final class ChainCommand implements Callable<Integer> {

    private static final int USUAL_RATE = 20;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    @Option(names = "--solution", description = "Start the reference's parts, not yours.")
    private boolean solution;

    @Option(names = "--rounds", paramLabel = "N",
            description = "Without a page: N times, one server is killed, the other one drained, both are started "
                    + "again, the database is frozen for 3 s and the certificate replaced, under load. The first "
                    + "request that is lost ends it.")
    private Optional<Integer> rounds = Optional.empty();

    @Option(names = "--rate", paramLabel = "N",
            description = "Requests per second at the start, up to " + LoadClock.MOST_PER_SECOND + "; " + USUAL_RATE
                    + " without it.")
    private int rate = USUAL_RATE;

    @Option(names = "--edge-port", paramLabel = "PORT",
            description = "Where the edge listens; 0: a free port. 8443 without it.")
    private int edgePort = 8443;

    @Option(names = "--port", paramLabel = "PORT", description = "Where the page is served. A free port without it.")
    private int port;

    @Option(names = "--no-browser", description = "Show the link to the page, and open no browser.")
    private boolean noBrowser;

    @Option(names = "--database", paramLabel = "KIND",
            description = "${COMPLETION-CANDIDATES}. Without it: PostgreSQL if this machine has it.")
    private Optional<SharedDatabase.Kind> database = Optional.empty();

    @Spec
    private CommandSpec spec;

    private final Path start;

    /** @param start the checkout, or a folder in it */
    public ChainCommand(Path start) {
        this.start = start;
    }

    @Override
    public Integer call() throws InterruptedException {
        check("--rate", rate, 0, LoadClock.MOST_PER_SECOND);
        check("--edge-port", edgePort, 0, 65_535);
        rounds.ifPresent(count -> check("--rounds", count, 1, 1_000_000));
        PrintWriter out = spec.commandLine().getOut();
        try (Chain chain = start()) {
            out.println("the edge is at " + chain.url() + ", with a certificate of its own: curl -k");
            if (rounds.isPresent()) {
                return new Rounds(chain, Math.max(1, rate), out::println).run(rounds.get()) ? 0 : 1;
            }
            return show(chain, out);
        }
    }

    /** Until Ctrl+C, or `quit`. */
    private int show(Chain chain, PrintWriter out) throws InterruptedException {
        chain.load().send(rate);
        CountDownLatch ended = new CountDownLatch(1);
        try (ChainActions actions = new ChainActions(chain, out::println);
                ChainPage page = new ChainPage(Course.around(start).root(), chain, actions, port)) {
            out.println("what you see of it: " + page.link());
            out.println("what you can type: " + ChainActions.HELP + " Ctrl+C ends it.");
            if (!noBrowser) {
                open(chain.folder().resolve("open.html"), page.link());
            }
            Thread.ofPlatform().daemon().name("lines").start(() -> read(chain, actions, out, ended));
            ended.await();
        }
        return 0;
    }

    /** A file leads to the link, as the arguments of a program that opens it are not secret. */
    private static void open(Path file, String link) {
        try {
            BrowserWindow.open(Files.writeString(file, WebServer.leadingTo(link)), link, System.getenv(),
                    System.getProperty("os.name"));
        } catch (IOException error) {
            throw UserError.of(error, "writing " + file);
        }
    }

    /** Where there is no terminal, its input ends at once: then Ctrl+C, or another signal, ends the chain. */
    private static void read(Chain chain, ChainActions actions, PrintWriter out, CountDownLatch ended) {
        try {
            new BufferedReader(new InputStreamReader(System.in)).lines()
                    .forEach(line -> typed(line.strip(), chain, actions, out, ended));
        } catch (UncheckedIOException gone) {
            // as if it had ended
        }
    }

    private static void typed(String line, Chain chain, ChainActions actions, PrintWriter out, CountDownLatch ended) {
        try {
            switch (line) {
                case "quit" -> ended.countDown();
                case "" -> ChainView.lines(chain).forEach(out::println);
                default -> actions.begin(line);
            }
        } catch (UserError problem) {
            out.println(problem.line());
        }
    }

    private Chain start() {
        Chain.Settings settings =
                new Chain.Settings(solution, edgePort, database.orElseGet(SharedDatabase::usual));
        try (ProgressLine progress = ProgressLine.onTerminal(System.out)) {
            return Chain.start(Course.around(start), settings, progress::say);
        }
    }

    private static void check(String flag, int value, int least, int most) {
        if (value < least || value > most) {
            throw new UserError(flag + " is " + value, "give a number from " + least + " to " + most);
        }
    }
}
