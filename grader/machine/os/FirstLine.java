package grader.machine.os;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The first line that a program writes on standard output: by it a server says where it listens. */
public final class FirstLine {

    private FirstLine() {}

    /**
     * Waits for it. What the program writes after it is read and discarded, so that the pipe is never full.
     *
     * @return nothing, if the program ends without a line or none comes in time; the caller ends the program
     */
    public static String of(Process process, Duration most) throws InterruptedException {
        return of(process, line -> true, most);
    }

    /** The same for the first line that fits: what comes before it is forgotten, too. */
    public static String of(Process process, Predicate<String> fits, Duration most) throws InterruptedException {
        CompletableFuture<String> first = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("output").start(() -> read(process.inputReader(), fits, first));
        first.completeOnTimeout("", most.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return first.get();
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
    }

    private static void read(BufferedReader lines, Predicate<String> fits, CompletableFuture<String> first) {
        try {
            String line = lines.readLine();
            while (line != null && !fits.test(line)) {
                line = lines.readLine();
            }
            first.complete(line == null ? "" : line);
            lines.transferTo(Writer.nullWriter());
        } catch (IOException ended) {
            first.complete("");
        }
    }
}
