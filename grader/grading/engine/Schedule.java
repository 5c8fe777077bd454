package grader.grading.engine;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Has JUnit find checks and run them. */
final class Schedule {

    private Schedule() {}

    /** Finds these checks, and runs none. */
    static void discover(List<CheckDefinition> checks) {
        try (LauncherSession session = open()) {
            session.getLauncher().discover(request(checks, 1));
        }
    }

    /**
     * Runs these checks, up to `lanes` of them side by side, and returns when all are over.
     *
     * @return what kept JUnit from running a class or a method at all
     */
    static List<String> run(Round round, List<CheckDefinition> checks, int lanes) {
        if (checks.isEmpty()) {
            return List.of();
        }
        try (LauncherSession session = open()) {
            session.getStore().put(Namespace.GLOBAL, CheckExtension.KEY, round);
            Queue<String> failed = new ConcurrentLinkedQueue<>();
            session.getLauncher().execute(request(checks, lanes), new TestExecutionListener() {
                @Override
                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                    result.getThrowable().ifPresent(thrown -> failed.add(test.getDisplayName() + ": " + thrown));
                }
            });
            return List.copyOf(failed);
        }
    }

    private static LauncherSession open() {
        return LauncherFactory.openSession(LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .build());
    }

    private static LauncherDiscoveryRequest request(List<CheckDefinition> checks, int lanes) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(checks.stream()
                        .map(one -> selectMethod(one.method().getDeclaringClass(), one.method()))
                        .toList())
                .configurationParameters(Parallelism.of(lanes))
                .configurationParameter("junit.jupiter.testmethod.order.default", SlowFirst.class.getName())
                .build();
    }
}
