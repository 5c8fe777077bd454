package grader.grading.engine;

import grader.core.console.UserError;
import grader.grading.server.Program;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One launch of JUnit over some checks of a lab: what each of them works with, and what becomes of it. */
abstract class Round {

    /** Why a check is skipped for a server that runs elsewhere. */
    private static final String NO_OWN_SERVER =
            "it needs a server that the grader starts: use --command instead of --url";

    /**
     * Why a check may have gone wrong that would pass otherwise.
     *
     * @param ofServers others have used its servers, or have disturbed what it measured
     * @param ofMachine other programs had the processors
     */
    record Doubt(boolean ofServers, boolean ofMachine) {

        static final Doubt NONE = new Doubt(false, false);
    }

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
        return one.check().ownServer() && program instanceof Program.Url
                ? Optional.of(CheckRun.skipped(NO_OWN_SERVER))
                : Optional.empty();
    }

    /** Whether it needs the machine to itself, as others had kept it from its time. */
    boolean isAlone(CheckDefinition one) {
        return false;
    }

    abstract Rig rig(CheckDefinition one);

    abstract TimeLimits limits();

    /** A check is over, with all of its cases. @param doubt why what is not passed has to be seen again */
    abstract void report(CheckDefinition one, CheckRun run, Doubt doubt);

    /** What the user has to put right before any check can say something. */
    abstract void stop(UserError problem);
}
