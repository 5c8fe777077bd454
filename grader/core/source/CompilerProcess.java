package grader.core.source;

import com.fasterxml.jackson.databind.ObjectMapper;
import grader.core.console.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * javac in another process, with a bounded heap: it is killed when it is late, by the processor time of the whole
 * process or by the clock. A process that is not late compiles the next sources, too, and ends with this program.
 */
public final class CompilerProcess {

    /** What {@link Compiler#compile(Map, Path, List, List)} takes. */
    public record Request(Map<String, String> sources, String classes, List<String> options, List<String> classPath) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private static CompilerProcess kept;        // null: there is none

    private final Process process;
    private final PrintWriter orders;
    private final BufferedReader results;
    private volatile boolean isIdle;        // false: it was asked, and has not said what came of it

    private CompilerProcess() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", CompilerProcess.class.getName());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        results = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Compiles; one call at a time.
     *
     * @param limit for the compilation, without the start of the process
     * @return the first error, if there is one
     */
    public static synchronized Optional<Compiler.Failure> compile(Request request, Duration limit) {
        try {
            if (kept == null || !kept.process.isAlive()) {
                kept = new CompilerProcess();
            }
            CompilerProcess one = kept;
            long before = one.used();
            FutureTask<Optional<Compiler.Failure>> task = new FutureTask<>(() -> one.obey(request));
            Thread.ofPlatform().daemon().name("javac").start(task);
            Optional<Compiler.Failure> failure = Compiler.within(limit, task, () -> one.used() - before);
            if (!one.isIdle) {
                one.process.destroyForcibly().waitFor();
            }
            return failure;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        } catch (IOException error) {
            throw UserError.of(error, "starting a compiler");
        }
    }

    /** The process that waits for sources, if there is one. */
    public static synchronized Optional<ProcessHandle> running() {
        return Optional.ofNullable(kept).map(one -> one.process.toHandle()).filter(ProcessHandle::isAlive);
    }

    /** The processor time of the process, in nanoseconds; 0 where the system does not tell. */
    private long used() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    private Optional<Compiler.Failure> obey(Request request) throws IOException {
        isIdle = false;
        orders.println(JSON.writeValueAsString(request));
        String result = results.readLine();
        if (result == null) {
            return Optional.of(Compiler.FULL);      // the system has ended the process
        }
        isIdle = true;
        return Optional.ofNullable(JSON.readValue(result, Compiler.Failure.class));
    }

    /**
     * Compiles what each line of standard input says, and writes a line with the failure, or null. At the end of its
     * input it ends, even in the middle of a compilation: then the program that started it is gone.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().name("orders").start(() -> read(lines));
        while (true) {
            Request request = JSON.readValue(lines.take(), Request.class);
            out.println(JSON.writeValueAsString(compile(request).orElse(null)));
        }
    }

    private static Optional<Compiler.Failure> compile(Request request) {
        try {
            return Compiler.run(request.sources(), Path.of(request.classes()), request.options(),
                    request.classPath().stream().map(Path::of).toList());
        } catch (VirtualMachineError exhausted) {
            return Optional.of(exhausted instanceof StackOverflowError ? Compiler.DEEP : Compiler.FULL);
        }
    }

    private static void read(BlockingQueue<String> lines) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException gone) {
            // as at its end
        }
        Runtime.getRuntime().halt(0);
    }
}
