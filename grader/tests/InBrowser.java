package grader.tests;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The tests of this class get a {@link SiteBrowser} as a parameter. It is the same one for all classes, which take turns:
 * Playwright is for one thread at a time. Where there is none they are skipped; in CI that is a failure.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("browser")
@ExtendWith(InBrowser.Extension.class)
@interface InBrowser {

    /** Opens the browser when the first test asks for it. JUnit closes it after the last one. */
    final class Extension implements ExecutionCondition, ParameterResolver {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Tools.lacking().filter(why -> System.getenv("CI") == null)
                    .map(ConditionEvaluationResult::disabled).orElse(ConditionEvaluationResult.enabled("the browser is there"));
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SiteBrowser.class;
        }

        @Override
        public SiteBrowser resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(SiteBrowser.class, ignored -> SiteBrowser.open(), SiteBrowser.class);
        }
    }
}
