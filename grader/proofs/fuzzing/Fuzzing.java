package grader.proofs.fuzzing;

import grader.clients.http.Bytes;
import grader.core.console.UserError;
import grader.core.starter.UnwrittenTask;
import grader.machine.os.InterruptHandler;
import grader.proofs.protocol.Finding;
import grader.proofs.protocol.Script;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;

/** Runs a {@link Fuzzer}, looks after it every two seconds, and tells what it finds. */
final class Fuzzing implements Fuzzer.Teller {

    private static final int TICK_SECONDS = 2;
    private static final int HANGS_SECONDS = 20;
    private static final int MOST_SILENT_SECONDS = 60;

    /** Where it ends by itself: whichever comes first. */
    record Length(long cases, long seconds) {}

    private final Fuzzer fuzzer;
    private final UnwrittenTask unwritten;
    private final long first;
    private final Length most;
    private final String flags;
    private final PrintWriter out;
    private final InterruptHandler stop;
    private final long start = System.nanoTime();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Throwable fault;

    /** @param flags of the command that tries a case again */
    Fuzzing(Function<Random, Script> inputs, ToIntBiFunction<Script, Random> trial, UnwrittenTask unwritten, long first,
            Length most, String flags,
            PrintWriter out, InterruptHandler stop) {
        this.fuzzer = new Fuzzer(inputs, trial, this, stop::isAsked);
        this.unwritten = unwritten;
        this.first = first;
        this.most = most;
        this.flags = flags;
        this.out = out;
        this.stop = stop;
    }

    /** @return the exit code */
    int run() throws InterruptedException {
        Thread.ofPlatform().daemon().name("fuzzer").start(this::work);
        boolean hangs = watch();
        if (fault != null) {
            throw fault instanceof UserError problem ? problem : new IllegalStateException(fault);
        }
        out.println(summary());
        out.flush();
        return hangs || fuzzer.findings() > 0 ? 1 : 0;
    }

    private void work() {
        try {
            for (long i = 0; i < most.cases() && !stop.isAsked() && elapsed() < most.seconds(); i++) {
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
        long moved = System.nanoTime();
        double next = TICK_SECONDS;
        while (!done.await(TICK_SECONDS, TimeUnit.SECONDS)) {
            moved = fuzzer.steps() == before ? moved : System.nanoTime();
            before = fuzzer.steps();
            if (System.nanoTime() - moved >= TimeUnit.SECONDS.toNanos(HANGS_SECONDS)) {
                tell("FOUND a case that does not end: " + HANGS_SECONDS + " s", "input", fuzzer.script(),
                        fuzzer.seed());
                return true;
            }
            if (stop.isAsked() && !done.await(TICK_SECONDS, TimeUnit.SECONDS)) {
                tell("a case that has not ended yet", "input", fuzzer.script(), fuzzer.seed());
                return false;
            }
            if (elapsed() >= next && !stop.isAsked()) {
                out.println(summary());
                next = elapsed() + Math.min(next, MOST_SILENT_SECONDS);
            }
        }
        return false;
    }

    private double elapsed() {
        return (System.nanoTime() - start) / 1e9;
    }

    private String summary() {
        double time = Math.max(elapsed(), 0.001);
        return String.format(Locale.ROOT, "%,.0f s: %,d cases, %,d conversations (%,.0f a second), %d finding%s", time,
                fuzzer.cases(),
                fuzzer.conversations(), fuzzer.conversations() / time, fuzzer.findings(),
                fuzzer.findings() == 1 ? "" : "s");
    }

    @Override
    public void found(Fuzzer.Found found) {
        if (found.finding().kind.equals(Finding.UNWRITTEN)) {
            throw unwritten.in(found.finding())
                    .orElseGet(() -> new UserError(found.finding().getMessage(), "write it, then try again"));
        }
        tell("FOUND " + found.finding().getMessage(), "input", found.script(), found.seed());
    }

    @Override
    public void smaller(Fuzzer.Found found, Script script) {
        tell("smaller, also '" + found.finding().kind + "'",
                "input, made out of " + found.script().bytes().length + " bytes", script, found.seed());
    }

    /** In one piece, as two threads write. */
    private void tell(String what, String input, Script script, long seed) {
        out.println(what + "\n  " + input + ": " + script.bytes().length + " bytes"
                + (script.halfClose() ? ", then a half-close" : "") + "\n"
                + Bytes.lines(Bytes.text(script.bytes())).indent(4)
                + "  again: ./jbang fuzz" + flags + " --cases 1 --seed " + Long.toHexString(seed));
        out.flush();
    }
}
