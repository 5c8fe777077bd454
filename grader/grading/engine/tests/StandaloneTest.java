package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A check as an editor's green arrow runs it, or JUnit's console launcher: without a grading around it. */
class StandaloneTest {

    private static final String CHECK =
            "grader.checks.lab01.AcceptLoopChecks#oneAfterAnother(grader.grading.engine.Rig)";
    private static final String TABLE =
            "grader.checks.lab03.TargetChecks#longTarget(grader.checks.lab03.Lab03$Bad, grader.grading.engine.Rig)";

    @Test
    void aCheckRunsAgainstTheReference() {
        TestExecutionSummary summary = run("solutions");
        assertEquals(1, summary.getTestsSucceededCount(), () -> summary.getFailures().toString());
    }

    @Test
    void aParameterizedCheckListsItsCases() {
        Queue<String> passed = new ConcurrentLinkedQueue<>();
        run(TABLE, "solutions", new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                    passed.add(test.getDisplayName());
                }
            }
        });
        assertEquals(List.of("a target 100 bytes over 8 KiB", "a target of 40 KiB without an end"),
                List.copyOf(passed));
    }

    @Test
    void aFailureTellsAllThatHappened() {
        TestExecutionSummary summary = run("labs");
        assertEquals(1, summary.getTestsFailedCount());
        String message = summary.getFailures().getFirst().getException().getMessage();
        assertTrue(message.startsWith("the server did not start: "), message);
        assertTrue(message.contains("\n   1  start with --host 127.0.0.1 --port 0\n"), message);
    }

    @Test
    void aSubjectThatThereIsNotIsNamed() {
        String message = run("lab").getFailures().getFirst().getException().getMessage();
        assertTrue(message.contains("grader.subject=lab is neither solutions nor labs"), message);
    }

    private static TestExecutionSummary run(String subject) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        run(CHECK, subject, listener);
        return listener.getSummary();
    }

    private static void run(String check, String subject, TestExecutionListener listener) {
        LauncherFactory.create(LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .build())
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectMethod(check))
                        .configurationParameter("grader.subject", subject)
                        .build(), listener);
    }
}
