package grader.engine;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs each check by way of the grading that stands in the launcher session's store, which hands it a rig and keeps its
 * verdict.
 */
final class CheckExtension implements ParameterResolver, InvocationInterceptor {

    /** Where {@link CheckRunner} puts itself. */
    static final String KEY = "grading";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Rig.class;
    }

    /** The rig of this invocation is made by the interceptor: there it can also be closed, and a new one made. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return checking(context).placeholder();
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context) {
        invocation.skip();      // the grading calls the method itself: with a fresh rig, and again where it has to
        checking(context).run(method.getExecutable(), context.getRequiredTestInstance());
    }

    private static CheckRunner checking(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.GLOBAL).get(KEY, CheckRunner.class);
    }
}
