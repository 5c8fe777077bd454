package grader.bench.guests;

import grader.lab.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets clients of every bad kind loose on lab 07's server, and looks whether it ends where it began. */
@Command(name = "grader/bench/soak.java", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Clients that leave, stall, reset, drip and pipeline without reading, beside good ones; then compares memory, "
                + "descriptors and threads of lab 07's server with those before. Linux only, as /proc tells them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is as it was", "1:something stayed behind, or a good client was served badly", "2:called wrongly"})
public final class Soak implements Callable<Integer> {

    private static final Duration WARM_UP = Duration.ofSeconds(20);

    @Option(names = "--seconds", paramLabel = "N", description = "how long (default ${DEFAULT-VALUE})")
    private int seconds = 600;

    @Option(names = "--clients", paramLabel = "N", description = "of each kind, at the same time (default ${DEFAULT-VALUE})")
    private int clients = 8;

    @Option(names = "--mine", description = "your labs/ instead of solutions/")
    private boolean mine;

    private final Map<Guest, LongAdder> visits = new EnumMap<>(Guest.class);
    private final Map<Guest, LongAdder> complaints = new EnumMap<>(Guest.class);

    @Override
    public Integer call() throws Exception {
        if (seconds < 1 || clients < 1) {
            throw new Problem("--seconds " + seconds + " --clients " + clients + ": nothing would happen", "give whole numbers from 1");
        }
        for (Guest guest : Guest.values()) {
            visits.put(guest, new LongAdder());
            complaints.put(guest, new LongAdder());
        }
        try (Host host = Host.start(mine)) {
            letLoose(host, WARM_UP);        // Classes, compiled code and kept buffers are no leak: they come once.
            Vitals before = host.atRest();
            letLoose(host, Duration.ofSeconds(seconds));
            Vitals after = host.atRest();
            print(before, after);
            boolean wrong = complaints.get(Guest.GOOD).sum() > 0;
            List<String> grown = before.grownIn(after);
            grown.forEach(what -> System.out.println("stayed behind: " + what));
            System.out.println(grown.isEmpty() && !wrong ? "all is as it was" : wrong ? "good clients were served badly" : "");
            return grown.isEmpty() && !wrong ? 0 : 1;
        }
    }

    private void letLoose(Host host, Duration time) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Guest guest : Guest.values()) {
                for (int i = 0; i < clients; i++) {
                    threads.submit(() -> visitAgainAndAgain(guest, host, over));
                }
            }
            for (long left = time.toSeconds(); left > 0; left -= Math.min(left, 10)) {
                Thread.sleep(Duration.ofSeconds(Math.min(left, 10)));
                System.out.println(host.vitals() + ", " + visits.values().stream().mapToLong(LongAdder::sum).sum() + " visits");
            }
            over.set(true);
        }
    }

    private void visitAgainAndAgain(Guest guest, Host host, AtomicBoolean over) {
        while (!over.get()) {
            visits.get(guest).increment();
            try {
                guest.visit(host.address());
            } catch (IOException | IllegalStateException trouble) {
                if (guest == Guest.GOOD && complaints.get(guest).sum() == 0) {
                    System.out.println("a good client: " + trouble);
                }
                complaints.get(guest).increment();
            }
        }
    }

    private void print(Vitals before, Vitals after) {
        System.out.println();
        visits.forEach((guest, count) -> System.out.println("%-12s %,10d visits  %s".formatted(guest.name().toLowerCase(), count.sum(), guest.what())));
        System.out.println("before: " + before);
        System.out.println("after:  " + after);
    }
}
