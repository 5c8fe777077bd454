package grader.engine;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A launcher session of JUnit for one grading. */
final class Schedule implements AutoCloseable {

    private final LauncherSession session;
    private final int lanes;

    Schedule(CheckRunner checking, int lanes) {
        this.lanes = lanes;
        this.session = open();
        session.getStore().put(org.junit.platform.engine.support.store.Namespace.GLOBAL, CheckExtension.KEY, checking);
    }

    /** Finds these checks, and runs none. */
    static void discover(List<CheckDefinition> checks) {
        try (LauncherSession session = open()) {
            session.getLauncher().discover(request(checks, 1));
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

    /** Runs these checks, up to `lanes` of them side by side, and returns when all are done. */
    void run(List<CheckDefinition> checks) {
        if (checks.isEmpty()) {
            return;
        }
        session.getLauncher().execute(request(checks, lanes), new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(thrown -> {
                    throw new IllegalStateException("JUnit could not run " + test.getDisplayName() + ": " + thrown,
                            thrown);
                });
            }
        });
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

    @Override
    public void close() {
        session.close();
    }
}
