package grader.engine;

import grader.console.UserError;
import grader.course.Course;
import grader.course.Lab;
import grader.server.Capability;
import grader.server.ServerPool;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Checks that are run outside a grading, by an editor or by JUnit's own launcher: each against the reference, or with
 * `-Dgrader.subject=labs` against the learner's code, and whatever became of the others.
 */
final class StandaloneRound implements Round, AutoCloseable {

    private final Map<Method, CheckDefinition> definitions;
    private final Workspace workspace;
    private final ServerPool pool = new ServerPool();
    private final Settings settings;

    private StandaloneRound(Lab lab, boolean solution) {
        this.settings = new Settings(lab, Optional.empty(), Optional.empty(), Settings.newSeed(), false, solution,
                Optional.empty());
        this.definitions =
                CheckDefinition.of(lab)
                        .stream()
                        .collect(Collectors.toMap(CheckDefinition::method, Function.identity()));
        this.workspace = new Grading(settings, doing -> {}).open();
    }

    /** Of the lab that the checks of the test class are for, such as `grader.checks.lab03`. */
    static StandaloneRound of(ExtensionContext context) {
        String name = context.getRequiredTestClass().getPackageName().replaceFirst(".*\\.", "");
        String subject = context.getConfigurationParameter("grader.subject").orElse("solutions");
        if (!List.of("solutions", "labs").contains(subject)) {
            throw new UserError("grader.subject=" + subject + " is neither solutions nor labs", "leave it out");
        }
        return new StandaloneRound(Course.here().lab(name), subject.equals("solutions"));
    }

    @Override
    public CheckDefinition definition(Method method) {
        return definitions.get(method);
    }

    @Override
    public Optional<CheckRun> withoutRunning(CheckDefinition one) {
        return List.of(one.check().needs())
                .stream()
                .filter(need -> !workspace.program().has().contains(need))
                .findFirst()
                .map(Capability::lack)
                .map(CheckRun::skipped);
    }

    @Override
    public Rig rig(CheckDefinition one) {
        return new Rig(workspace.launcher(), settings.seed(), one.id(), pool, true);
    }

    @Override
    public TimeLimits limits() {
        return TimeLimits.USUAL;
    }

    @Override
    public void report(CheckDefinition one, CheckRun run, boolean onUsedServer) {
        // JUnit tells
    }

    @Override
    public void stop(UserError problem) {
        // each check tells it
    }

    @Override
    public void close() {
        pool.close();
        workspace.close();
    }
}
