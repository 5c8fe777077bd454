package grader.verification;

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
    /** By the class, the keys of those that run: from before they began. */
    private static final Map<String, String> KEYS = new ConcurrentHashMap<>();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        if (context.getTestMethod().isPresent() || System.getProperty("verify.lab") != null) {
            return ConditionEvaluationResult.enabled("the class decides");
        }
        String key = evidence(type).key();
        Optional<String> known = Verdicts.ofThisRun().find(key);
        if (known.isPresent()) {
            return ConditionEvaluationResult.disabled(REASON + known.get());
        }
        KEYS.put(type.getName(), key);
        return ConditionEvaluationResult.enabled("nothing is known of it as it is now");
    }

    static Evidence evidence(Class<?> type) {
        Remembered remembered = type.getAnnotation(Remembered.class);
        Evidence evidence = Evidence.of(type).runs(remembered.runs()).reads(remembered.reads());
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
        Optional.ofNullable(KEYS.get(type)).ifPresent(key -> Verdicts.ofThisRun().keep(key, String.valueOf(tests)));
    }

    /** Tests that need not run. */
    static void count(int tests) {
        COUNT.addAndGet(tests);
    }

    static int count() {
        return COUNT.get();
    }
}
