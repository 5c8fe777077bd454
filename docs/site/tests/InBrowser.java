package docs.site.tests;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The classes that extend this one get a {@link SiteBrowser} as a parameter. It is the same one for all of them, and
 * they take turns by a lock: Playwright is for one thread at a time. Where there is none they are skipped; in CI that
 * is a failure.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InBrowser.Extension.class)
public @interface InBrowser {

    /** Opens the browser when the first test asks for it. JUnit closes it after the last one. */
    final class Extension implements ExecutionCondition, ParameterResolver {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Tools.lacking()
                    .filter(why -> System.getenv("CI") == null)
                    .map(ConditionEvaluationResult::disabled)
                    .orElse(ConditionEvaluationResult.enabled("the browser is there"));
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SiteBrowser.class;
        }

        @Override
        public SiteBrowser resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(context.getRequiredTestClass().getSuperclass(), ignored -> SiteBrowser.open(),
                            SiteBrowser.class);
        }
    }
}
