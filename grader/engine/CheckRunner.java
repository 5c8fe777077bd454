package grader.engine;

import grader.console.UserError;
import grader.http.Limits;
import grader.result.Verdict;
import grader.server.Capability;
import grader.server.Program;
import grader.server.ServerLauncher;
import grader.server.ServerPool;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the checks of one grading: first the foundations of all tasks, then whatever builds on those that stand.
 *
 * <p>JUnit finds and schedules them, side by side; the verdicts are made here.
 */
final class CheckRunner {

    private final Settings settings;
    private final Program program;
    private final ServerLauncher starting;
    private final Outcomes outcomes;
    private final ServerPool lending = new ServerPool();
    private final String first;
    private final Consumer<String> progress;
    private final Map<Method, CheckDefinition> cases;
    private final List<CheckDefinition> chosen;
    private int done;
    private final AtomicReference<UserError> fatal = new AtomicReference<>();
    private final AtomicInteger working = new AtomicInteger();
    private final boolean repeats;
    private final ScheduledExecutorService limits =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("limits").factory());
    private final TimeLimits limit;
    private final long end;      // of the grading, as System.nanoTime() tells it

    /** @param repeats whether what fails is tried again, to tell a race from a mistake */
    CheckRunner(Settings settings, Program program, ServerLauncher starting, Outcomes outcomes, String first,
            boolean repeats, TimeLimits limit, Consumer<String> progress) {
        this.repeats = repeats;
        this.limit = limit;
        this.end = System.nanoTime() + limit.grading().toNanos();
        this.settings = settings;
        this.program = program;
        this.starting = starting;
        this.outcomes = outcomes;
        this.progress = progress;
        List<CheckDefinition> all = CheckDefinition.of(settings.lab());
        this.cases = all.stream().collect(Collectors.toMap(CheckDefinition::method, Function.identity()));
        this.first = first;
        this.chosen = choose(all, settings).stream()
                .sorted(Comparator.comparing((CheckDefinition one) -> !one.check().slow())
                        .thenComparing(one -> !isFirst(one)))
                .toList();
    }

    /** @throws UserError if `--only` names nothing, with what there is */
    static List<CheckDefinition> choose(List<CheckDefinition> all, Settings settings) {
        if (settings.only().isEmpty()) {
            return all;
        }
        String only = settings.only().get();
        List<CheckDefinition> chosen =
                all.stream().filter(one -> one.id().equals(only) || one.task().id().equals(only)).toList();
        if (chosen.isEmpty()) {
            throw new UserError("--only " + only + ": " + settings.lab().name() + " has no such task or check",
                    "./jbang grade " + settings.lab().name() + " --list names them");
        }
        return chosen;
    }

    void runAll() {
        outcomes.expect(chosen);
        if (chosen.stream().map(one -> one.method().getDeclaringClass()).distinct().anyMatch(RestUse::isIn)) {
            Warmup.rest();
        }
        int lanes =
                program instanceof Program.Url ? 1 : Math.clamp(Runtime.getRuntime().availableProcessors() * 3L, 4, 8);
        try (limits; ServerPool _ = lending; Schedule schedule = new Schedule(this, lanes)) {
            schedule.run(chosen.stream().filter(one -> one.check().foundation()).toList());
            if (settings.only().isEmpty()) {
                outcomes.settleFoundations();
            }
            settleStart();
            schedule.run(chosen.stream().filter(one -> !one.check().foundation()).toList());
            settleStart();
            repeatFailures();
        }
        if (fatal.get() != null) {
            throw fatal.get();
        }
    }

    private void settleStart() {
        if (starting.isInVain()) {
            outcomes.settleStart();
        }
    }

    /** Stands in for the rig that {@link #run} makes. */
    Rig placeholder() {
        return new Rig(starting, "", "", lending, true);
    }

    /** Called by JUnit, through the extension, for each check; on several threads. */
    void run(Method method, Object instance) {
        working.incrementAndGet();
        try {
            if (fatal.get() == null) {
                runOne(cases.get(method), instance);
            }
        } finally {
            working.decrementAndGet();
        }
    }

    private void runOne(CheckDefinition one, Object instance) {
        Optional<CheckRun> early = withoutRunning(one);
        CheckRun attempt = early.orElseGet(() -> attempt(one, instance));
        if (attempt.isGraderError() && fatal.get() == null) {
            attempt = attempt(one, instance);
        }
        outcomes.add(one, instance, attempt);
        tell();
    }

    private synchronized void tell() {
        progress.accept(outcomes.soFar(this::isFirst) + "check " + ++done + " of " + chosen.size());
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
        long deadline = System.nanoTime() + Limits.PATIENCE.toNanos() / 3;
        while (working.get() > 0 && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private Optional<CheckRun> withoutRunning(CheckDefinition one) {
        for (Capability need : one.check().needs()) {
            if (!program.has().contains(need)) {
                return Optional.of(CheckRun.skipped(need.lack()));
            }
        }
        if (System.nanoTime() - end >= 0) {
            return Optional.of(CheckRun.notRun(limit.gradingIsOver()));
        }
        return settings.only().isPresent() ? outcomes.unwritten(one) : outcomes.obstacle(one);
    }

    /** On a fresh server, unless it passes on a used one. */
    private CheckRun attempt(CheckDefinition one, Object instance) {
        try (Rig rig = rig(one, false)) {
            CheckRun attempt = attempt(one, instance, rig);
            if (attempt.verdict() == Verdict.PASSED || !rig.hasUsedOne() || rig.isExpired() || fatal.get() != null) {
                return attempt;
            }
        }
        return attemptOnFresh(one, instance);
    }

    private CheckRun attemptOnFresh(CheckDefinition one, Object instance) {
        try (Rig rig = rig(one, true)) {
            return attempt(one, instance, rig);
        }
    }

    private Rig rig(CheckDefinition one, boolean fresh) {
        return new Rig(starting, settings.seed(), one.id(), lending, fresh);
    }

    private CheckRun attempt(CheckDefinition one, Object instance, Rig rig) {
        long start = System.nanoTime();
        Future<?> ending = limits.schedule(() -> rig.expire(limit.checkIsOver()),
                Math.max(1, Math.min(limit.check().toNanos(), end - start)), TimeUnit.NANOSECONDS);
        try {
            one.method().setAccessible(true);
            one.method().invoke(instance, rig);
            rig.giveBack();
            return CheckRun.passed(start);
        } catch (InvocationTargetException thrown) {
            if (rig.isExpired()) {
                return CheckRun.expired(one, rig, start);
            }
            if (thrown.getCause() instanceof UserError problem) {
                fatal.compareAndSet(null, problem);
            }
            return CheckRun.of(thrown.getCause(), one, rig, start);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            ending.cancel(false);
        }
    }

    /**
     * A failed check is tried twice more, to tell a race from a mistake; that never lets it pass. All at the same time:
     * the learner waits.
     */
    private void repeatFailures() {
        List<Outcomes.Failed> failed = outcomes.failed();
        long spent = failed.stream().mapToLong(one -> one.attempt().millis()).sum();
        if (!repeats || fatal.get() != null || failed.size() > 3 || spent > 1_500) {
            return;
        }
        Map<CheckDefinition, AtomicInteger> times = new LinkedHashMap<>();
        failed.forEach(one -> times.put(one.check(), new AtomicInteger(1)));
        progress.accept("repeating what failed");
        try (ExecutorService turns = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            Stream.concat(failed.stream(), failed.stream()).forEach(one -> turns.execute(() -> {
                if (fatal.get() == null && attemptOnFresh(one.check(), one.instance()).isFailed()) {
                    times.get(one.check()).incrementAndGet();
                }
            }));
        }
        times.entrySet()
                .stream()
                .filter(entry -> entry.getValue().get() < 3)
                .forEach(entry -> outcomes.note(entry.getKey(), "fails " + entry.getValue() + " of 3 times: a race?"));
    }
}
