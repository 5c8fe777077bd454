package grader.grading.engine;

import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Begins with the checks of a class that mostly wait; the others are done meanwhile. */
public final class SlowFirst implements MethodOrderer {

    @Override
    public void orderMethods(MethodOrdererContext context) {
        context.getMethodDescriptors().sort(Comparator.comparing(SlowFirst::isQuick));
    }

    /** Else JUnit would run them one after another, as for most orders the end of one matters to the next. */
    @Override
    public Optional<ExecutionMode> getDefaultExecutionMode() {
        return Optional.of(ExecutionMode.CONCURRENT);
    }

    private static boolean isQuick(MethodDescriptor method) {
        return method.findAnnotation(Check.class).map(check -> !check.slow()).orElse(true);
    }
}
