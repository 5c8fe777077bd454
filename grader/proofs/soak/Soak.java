package grader.proofs.soak;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.machine.os.InterruptHandler;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lets clients of every bad kind loose on lab 07's server, and looks whether it ends where it began. */
@Command(name = "soak", mixinStandardHelpOptions = true, sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Tries whether lab 07's server leaks, and whether bad clients hold up a good one. First come "
                + "crowds that pipeline, stall or say nothing, all at the same time; then clients that leave, stall, "
                + "reset, drip and pipeline without reading, beside good ones. "
                + "Then its memory, descriptors and threads are compared with those before. Linux only, as /proc "
                + "tells them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is as it was",
                "1:something stayed behind, a client was served badly, or the server ended",
                "2:called wrongly, or nothing could be compared",
                "130:ended by Ctrl+C; the last lines compare as far as it came"})
public final class Soak implements Callable<Integer> {

    private static final int MOST_CLIENTS = 200;
    private static final int MOST_CROWD = 60_000;
    private static final int SHORT_TIMEOUT = 5_000;     // in milliseconds: bad clients are given up soon
    private static final int LONG_TIMEOUT = 120_000;    // no client of a crowd is given up
    private static final Duration MOST_TO_END = Duration.ofSeconds(60);
    private static final int USUAL_BACKLOG = 128;
    private static final int LONG_BACKLOG = 4096;       // room for a crowd that comes at once: that is lab 02's matter
    private static final Duration STAY = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration TOLD = Duration.ofSeconds(10);

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "600",
            description = "how long (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "20",
            description = "seconds before that (default: ${DEFAULT-VALUE}): classes, compiled code and kept "
                    + "buffers are no leak, they come once")
    private int warmUp;

    @Option(names = "--clients", paramLabel = "N", defaultValue = "8",
            description = "of each kind, at the same time (default: ${DEFAULT-VALUE})")
    private int clients;

    @Option(names = "--crowd", paramLabel = "N", defaultValue = "5000",
            description = "how many say nothing at the same time (default: ${DEFAULT-VALUE}); 6 of 100 as many "
                    + "pipeline, and stall")
    private int crowd;

    @Option(names = "--patience", paramLabel = "MS", defaultValue = "1000",
            description = "how long a good client may wait while a crowd is there, in milliseconds "
                    + "(default: ${DEFAULT-VALUE})")
    private int patience;

    @Option(names = "--engine", paramLabel = "ENGINE",
            description = "try lab 08's server with this engine, instead of lab 07's server")
    private String engine;

    @Option(names = "--mine", description = "try labs/ instead of solutions/")
    private boolean mine;

    @Spec
    private CommandSpec spec;

    private final Path start;
    private PrintWriter out;

    /** @param start in the checkout */
    public Soak(Path start) {
        this.start = start;
    }

    @Override
    public Integer call() throws Exception {
        within("--seconds", seconds, Integer.MAX_VALUE);
        within("--warm-up", warmUp, Integer.MAX_VALUE);
        within("--clients", clients, MOST_CLIENTS);
        within("--crowd", crowd, MOST_CROWD);
        within("--patience", patience, Integer.MAX_VALUE);
        if (!LeakCheck.isPossible()) {
            throw new UserError("this system has no /proc, which tells what a server holds", "soak on Linux");
        }
        out = spec.commandLine().getOut();
        Lab lab = Course.around(start).lab(engine == null ? "lab07" : "lab08");
        try (InterruptHandler stop = new InterruptHandler(MOST_TO_END)) {
            int crowds = in(server(lab, LONG_TIMEOUT, LONG_BACKLOG), stop, this::crowds);
            return stop.isAsked() ? crowds
                    : Math.max(crowds, in(server(lab, SHORT_TIMEOUT, USUAL_BACKLOG), stop, this::soak));
        }
    }

    private SoakedServer server(Lab lab, int timeout, int backlog) {
        return new SoakedServer(lab, engine == null ? List.of() : List.of("--engine", engine), mine, timeout, backlog);
    }

    /** What is tried with a server. Returns the exit code. */
    private interface Trial {
        int of(SoakedServer host, InterruptHandler stop) throws Exception;
    }

    private static int in(SoakedServer fresh, InterruptHandler stop, Trial trial) throws Exception {
        try (SoakedServer host = fresh) {
            stop.orElse(host::close);
            host.open();
            return trial.of(host, stop);
        }
    }

    private int crowds(SoakedServer host, InterruptHandler stop) throws Exception {
        LeakCheck checkup = new LeakCheck(host);
        try {
            // The first time tables grow to their size, and buffers are kept.
            rush(host, stop, Duration.ZERO, new PrintWriter(Writer.nullWriter()));
            ResourceUsage before = checkup.atRest(Integer.MAX_VALUE);
            boolean good = rush(host, stop, STAY, out);
            ResourceUsage after = checkup.atRest(before.descriptors());
            List<String> grown = before.grownIn(after);
            if (!grown.isEmpty() && !stop.isAsked()) {      // What leaks grows each time.
                good &= rush(host, stop, STAY, out);
                grown = after.grownIn(checkup.atRest(after.descriptors()));
            }
            grown.forEach(what -> out.println("left by the crowds: " + what));
            return good && grown.isEmpty() ? 0 : 1;
        } catch (LeakCheck.Gone gone) {
            out.println("the server has ended by itself, with " + host.end());
            return 1;
        }
    }

    /** One crowd after another. Returns whether a good client was served well all the while. */
    private boolean rush(SoakedServer host, InterruptHandler stop, Duration stay, PrintWriter told)
            throws InterruptedException {
        boolean good = true;
        for (Mass mass : Mass.values()) {
            if (!stop.isAsked() && host.isAlive()) {
                good &= new Rush(host, Duration.ofMillis(patience), told).of(mass, mass.of(crowd), stay, stop);
                Optional<UserError> unwritten = host.unwritten();
                if (unwritten.isPresent()) {
                    throw unwritten.get();
                }
            }
        }
        return good;
    }

    private void within(String flag, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(spec.commandLine(), flag + " " + value + ": give "
                    + (most == Integer.MAX_VALUE ? "1 or more" : "1 to " + most));
        }
    }

    private int soak(SoakedServer host, InterruptHandler stop) throws Exception {
        SoakClients crowd = new SoakClients(host, clients, out);
        LeakCheck checkup = new LeakCheck(host);
        out.println("warm-up of " + warmUp + " s, then " + seconds + " s, with " + clients
                + " of each kind of client; Ctrl+C ends it");
        Optional<ResourceUsage> before = Optional.empty();
        try {
            crowd.visit(() -> watch(host, checkup, crowd, warmUp, stop));
            if (!stop.isAsked()) {
                before = Optional.of(checkup.atRest(Integer.MAX_VALUE));
                out.println("after the warm-up: " + before.get());
                crowd.visit(() -> watch(host, checkup, crowd, seconds, stop));
            }
            crowd.print();
            return before.isEmpty() ? uncompared(crowd)
                    : compare(before.get(), checkup.atRest(before.get().descriptors()), crowd);
        } catch (LeakCheck.Gone gone) {
            crowd.print();
            out.println("the server has ended by itself, with " + host.end());
            return 1;
        }
    }

    /** Tells of the server while clients are there. */
    private boolean watch(SoakedServer host, LeakCheck checkup, SoakClients crowd, int most, InterruptHandler stop)
            throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(most).toNanos();
        long tell = System.nanoTime() + TOLD.toNanos();
        while (System.nanoTime() < end) {
            if (stop.within(LOOK)) {
                return true;
            }
            ResourceUsage now = checkup.now();
            Optional<UserError> unwritten = host.unwritten();
            if (unwritten.isPresent()) {
                throw unwritten.get();
            }
            if (System.nanoTime() >= tell) {
                out.println(now + ", " + String.format(Locale.ROOT, "%,d visits", crowd.visits()));
                tell += TOLD.toNanos();
            }
        }
        return false;
    }

    private int uncompared(SoakClients crowd) {
        out.println("ended in the warm-up: nothing can be compared" + served(crowd, ", and "));
        return 1;
    }

    private int compare(ResourceUsage before, ResourceUsage after, SoakClients crowd) {
        List<String> grown = before.grownIn(after);
        out.println("before: " + before);
        out.println("after:  " + after);
        grown.forEach(what -> out.println("stayed behind: " + what));
        out.println(grown.isEmpty() ? "all is as it was" + served(crowd, ", but ")
                : "something stayed behind" + served(crowd, ", and "));
        return grown.isEmpty() && crowd.complaints() == 0 ? 0 : 1;
    }

    private static String served(SoakClients crowd, String joined) {
        return crowd.complaints() == 0 ? ""
                : joined + String.format(Locale.ROOT, "%,d visits were served badly", crowd.complaints());
    }
}
