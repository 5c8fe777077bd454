package grader.engine;

import grader.console.UserError;
import java.lang.reflect.Method;
import java.util.Optional;

/** One launch of JUnit over some checks: what each of them works with, and what becomes of it. */
interface Round {

    CheckDefinition definition(Method method);

    /** The verdict on a check that need not be run, or cannot be. */
    Optional<CheckRun> withoutRunning(CheckDefinition one);

    Rig rig(CheckDefinition one);

    TimeLimits limits();

    /** A check is over, with all of its cases. */
    void report(CheckDefinition one, CheckRun run, boolean onUsedServer);

    /** What the user has to put right before any check can say something. */
    void stop(UserError problem);
}
