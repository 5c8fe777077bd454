package grader.bench.guests;

import grader.lab.Course;
import grader.lab.Problem;
import grader.run.Stop;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lets clients of every bad kind loose on lab 07's server, and looks whether it ends where it began. */
@Command(name = "grader/bench/soak.java", mixinStandardHelpOptions = true, sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Tries whether lab 07's server leaks: clients that leave, stall, reset, drip and pipeline "
                + "without reading, beside good ones. "
                + "Then its memory, descriptors and threads are compared with those before. Linux only, as /proc "
                + "tells them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is as it was",
                "1:something stayed behind, a client was served badly, or the server ended",
                "2:called wrongly, or nothing could be compared",
                "130:ended by Ctrl+C; the last lines compare as far as it came"})
public final class Soak implements Callable<Integer> {

    private static final int MOST_CLIENTS = 200;
    private static final Duration MOST_TO_END = Duration.ofSeconds(60);
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
        if (!Checkup.isPossible()) {
            throw new Problem("this system has no /proc, which tells what a server holds", "soak on Linux");
        }
        out = spec.commandLine().getOut();
        try (Stop stop = new Stop(MOST_TO_END); Host host = new Host(Course.around(start).lab(Host.LAB), mine)) {
            stop.orElse(host::close);
            host.open();
            return soak(host, stop);
        }
    }

    private void within(String flag, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(spec.commandLine(), flag + " " + value + ": give "
                    + (most == Integer.MAX_VALUE ? "1 or more" : "1 to " + most));
        }
    }

    private int soak(Host host, Stop stop) throws Exception {
        Crowd crowd = new Crowd(host, clients, out);
        Checkup checkup = new Checkup(host);
        out.println("warm-up of " + warmUp + " s, then " + seconds + " s, with " + clients
                + " of each kind of client; Ctrl+C ends it");
        Optional<Vitals> before = Optional.empty();
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
        } catch (Checkup.Gone gone) {
            crowd.print();
            out.println("the server has ended by itself, with " + host.end());
            return 1;
        }
    }

    /** Tells of the server while clients are there. */
    private boolean watch(Host host, Checkup checkup, Crowd crowd, int most, Stop stop) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(most).toNanos();
        long tell = System.nanoTime() + TOLD.toNanos();
        while (System.nanoTime() < end) {
            if (stop.within(LOOK)) {
                return true;
            }
            Vitals now = checkup.now();
            Optional<Problem> unwritten = host.unwritten();
            if (unwritten.isPresent()) {
                throw unwritten.get();
            }
            if (System.nanoTime() >= tell) {
                out.println(now + ", " + "%,d visits".formatted(crowd.visits()));
                tell += TOLD.toNanos();
            }
        }
        return false;
    }

    private int uncompared(Crowd crowd) {
        out.println("ended in the warm-up: nothing can be compared" + served(crowd, ", and "));
        return 1;
    }

    private int compare(Vitals before, Vitals after, Crowd crowd) {
        List<String> grown = before.grownIn(after);
        out.println("before: " + before);
        out.println("after:  " + after);
        grown.forEach(what -> out.println("stayed behind: " + what));
        out.println(grown.isEmpty() ? "all is as it was" + served(crowd, ", but ")
                : "something stayed behind" + served(crowd, ", and "));
        return grown.isEmpty() && crowd.complaints() == 0 ? 0 : 1;
    }

    private static String served(Crowd crowd, String joined) {
        return crowd.complaints() == 0 ? "" : joined + "%,d visits were served badly".formatted(crowd.complaints());
    }
}
