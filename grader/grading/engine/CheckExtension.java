package grader.grading.engine;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Gives each check its rig, and reports its verdict to the {@link Round} in the launcher session's store. Without one,
 * as in an editor, the check runs against the reference: {@link StandaloneRound}.
 */
final class CheckExtension implements ExecutionCondition, ParameterResolver, InvocationInterceptor {

    /** Where {@link Schedule} puts the round. */
    static final String KEY = "round";

    private static final Namespace OWN = Namespace.create(CheckExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (ofCheck(context) != context) {
            return ConditionEvaluationResult.enabled("its check has begun");
        }
        Round round = round(context);
        CheckDefinition one = round.definition(context.getRequiredTestMethod());
        Optional<CheckRun> known = round.withoutRunning(one);
        known.ifPresent(run -> round.report(one, run, Round.Doubt.NONE));
        return known.map(run -> ConditionEvaluationResult.disabled(run.reason()))
                .orElseGet(() -> ConditionEvaluationResult.enabled("nothing is in its way"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Rig.class;
    }

    @Override
    public Rig resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context).rig();
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        running(context).run(invocation);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        running(context).runCase(context.getDisplayName(), invocation);
    }

    /** JUnit closes it after the check. */
    private static RunningCheck running(ExtensionContext context) {
        Round round = round(context);
        return ofCheck(context).getStore(OWN)
                .computeIfAbsent(RunningCheck.class,
                        key -> new RunningCheck(round, round.definition(context.getRequiredTestMethod())),
                        RunningCheck.class);
    }

    /** A case of a parameterized check has a context of its own, within that of the check. */
    private static ExtensionContext ofCheck(ExtensionContext context) {
        return context.getParent().filter(outer -> outer.getTestMethod().isPresent()).orElse(context);
    }

    private static Round round(ExtensionContext context) {
        Round grading = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.GLOBAL).get(KEY, Round.class);
        return grading != null ? grading
                : context.getRoot()
                        .getStore(OWN)
                        .computeIfAbsent(context.getRequiredTestClass().getPackageName(),
                                key -> StandaloneRound.of(context), Round.class);
    }
}
