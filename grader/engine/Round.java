package grader.engine;

import grader.console.UserError;
import grader.server.Capability;
import grader.server.Program;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One launch of JUnit over some checks of a lab: what each of them works with, and what becomes of it. */
abstract class Round {

    private final Map<Method, CheckDefinition> definitions;
    private final Program program;

    /**
     * @param checks that it may be asked to run
     * @param program that is checked
     */
    Round(List<CheckDefinition> checks, Program program) {
        this.definitions = checks.stream()
                .collect(Collectors.toMap(CheckDefinition::method, Function.identity()));
        this.program = program;
    }

    final CheckDefinition definition(Method method) {
        return definitions.get(method);
    }

    /** The verdict on a check that need not be run, or cannot be. */
    Optional<CheckRun> withoutRunning(CheckDefinition one) {
        return List.of(one.check().needs())
                .stream()
                .filter(need -> !program.has().contains(need))
                .findFirst()
                .map(Capability::lack)
                .map(CheckRun::skipped);
    }

    abstract Rig rig(CheckDefinition one);

    abstract TimeLimits limits();

    /** A check is over, with all of its cases. */
    abstract void report(CheckDefinition one, CheckRun run, boolean onUsedServer);

    /** What the user has to put right before any check can say something. */
    abstract void stop(UserError problem);
}
