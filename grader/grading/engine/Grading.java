package grader.grading.engine;

import grader.clients.http.Transcript;
import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.grading.server.NotStarted;
import grader.grading.server.Server;
import grader.grading.submission.Submission;
import grader.grading.submission.SubmissionRejected;
import grader.machine.os.ShutdownHook;
import grader.results.result.Result;
import grader.results.result.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One grading, from the submission to the result: stage, compile, inspect, start, check, stop.
 *
 * <p>Several may run at the same time: each has its own folder, processes and launcher session.
 */
public final class Grading {

    private final Settings settings;
    private final GradingListener listener;
    private String first = "";
    private Runnable end;      // of what runs at the moment; null: nothing
    private boolean stopped;
    private TimeLimits limits = TimeLimits.USUAL;

    public Grading(Settings settings, GradingListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /** The checks of this task are begun first, so that they are seen first. No verdict hangs on it. */
    public Grading first(String task) {
        this.first = task;
        return this;
    }

    /** Other limits than the usual ones: for a check, and for all. */
    public Grading limited(Duration check, Duration grading) {
        this.limits = new TimeLimits(check, grading);
        return this;
    }

    /**
     * Ends a grading that runs in another thread, and its servers, at once; `grade` then throws a {@link UserError}.
     */
    public synchronized void stop() {
        stopped = true;
        if (end != null) {
            end.run();
        }
    }

    private synchronized void runs(Runnable end) {
        this.end = end;
        if (stopped && end != null) {
            end.run();
        }
    }

    /** Grades what the settings name. What is wrong with the submission is part of the result. */
    public Result grade() {
        return grade(this::staged);
    }

    /** Grades what `stage` gave, maybe changed in memory: then what fails is not tried again. */
    public Result grade(Submission submission) {
        return grade(() -> submission);
    }

    private Result grade(Supplier<Submission> stage) {
        long start = System.nanoTime();
        try {
            Submission submission = stage.get();
            List<CheckDefinition> chosen = CheckDefinition.chosen(settings);
            Outcomes outcomes = new Outcomes(settings, submission);
            if (outcomes.areSkipped(chosen)) {
                return outcomes.result(settings, Optional.empty(), millisSince(start));
            }
            Warmup.begin(chosen);
            try (Workspace workspace = open(submission)) {
                boolean changed = submission != null && submission.base().isPresent();
                check(new CheckRunner(settings, chosen, workspace, outcomes, first, !changed, limits, listener),
                        workspace);
                return outcomes.result(settings, Optional.empty(), millisSince(start))
                        .with(workspace.build().shortcuts());
            }
        } catch (SubmissionRejected rejected) {
            return rejected(rejected, start);
        }
    }

    private void check(CheckRunner checks, Workspace workspace) {
        runs(() -> end(checks, workspace));
        try (ShutdownHook _ = new ShutdownHook(() -> endAll(checks, workspace))) {
            checks.runAll();
        } finally {
            runs(null);
        }
    }

    private static void end(CheckRunner checks, Workspace workspace) {
        checks.stop();
        workspace.endServers();
    }

    /** On Ctrl+C. */
    private static void endAll(CheckRunner checks, Workspace workspace) {
        end(checks, workspace);
        checks.awaitRest();
        workspace.close();
    }

    /**
     * Gives `use` a way to start servers of what the settings name, with the flags it likes. All of them end with it.
     *
     * @throws UserError if the submission cannot be built, or a server does not start
     */
    public <T> T withServers(Function<Function<List<String>, Server>, T> use) {
        return withServers(this::open, Transcript::new, use);
    }

    /** The same, of what was changed in memory, told in this transcript. */
    public <T> T withServers(Submission changed, Transcript transcript,
            Function<Function<List<String>, Server>, T> use) {
        return withServers(() -> open(changed), () -> transcript, use);
    }

    private <T> T withServers(Supplier<Workspace> opening, Supplier<Transcript> transcripts,
            Function<Function<List<String>, Server>, T> use) {
        try (Workspace workspace = opening.get(); ShutdownHook _ = new ShutdownHook(workspace::close)) {
            listener.says("starting the server");
            return use.apply(flags -> workspace.launcher().start(transcripts.get(), flags));
        } catch (NotStarted failed) {
            throw new UserError(failed.getMessage(),
                    "start it by hand: ./jbang " + settings.lab().name() + " --port 0");
        }
    }

    /**
     * Makes servers ready to start, of what the settings name.
     *
     * @throws UserError if the submission cannot be built
     */
    Workspace open() {
        try {
            return open(staged());
        } catch (SubmissionRejected rejected) {
            throw new UserError(rejected.problem().what(), rejected.problem().remedy());
        }
    }

    /** @param submission null if the server is a command or runs elsewhere */
    private Workspace open(Submission submission) {
        Path work = folder();
        try (ShutdownHook _ = new ShutdownHook(() -> Folders.delete(work))) {
            return new Workspace(work, submission == null ? Build.of(settings.program())
                    : Build.of(submission, settings, work, listener::says));
        } catch (UserError | SubmissionRejected failed) {
            Folders.delete(work);
            throw failed;
        }
    }

    private Submission staged() {
        return settings.isForeign() ? null : stage();
    }

    /** Reads the sources that the settings name. */
    public Submission stage() {
        Lab lab = settings.lab();
        if (settings.solution()) {
            return Submission.stage(lab, Lab::reference);
        }
        Submission own = Submission.stage(lab, settings::source);
        return settings.hasSkipped(lab) ? own.withSkipped(Submission.stage(lab, Lab::reference)) : own;
    }

    private Result rejected(SubmissionRejected rejected, long start) {
        Outcomes outcomes = new Outcomes(settings, null);
        return outcomes.result(settings, Optional.of(rejected.problem()), millisSince(start))
                .with(rejected.shortcuts());
    }

    /** The result of a submission that cannot even be read. */
    public Result rejected(SubmissionRejected rejected) {
        return rejected(rejected, System.nanoTime());
    }

    /** The result of a grading that was not possible, by no fault of the submission's. */
    public Result notGraded(String reason) {
        Outcomes outcomes = new Outcomes(settings, null);
        CheckDefinition.chosen(settings)
                .forEach(one -> outcomes.add(one, CheckRun.without(Verdict.GRADER_ERROR, reason)));
        return outcomes.result(settings, Optional.empty(), 0);
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("inside-the-server-");
        } catch (IOException error) {
            throw UserError.of(error, "making a temporary folder in " + System.getProperty("java.io.tmpdir"));
        }
    }
}
