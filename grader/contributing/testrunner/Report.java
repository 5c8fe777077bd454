package grader.contributing.testrunner;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Shows the progress of `verify`, each failure as soon as it is known, and at the end tables, times and the count.
 */
final class Report implements TestExecutionListener {

    /** How one class has done so far. */
    private static final class Part {
        private int passed;
        private long millis;
    }

    private static final int MOST_TIMES = 40;

    private final PrintStream out;
    private final Map<String, Part> parts = new TreeMap<>();
    private final Map<String, Long> started = new ConcurrentHashMap<>();
    private final List<String> skips = new ArrayList<>();
    private int failed;

    Report(PrintStream out) {
        this.out = out;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        long methods = plan.countTestIdentifiers(
                test -> test.getSource().filter(MethodSource.class::isInstance).isPresent());
        if (methods > 0) {
            out.println("verify: " + methods + " test methods; some have many cases");
        }
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        started.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        skips.add(name(test) + ": " + reason);
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        long millis = (System.nanoTime() - started.getOrDefault(test.getUniqueId(), System.nanoTime())) / 1_000_000;
        switch (result.getStatus()) {
            case ABORTED -> executionSkipped(test,
                    result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
            case FAILED -> {
                failed++;
                out.println("FAILED " + name(test));
                result.getThrowable().ifPresent(this::tell);
            }
            case SUCCESSFUL -> part(test).passed += test.isTest() ? 1 : 0;
        }
        if (isClass(test)) {
            finished(test, millis);
        }
    }

    private void finished(TestIdentifier type, long millis) {
        Part part = part(type);
        part.millis = millis;
        out.println(
                String.format(Locale.ROOT, "%-28s %3d passed  %6.1f s", className(type), part.passed, millis / 1000.0));
        out.flush();
    }

    private void tell(Throwable error) {
        out.println("  " + String.valueOf(error).replace("\n", "\n  "));
        for (StackTraceElement frame : error.getStackTrace()) {
            if (frame.getClassName().startsWith("grader.") || frame.getClassName().startsWith("docs.")) {
                out.println("    at " + frame.getFileName() + ":" + frame.getLineNumber());
            }
        }
    }

    boolean hasFailures() {
        return failed > 0;
    }

    /** Whether there was no test at all. */
    boolean isEmpty() {
        return failed == 0 && skips.isEmpty() && parts.values().stream().allMatch(part -> part.passed == 0);
    }

    /** Prints what the tests have to show, the longest times, then the count. @return the exit code */
    synchronized int close() {
        Tables.print(out);
        out.println();
        out.println("the time of each part, side by side with others");
        parts.entrySet()
                .stream()
                .sorted(Comparator.comparingLong(part -> -part.getValue().millis))
                .limit(MOST_TIMES)
                .forEach(
                        part -> out.println(String.format(Locale.ROOT, "  %6.1f s  %s", part.getValue().millis / 1000.0,
                                part.getKey())));
        skips.forEach(skip -> out.println("skipped: " + skip));
        int passed = parts.values().stream().mapToInt(part -> part.passed).sum();
        out.println();
        out.println(
                passed + " passed, " + failed + " failed" + (skips.isEmpty() ? "" : ", " + skips.size() + " skipped"));
        return failed > 0 ? 1 : passed == 0 ? 2 : 0;
    }

    private Part part(TestIdentifier test) {
        return parts.computeIfAbsent(className(test), ignored -> new Part());
    }

    /** A test class, not one of its invocations with parameters. */
    private static boolean isClass(TestIdentifier test) {
        return test.getSource().filter(ClassSource.class::isInstance).isPresent()
                && UniqueId.parse(test.getUniqueId()).getSegments().size() == 2;
    }

    private static String className(TestIdentifier test) {
        String name = test.getSource().map(source -> switch (source) {
            case MethodSource method -> method.getClassName();
            case ClassSource type -> type.getClassName();
            default -> test.getDisplayName();
        }).orElse(test.getDisplayName());
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String name(TestIdentifier test) {
        return className(test) + " " + test.getDisplayName();
    }
}
