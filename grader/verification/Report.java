package grader.verification;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Tells the progress of `verify`, each failure as soon as it is known, and at the end tables and the count. */
final class Report implements TestExecutionListener {

    private final PrintStream out;
    private final Map<String, int[]> classes = new TreeMap<>();
    private final Map<String, Long> started = new ConcurrentHashMap<>();
    private final List<String> skips = new ArrayList<>();
    private int passed;
    private int failed;
    private int skipped;

    Report(PrintStream out) {
        this.out = out;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        started.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        skipped++;
        skips.add(name(test) + ": " + reason);
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean good = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        long millis = (System.nanoTime() - started.getOrDefault(test.getUniqueId(), System.nanoTime())) / 1_000_000;
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            executionSkipped(test, result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
        } else if (test.isTest() && good) {
            passed++;
            classes.computeIfAbsent(className(test), ignored -> new int[1])[0]++;
        } else if (!good) {
            failed++;
            out.println("FAILED " + name(test));
            result.getThrowable().ifPresent(this::tell);
        }
        if (test.isContainer() && test.getSource().filter(ClassSource.class::isInstance).isPresent()) {
            out.println("%-28s %3d passed  %6.1f s".formatted(className(test),
                    classes.getOrDefault(className(test), new int[1])[0], millis / 1000.0));
            out.flush();
        }
    }

    private void tell(Throwable error) {
        out.println("  " + String.valueOf(error).replace("\n", "\n  "));
        for (StackTraceElement frame : error.getStackTrace()) {
            if (frame.getClassName().startsWith("grader.") || frame.getClassName().startsWith("docs.")) {
                out.println("    at " + frame.getFileName() + ":" + frame.getLineNumber());
            }
        }
    }

    /** Prints what the tests have to show, then the count. @return the exit code */
    synchronized int close() {
        Tables.print(out);
        skips.forEach(skip -> out.println("skipped: " + skip));
        out.println();
        out.println(passed + " passed, " + failed + " failed" + (skipped > 0 ? ", " + skipped + " skipped" : ""));
        return failed > 0 ? 1 : passed == 0 ? 2 : 0;
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

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        out.println("verify: " + plan.countTestIdentifiers(TestIdentifier::isTest) + " tests and the mutants");
    }
}
