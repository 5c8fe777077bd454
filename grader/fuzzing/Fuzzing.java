package grader.fuzzing;

import grader.lab.Problem;
import grader.lab.Unwritten;
import grader.talk.Finding;
import grader.talk.Shown;
import grader.talk.Subject;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs a {@link Fuzzer}, looks after it every two seconds, and tells what it finds. */
final class Fuzzing {

    private static final int TICK_SECONDS = 2;
    private static final int HANGS_SECONDS = 20;

    private final Fuzzer fuzzer;
    private final Unwritten unwritten;
    private final long first;
    private final long cases;
    private final int seconds;
    private final boolean timed;
    private final boolean mine;
    private final PrintWriter out;
    private final long start = System.nanoTime();
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile boolean stopped;
    private volatile Throwable fault;

    Fuzzing(Subject subject, Unwritten unwritten, long first, long cases, int seconds, boolean timed, boolean mine, PrintWriter out) {
        this.fuzzer = new Fuzzer(subject, this::tell);
        this.unwritten = unwritten;
        this.first = first;
        this.cases = cases;
        this.seconds = seconds;
        this.timed = timed;
        this.mine = mine;
        this.out = out;
    }

    /** @return the exit code */
    int run() throws InterruptedException {
        Thread hook = new Thread(this::stop);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Thread.ofPlatform().daemon().name("fuzzer").start(this::work);
            boolean hangs = watch();
            if (fault != null) {
                throw fault instanceof Problem problem ? problem : new IllegalStateException(fault);
            }
            out.println(summary());
            return hangs || fuzzer.findings() > 0 ? 1 : 0;
        } finally {
            out.flush();
            told.countDown();
            if (!stopped) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private void work() {
        try {
            for (long i = 0; i < cases && !stopped && (!timed || elapsed() < seconds); i++) {
                fuzzer.run(first + i);
            }
        } catch (RuntimeException | Error any) {
            fault = any;
        } finally {
            done.countDown();
        }
    }

    /** Until it is done. Returns whether one case does not end. */
    private boolean watch() throws InterruptedException {
        long before = -1;
        int still = 0;
        while (!done.await(TICK_SECONDS, TimeUnit.SECONDS)) {
            still = fuzzer.cases() == before ? still + 1 : 0;
            before = fuzzer.cases();
            if (still * TICK_SECONDS >= HANGS_SECONDS) {
                long seed = fuzzer.seed();
                var script = Fuzzer.script(seed);
                tell(new Fuzzer.Found(seed, new Finding("a case does not end", HANGS_SECONDS + " s"), script, script.bytes().length));
                return true;
            }
            out.println(summary());
        }
        return false;
    }

    /** Ctrl+C: what has been found is told first. */
    private void stop() {
        stopped = true;
        try {
            told.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException atOnce) {
            Thread.currentThread().interrupt();
        }
    }

    private double elapsed() {
        return (System.nanoTime() - start) / 1e9;
    }

    private String summary() {
        double time = Math.max(elapsed(), 0.001);
        return "%,.0f s: %,d cases, %,d conversations (%,.0f a second), %d findings".formatted(
                time, fuzzer.cases(), fuzzer.conversations(), fuzzer.conversations() / time, fuzzer.findings());
    }

    private void tell(Fuzzer.Found found) {
        if (found.finding().kind.equals(Finding.UNWRITTEN)) {
            throw unwritten.in(found.finding()).orElseGet(() -> new Problem(found.finding().getMessage(), "write it, then try again"));
        }
        int length = found.shown().bytes().length;
        String from = length < found.length() ? ", the smallest found of " + found.length() : "";
        String behind = found.shown().halfClose() ? ", then a half-close" : "";
        out.println("FOUND " + found.finding().getMessage());
        out.println("  input: " + length + " bytes" + from + behind);
        out.println(Shown.of(found.shown().bytes()).indent(4).stripTrailing());
        out.println("  again: ./jbang fuzz" + (mine ? " --mine" : "") + " --cases 1 --seed " + Long.toHexString(found.seed()));
        out.flush();
    }
}
