package grader.testrunner;

import grader.console.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs one {@link Remembered} test class in a process of its own, and names what it opens and loads that its evidence
 * does not hold. Linux with strace only.
 */
public final class Audit {

    private static final Pattern OPENED =
            Pattern.compile("\\bopen(?:at)?\\((?:AT_FDCWD, )?\"([^\"]+)\", [^)]*\\) = (-?\\d+)");
    /** Without those that the JVM makes for lambdas and switches. */
    private static final Pattern LOADED = Pattern.compile("\\] ((?:grader|docs)\\.(?:(?!\\$\\$)\\S)+) source: (?!__)");
    /** What runs the tests, and judges none. */
    private static final Pattern RUNNER = Pattern
            .compile("grader\\.(testrunner\\..*|verify|engine\\.Parallelism|console\\.CommandLines)");
    private static final int MOST_MINUTES = 20;

    private final Path root;
    private final Path folder;

    /**
     * @param root of the checkout
     * @param folder of one's own, for what is written
     */
    public Audit(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    /** Whether strace works here: some containers forbid it. */
    public static boolean isPossible() {
        try {
            return new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true")
                    .redirectErrorStream(true)
                    .start()
                    .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What the evidence of a class lacks: files of the checkout, relative to it, and names of classes. */
    public Set<String> lacking(Class<?> type) {
        Path calls = folder.resolve("calls");
        Path classes = folder.resolve("classes");
        List<String> command = new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-qq", "-e",
                "trace=open,openat", "-o",
                calls.toString(), ProcessHandle.current().info().command().orElseThrow(), "-Xlog:disable",
                "-Xlog:class+load=info:file=" + classes, "-XX:+DisplayVMOutputToStderr", "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Djruby.compile.mode=OFF", "-cp", System.getProperty("java.class.path"), "grader.verify", "--fresh",
                "--only", "(?<=[.])" + type.getSimpleName().replaceFirst("Test$", "") + "(?=Test)"));
        run(command);
        Evidence evidence = Remembering.evidence(type);
        Set<String> lacking = new TreeSet<>();
        opened(calls).filter(path -> !evidence.holds(path)).forEach(lacking::add);
        Set<String> code = evidence.code().keySet();
        found(classes, LOADED).filter(RUNNER.asMatchPredicate().negate())
                .filter(name -> !code.contains(name.replace('.', '/')))
                .forEach(lacking::add);
        return lacking;
    }

    private void run(List<String> command) {
        try {
            Path out = folder.resolve("out");
            Process process = new ProcessBuilder(command).directory(root.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            if (!ended) {
                throw new UserError("it takes longer than " + MOST_MINUTES + " minutes", "run it alone: " + command);
            }
            if (process.exitValue() != 0) {
                throw new UserError("under strace it failed, so it may not have opened all:\n" + Files.readString(out),
                        "run it alone: " + command);
            }
        } catch (IOException error) {
            throw UserError.of(error, "starting strace");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Files of the checkout that were opened, or were to be opened and are not there. */
    private Stream<String> opened(Path calls) {
        // A child may have another working directory, so what a relative name means is known only if it exists here.
        return found(calls, OPENED).filter(name -> name.startsWith("/") || Files.exists(root.resolve(name)))
                .map(name -> root.resolve(name).normalize())
                .filter(file -> file.startsWith(root))
                .map(file -> root.relativize(file).toString())
                .filter(path -> !path.isEmpty() && !path.startsWith(".hotspot"))
                .distinct();
    }

    private static Stream<String> found(Path file, Pattern pattern) {
        try {
            Matcher all = pattern.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            return all.results().map(one -> one.group(1)).toList().stream();
        } catch (IOException error) {
            throw UserError.of(error, "reading " + file);
        }
    }
}
