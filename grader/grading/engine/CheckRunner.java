package grader.grading.engine;

import grader.clients.http.Deadline;
import grader.clients.http.Limits;
import grader.core.console.UserError;
import grader.grading.server.Program;
import grader.grading.server.ServerLauncher;
import grader.grading.server.ServerPool;
import grader.results.result.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The checks of one grading: the foundations of all tasks, and each of the others as soon as those it stands on are
 * done.
 *
 * <p>JUnit runs them, side by side, in rounds. What fails on a server that another check has used is run again on a
 * fresh one, and what fails on a busy machine alone, and only that counts. What fails there is run twice more, to tell
 * a race from a mistake.
 */
final class CheckRunner {

    private static final int MOST_WAITING = 64;
    /** For a moment at which the machine is quieter. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Settings settings;
    private final Program program;
    private final ServerLauncher launcher;
    private final Workspace workspace;
    private final Outcomes outcomes;
    private final ServerPool pool = new ServerPool();
    private final String first;
    private final GradingListener listener;
    private final List<CheckDefinition> chosen;
    private final AtomicReference<UserError> fatal = new AtomicReference<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final boolean repeats;
    private final TimeLimits limits;
    private final Deadline end;
    private final int lanes;
    /** When it is known for good what came of each foundation. */
    private final Map<CheckDefinition, CompletableFuture<Void>> foundations = new LinkedHashMap<>();

    /**
     * @param chosen the checks that the settings name
     * @param repeats whether what fails is tried again, to tell a race from a mistake
     */
    CheckRunner(Settings settings, List<CheckDefinition> chosen, Workspace workspace, Outcomes outcomes, String first,
            boolean repeats, TimeLimits limits, GradingListener listener) {
        this.repeats = repeats;
        this.limits = limits;
        this.end = Deadline.in(limits.grading());
        this.settings = settings;
        this.program = workspace.build().program();
        this.launcher = workspace.launcher();
        this.workspace = workspace;
        this.outcomes = outcomes;
        this.listener = listener;
        this.first = first;
        this.chosen = chosen.stream()
                .sorted(Comparator.comparing((CheckDefinition one) -> !one.check().slow())
                        .thenComparing(one -> !isFirst(one)))
                .toList();
        this.lanes = program instanceof Program.Url ? 1 : Parallelism.CHECKS;
        this.chosen.stream()
                .filter(one -> one.check().foundation())
                .forEach(one -> foundations.put(one, new CompletableFuture<>()));
    }

    void runAll() {
        outcomes.expect(chosen);
        List<CheckDefinition> others = chosen.stream().filter(one -> !one.check().foundation()).toList();
        try (pool) {
            CompletableFuture<Void> first = CompletableFuture.runAsync(this::runFoundations,
                    task -> Thread.ofPlatform().start(task));
            try {
                if (lanes == 1) {
                    first.join();
                }
                // those that wait for a foundation keep no turn of others
                run(others, lanes == 1 ? 1 : Math.clamp(others.size(), 1, MOST_WAITING));
            } finally {
                first.join();
            }
            settle();
            repeatFailures();
        } finally {
            over.countDown();
        }
        if (fatal.get() != null) {
            throw fatal.get();
        }
    }

    private void runFoundations() {
        try {
            run(List.copyOf(foundations.keySet()), lanes);
            settle();
        } finally {
            foundations.values().forEach(known -> known.complete(null));
        }
    }

    /** Waits until it is known what came of all that this check stands on. */
    private void awaitFoundations(CheckDefinition one) {
        foundations.forEach((foundation, known) -> {
            if (one.standsOn(foundation, settings.lab())) {
                known.join();
            }
        });
    }

    private void run(List<CheckDefinition> checks, int threads) {
        Look usual = new Look(Optional.empty());
        launch(usual, checks, threads);
        List<CheckDefinition> unsure = checks.stream().filter(usual::isUnsure).toList();
        if (!usual.prevented.isEmpty()) {
            listener.says("this machine is busy: what failed is tried again alone");
            Parallelism.awaitQuiet(LONGEST_WAIT);
        }
        launch(new Look(Optional.of(usual)), unsure, lanes);
    }

    private void launch(Look look, List<CheckDefinition> checks, int threads) {
        List<String> failed = Schedule.run(look, checks, threads);
        checks.stream()
                .filter(one -> !look.isUnsure(one))
                .forEach(one -> outcomes.addIfMissing(one, () -> CheckRun.without(Verdict.GRADER_ERROR,
                        failed.isEmpty() ? "the check did not report" : "JUnit could not run " + failed.getFirst())));
    }

    private void settle() {
        if (!settings.isPartial()) {
            outcomes.settle();
        }
        if (launcher.isInVain()) {
            outcomes.settleStart();
        }
    }

    private synchronized void tell() {
        listener.says(
                outcomes.soFar(this::isFirst) + "check " + outcomes.done() + " of " + chosen.size());
    }

    private boolean isFirst(CheckDefinition one) {
        return one.task().id().equals(first);
    }

    /** After a signal, say, no further check begins. */
    void stop() {
        fatal.compareAndSet(null, new UserError("stopped by a signal", "nothing was kept of this run"));
    }

    /** Waits, not for long, until no check runs: their servers are gone, so they end by themselves. */
    void awaitRest() {
        try {
            over.await(Limits.PATIENCE.toMillis() / 3, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A failed check is tried twice more, to tell a race from a mistake; that never lets it pass. All at the same time:
     * the learner waits.
     */
    private void repeatFailures() {
        List<CheckDefinition> failed = outcomes.failed();
        long spent = failed.stream().mapToLong(outcomes::millis).sum();
        if (!repeats || failed.isEmpty() || fatal.get() != null || failed.size() > 3 || spent > 1_500) {
            return;
        }
        listener.says("repeating what failed");
        List<Repeat> repeated = List.of(new Repeat(), new Repeat());
        try (ExecutorService turns = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            repeated.forEach(round -> turns.execute(() -> Schedule.run(round, failed, lanes)));
        }
        for (CheckDefinition one : failed) {
            long times = 1 + repeated.stream().filter(round -> round.failed.contains(one)).count();
            if (times < 3) {
                outcomes.note(one, "fails " + times + " of 3 times: a race?");
            }
        }
    }

    /** What the rounds of a grading have in common. */
    private abstract class OfThisGrading extends Round {

        OfThisGrading() {
            super(chosen, program);
        }

        @Override
        Optional<CheckRun> withoutRunning(CheckDefinition one) {
            return Optional.ofNullable(fatal.get())
                    .map(problem -> CheckRun.notRun(problem.getMessage()))
                    .or(() -> super.withoutRunning(one));
        }

        final Rig rig(CheckDefinition one, boolean fresh) {
            return new Rig(workspace, settings.seed(), one.id(), pool, fresh);
        }

        @Override
        TimeLimits limits() {
            return limits.within(end.left());
        }

        @Override
        void stop(UserError problem) {
            fatal.compareAndSet(null, problem);
        }
    }

    /** A round whose verdicts count. */
    private final class Look extends OfThisGrading {

        /** What failed on a server that was not its own, or while it measured something. */
        private final Queue<CheckDefinition> unsure = new ConcurrentLinkedQueue<>();
        /** What has failed and may not have, by the grader's fault or this machine's. */
        private final Queue<CheckDefinition> prevented = new ConcurrentLinkedQueue<>();
        private final Optional<Look> first;

        /** @param first in which these checks were unsure */
        Look(Optional<Look> first) {
            this.first = first;
        }

        boolean isUnsure(CheckDefinition one) {
            return unsure.contains(one) || prevented.contains(one);
        }

        @Override
        boolean isAlone(CheckDefinition one) {
            return first.filter(look -> look.prevented.contains(one)).isPresent();
        }

        @Override
        Optional<CheckRun> withoutRunning(CheckDefinition one) {
            awaitFoundations(one);
            return super.withoutRunning(one)
                    .or(() -> end.left().isZero()
                            ? Optional.of(CheckRun.notRun(CheckRunner.this.limits.gradingIsOver()))
                            : Optional.empty())
                    .or(() -> settings.isPartial() ? outcomes.unwritten(one) : outcomes.obstacle(one));
        }

        @Override
        Rig rig(CheckDefinition one) {
            return rig(one, first.isPresent());
        }

        /** What is looked at again is no outcome yet: nothing that builds on it may go by that. */
        @Override
        void report(CheckDefinition one, CheckRun run, Doubt doubt) {
            if (first.isPresent() || run.verdict() == Verdict.PASSED) {
                count(one, run);
            } else if (run.isGraderError() || repeats && doubt.ofMachine()) {
                prevented.add(one);
            } else if (doubt.ofServers()) {
                unsure.add(one);
            } else {
                count(one, run);
            }
            tell();
        }

        private void count(CheckDefinition one, CheckRun run) {
            outcomes.add(one, run);
            Optional.ofNullable(foundations.get(one)).ifPresent(known -> known.complete(null));
            listener.judged(one.task().id(), one.id(), run.verdict());
        }
    }

    /** A round that only looks whether a check fails again. */
    private final class Repeat extends OfThisGrading {

        final Queue<CheckDefinition> failed = new ConcurrentLinkedQueue<>();

        @Override
        Rig rig(CheckDefinition one) {
            return rig(one, true);
        }

        @Override
        void report(CheckDefinition one, CheckRun run, Doubt doubt) {
            if (run.isFailed()) {
                failed.add(one);
            }
        }
    }
}
