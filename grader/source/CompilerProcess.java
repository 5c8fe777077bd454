package grader.source;

import com.fasterxml.jackson.databind.ObjectMapper;
import grader.console.UserError;
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

/**
 * javac in another process, with a bounded heap: it can be killed when it is late. A process that is not late compiles
 * the next sources, too, and ends with this program.
 */
public final class CompilerProcess {

    /** What {@link Compiler#compile(Map, Path, List, List)} takes. */
    public record Request(Map<String, String> sources, String classes, List<String> options, List<String> classPath) {}

    record Order(Request request, long limitMillis) {}

    /** What the process needs beyond the limit to say that it was late. */
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int LATE = 3;

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
            Optional<Compiler.Failure> failure =
                    Compiler.within(limit.plus(GRACE), () -> one.obey(new Order(request, limit.toMillis())));
            if (!one.isIdle || failure.equals(Optional.of(Compiler.late(limit)))) {
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

    private Optional<Compiler.Failure> obey(Order order) throws IOException {
        isIdle = false;
        orders.println(JSON.writeValueAsString(order));
        String result = results.readLine();
        if (result == null) {
            return Optional.of(Compiler.FULL);      // the system has ended the process
        }
        isIdle = true;
        return Optional.ofNullable(JSON.readValue(result, Compiler.Failure.class));
    }

    /** Compiles what each line of standard input says, and writes a line with the failure, or null. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Order order = JSON.readValue(line, Order.class);
            Request request = order.request();
            Duration limit = Duration.ofMillis(order.limitMillis());
            Optional<Compiler.Failure> failure = Compiler.within(limit, () -> Compiler.run(request.sources(),
                    Path.of(request.classes()), request.options(),
                    request.classPath().stream().map(Path::of).toList()));
            out.println(JSON.writeValueAsString(failure.orElse(null)));
            if (failure.equals(Optional.of(Compiler.late(limit)))) {
                Runtime.getRuntime().halt(LATE);        // even if the program that started it is gone
            }
        }
    }
}
