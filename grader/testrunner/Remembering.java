package grader.testrunner;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves out a {@link Remembered} class whose tests have all passed on the same evidence before. */
final class Remembering implements ExecutionCondition {

    /** What a skipped class gives as the reason, before the number of its tests. */
    static final String REASON = "remembered: ";

    private static final AtomicInteger COUNT = new AtomicInteger();
    /** A class that runs, and the key of its evidence before it began. */
    private record Begun(Evidence evidence, String key) {}

    private static final Map<String, Begun> BEGUN = new ConcurrentHashMap<>();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        if (context.getTestMethod().isPresent() || System.getProperty("verify.lab") != null) {
            return ConditionEvaluationResult.enabled("the class decides");
        }
        Evidence evidence = evidence(type);
        String key = evidence.key();
        Optional<String> known = Verdicts.ofThisRun().find(key);
        if (known.isPresent()) {
            return ConditionEvaluationResult.disabled(REASON + known.get());
        }
        BEGUN.put(type.getName(), new Begun(evidence, key));
        return ConditionEvaluationResult.enabled("nothing is known of it as it is now");
    }

    static Evidence evidence(Class<?> type) {
        Remembered remembered = type.getAnnotation(Remembered.class);
        Evidence evidence = Evidence.of(type).reads(remembered.reads());
        if (remembered.browser()) {
            evidence.browser();
        }
        evidence.tools(remembered.tools());
        for (String lab : remembered.checks()) {
            evidence.checks(lab);
        }
        return evidence;
    }

    /** All tests of the class have passed, this many. */
    static void passed(String type, int tests) {
        Optional.ofNullable(BEGUN.get(type))
                .ifPresent(begun -> Verdicts.ofThisRun().keep(begun.evidence(), begun.key(), String.valueOf(tests)));
    }

    /** Tests that need not run. */
    static void count(int tests) {
        COUNT.addAndGet(tests);
    }

    static int count() {
        return COUNT.get();
    }
}
