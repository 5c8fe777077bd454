package grader.core.source;

import com.sun.source.util.JavacTask;
import grader.core.console.UserError;
import grader.core.course.Lab;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles lab sources in process, without JBang: its build cache is not made for many equal submissions at once. In a
 * process of its own the first compilation would take longer by the start of a JVM.
 *
 * <p>Sources are a map from name (as diagnostics shall show it) to text.
 */
public final class Compiler {

    /** The first error, in javac's words. */
    public record Failure(String file, long line, String message) {
        @Override
        public String toString() {
            return (file.equals("?") ? "" : file + ":" + line + ": ") + message;
        }
    }

    /** A lab takes about a second. */
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MOST_IDLE = 5;
    private static final int MOST_OF_MESSAGE = 2_000;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final String TOO_MUCH = "; write it in smaller steps";
    private static final String LATE = "the compiler was not done after ";
    static final Failure FULL = new Failure("?", 0, "the compiler had not enough memory" + TOO_MUCH);
    static final Failure DEEP = new Failure("?", 0, "it is nested too deeply for the compiler" + TOO_MUCH);

    /** The file of a failure that is not the sources': a class could not be written. */
    static final String UNWRITTEN = "(class file)";

    /**
     * Whether a compilation in this process was late: its thread goes on and cannot be ended. A second one would take
     * another processor, so from then on each is in a {@link CompilerProcess}.
     */
    private static volatile boolean stuck;

    private Compiler() {}

    /**
     * Compiles what needs no library into the folder `classes`, which exists.
     *
     * @param modules of the JDK: others cannot be seen
     * @return the first error, if there is one
     */
    public static Optional<Failure> compile(Map<String, String> sources, Path classes, List<String> modules) {
        return compile(sources, classes, limits(modules), List.of());
    }

    /**
     * Compiles a lab's sources into the folder `classes`, which exists.
     *
     * @return the first error, if there is one
     */
    public static Optional<Failure> compile(Map<String, String> sources, Path classes, Lab lab) {
        return compile(sources, classes, lab, List.of());
    }

    /** The same for sources that use classes which are in the folders `earlier`. */
    public static Optional<Failure> compile(Map<String, String> sources, Path classes, Lab lab, List<Path> earlier) {
        List<Path> classPath = new ArrayList<>(Libraries.of(lab));
        classPath.addAll(earlier);
        return compile(sources, classes, limits(lab.data().modules()), classPath);
    }

    private static List<String> limits(List<String> modules) {
        return List.of("--limit-modules", String.join(",", modules));
    }

    /**
     * Puts `package name;` before the first character of each source, so that a tool in that package may use the
     * package-private types, and line numbers stay. Compact source files cannot be in a package: they are left out.
     */
    public static Map<String, String> inPackage(String name, Map<String, String> sources) {
        Map<String, String> packaged = new java.util.LinkedHashMap<>();
        sources.forEach((file, text) -> {
            String type = file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
            if (!type.matches("lab\\d\\d")) {
                packaged.put(file, "package " + name + "; " + text);
            }
        });
        return packaged;
    }

    /**
     * Compiles a lab's sources that may be hostile, in another process, which is ended when it has used up its time.
     *
     * @return the first error, if there is one
     */
    public static Optional<Failure> compileApart(Map<String, String> sources, Path classes, Lab lab) {
        return apart(sources, classes, limits(lab.data().modules()), Libraries.of(lab));
    }

    private static Optional<Failure> apart(Map<String, String> sources, Path classes, List<String> options,
            List<Path> classPath) {
        return written(CompilerProcess.compile(new CompilerProcess.Request(sources, classes.toString(), options,
                classPath.stream().map(Path::toString).toList()), LIMIT));
    }

    /** As above, with further javac options and a class path. */
    public static Optional<Failure> compile(
            Map<String, String> sources, Path classes, List<String> options, List<Path> classPath) {
        if (stuck) {
            return apart(sources, classes, options, classPath);
        }
        Optional<Failure> failure = within(LIMIT, () -> run(sources, classes, options, classPath));
        stuck |= failure.filter(what -> what.message().startsWith(LATE)).isPresent();
        return written(failure);
    }

    private static Optional<Failure> written(Optional<Failure> failure) {
        failure.filter(what -> what.file().equals(UNWRITTEN)).ifPresent(what -> {
            throw UserError.of(new IOException(what.message()), "compiling");
        });
        return failure;
    }

    /**
     * What a compilation comes to, if it ends in time. A source may be short and take javac hours, or all memory: that
     * is a failure, too. A thread that is late is left alone, and ends with this program.
     *
     * @param limit of processor time: the machine may be busy. It may be idle for {@link #MOST_IDLE} times as much
     */
    public static Optional<Failure> within(Duration limit, Callable<Optional<Failure>> compilation) {
        FutureTask<Optional<Failure>> task = new FutureTask<>(compilation);
        Thread thread = Thread.ofPlatform().daemon().name("javac").start(task);
        return within(limit, task, () -> THREADS.getThreadCpuTime(thread.threadId()));
    }

    /** @param used the processor time that the task has had, in nanoseconds */
    public static Optional<Failure> within(Duration limit, FutureTask<Optional<Failure>> task, LongSupplier used) {
        long look = Math.min(limit.toNanos(), LOOK.toNanos());
        long before = 0;
        long idle = 0;
        while (true) {
            try {
                return task.get(look, TimeUnit.NANOSECONDS);
            } catch (TimeoutException notYet) {
                long now = used.getAsLong();
                idle = now > before ? 0 : idle + look;
                before = now;
                if (now >= limit.toNanos()) {
                    return Optional.of(late(limit, " of processor time"));
                }
                if (idle >= limit.multipliedBy(MOST_IDLE).toNanos()) {
                    return Optional.of(late(limit.multipliedBy(MOST_IDLE), ""));
                }
            } catch (ExecutionException failed) {
                return switch (failed.getCause()) {
                    case StackOverflowError deep -> Optional.of(DEEP);
                    case VirtualMachineError full -> Optional.of(FULL);
                    case RuntimeException fault -> throw fault;
                    default -> throw new IllegalStateException(failed.getCause());
                };
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", stop);
            }
        }
    }

    private static Failure late(Duration limit, String what) {
        return new Failure("?", 0, LATE + limit.toSeconds() + " s" + what + TOO_MUCH);
    }

    static Optional<Failure> run(
            Map<String, String> sources, Path classes, List<String> options, List<Path> classPath) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (var files = javac.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
            List<String> all = new ArrayList<>(List.of("-proc:none", "-g", "-parameters", "-encoding", "UTF-8"));
            all.addAll(options);
            List<SourceText> units = sources.entrySet()
                    .stream()
                    .map(source -> new SourceText(source.getKey(), source.getValue()))
                    .toList();
            StringWriter said = new StringWriter();
            BoundedClasses bounded = new BoundedClasses(files);
            boolean good = javac.getTask(said, bounded, diagnostics, all, null, units).call();
            return bounded.excess()
                    .or(() -> good ? Optional.empty()
                            : Optional.of(outOf(said.toString()).orElseGet(() -> firstError(diagnostics))));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** What javac prints where it has caught such an error itself. */
    private static Optional<Failure> outOf(String said) {
        return said.contains("StackOverflowError") ? Optional.of(DEEP)
                : said.contains("OutOfMemoryError") ? Optional.of(FULL) : Optional.empty();
    }

    /** The first error that a parser finds in a source; what it means is not looked at. */
    public static Optional<Failure> syntaxError(String name, String text) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavacTask javac = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostics, List.of("-proc:none"), null, List.of(new SourceText(name, text)));
        try {
            javac.parse();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        return diagnostics.getDiagnostics().isEmpty() ? Optional.empty() : Optional.of(firstError(diagnostics));
    }

    /** A type of javac's own making may have a name of megabytes. */
    private static String brief(String message) {
        return message.length() <= MOST_OF_MESSAGE ? message : message.substring(0, MOST_OF_MESSAGE) + "…";
    }

    private static Failure firstError(DiagnosticCollector<JavaFileObject> diagnostics) {
        return diagnostics.getDiagnostics()
                .stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .findFirst()
                .map(error -> new Failure(error.getCode().equals("compiler.err.class.cant.write") ? UNWRITTEN
                        : error.getSource() == null ? "?" : error.getSource().getName(),
                        error.getLineNumber(), brief(error.getMessage(Locale.ENGLISH))))
                .orElse(new Failure("?", 0, "the compiler gave no reason"));
    }
}
