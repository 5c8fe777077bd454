package grader.grading.engine;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.grading.server.ServerPool;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Checks that are run outside a grading, by an editor or by JUnit's own launcher: each against the reference, or with
 * `-Dgrader.subject=labs` against the learner's code, and whatever became of the others.
 */
final class StandaloneRound extends Round implements AutoCloseable {

    private final Workspace workspace;
    private final ServerPool pool = new ServerPool();
    private final Settings settings;

    private StandaloneRound(Settings settings, Workspace workspace) {
        super(CheckDefinition.of(settings.lab()), workspace.build().program());
        this.settings = settings;
        this.workspace = workspace;
    }

    /** Of the lab that the checks of the test class are for, such as `grader.checks.lab03`. */
    static StandaloneRound of(ExtensionContext context) {
        String name = context.getRequiredTestClass().getPackageName().replaceFirst(".*\\.(lab\\d+).*", "$1");
        String subject = context.getConfigurationParameter("grader.subject").orElse("solutions");
        if (!List.of("solutions", "labs").contains(subject)) {
            throw new UserError("grader.subject=" + subject + " is neither solutions nor labs", "leave it out");
        }
        Settings settings = new Settings(Course.here().lab(name), Optional.empty(), Optional.empty(),
                Settings.newSeed(), false, subject.equals("solutions"), Optional.empty());
        return new StandaloneRound(settings, new Grading(settings, doing -> {}).open());
    }

    @Override
    Rig rig(CheckDefinition one) {
        return new Rig(workspace, settings.seed(), one.id(), pool, true);
    }

    @Override
    TimeLimits limits() {
        return TimeLimits.USUAL;
    }

    @Override
    void report(CheckDefinition one, CheckRun run, Doubt doubt) {
        // JUnit tells
    }

    @Override
    void stop(UserError problem) {
        // each check tells it
    }

    @Override
    public void close() {
        pool.close();
        workspace.close();
    }
}
