package grader.run;

import grader.lab.Problem;
import grader.report.Verdict;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
final class Checking {

    private final Settings settings;
    private final Program program;
    private final Starting starting;
    private final Outcomes outcomes;
    private final Lending lending = new Lending();
    private final String first;
    private final Consumer<String> progress;
    private final Map<Method, Case> cases;
    private final List<Case> chosen;
    private int done;
    private final AtomicReference<Problem> fatal = new AtomicReference<>();
    private final AtomicInteger working = new AtomicInteger();
    private final boolean repeats;

    /** @param repeats whether what fails is tried again, to tell a race from a mistake */
    Checking(Settings settings, Program program, Starting starting, Outcomes outcomes, String first, boolean repeats,
            Consumer<String> progress) {
        this.repeats = repeats;
        this.settings = settings;
        this.program = program;
        this.starting = starting;
        this.outcomes = outcomes;
        this.progress = progress;
        List<Case> all = Case.of(settings.lab());
        this.cases = all.stream().collect(Collectors.toMap(Case::method, Function.identity()));
        this.first = first;
        this.chosen = choose(all, settings).stream()
                .sorted(Comparator.comparing((Case one) -> !one.check().slow()).thenComparing(one -> !isFirst(one)))
                .toList();
    }

    /** @throws Problem if `--only` names nothing, with what there is */
    static List<Case> choose(List<Case> all, Settings settings) {
        if (settings.only().isEmpty()) {
            return all;
        }
        String only = settings.only().get();
        List<Case> chosen = all.stream().filter(one -> one.id().equals(only) || one.task().id().equals(only)).toList();
        if (chosen.isEmpty()) {
            throw new Problem("--only " + only + ": " + settings.lab().name() + " has no such task or check",
                    "./jbang grade " + settings.lab().name() + " --list names them");
        }
        return chosen;
    }

    void runAll() {
        outcomes.expect(chosen);
        if (chosen.stream().anyMatch(one -> one.check().rest())) {
            Warmup.rest();
        }
        int lanes =
                program instanceof Program.Url ? 1 : Math.clamp(Runtime.getRuntime().availableProcessors() * 3L, 4, 8);
        try (Lending _ = lending; Schedule schedule = new Schedule(this, lanes)) {
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

    private void runOne(Case one, Object instance) {
        Optional<Attempt> early = withoutRunning(one);
        Attempt attempt = early.orElseGet(() -> attempt(one, instance));
        if (attempt.isGraderError() && fatal.get() == null) {
            attempt = attempt(one, instance);
        }
        outcomes.add(one, instance, attempt);
        tell();
    }

    private synchronized void tell() {
        progress.accept(outcomes.soFar(this::isFirst) + "check " + ++done + " of " + chosen.size());
    }

    private boolean isFirst(Case one) {
        return one.task().id().equals(first);
    }

    /** After a signal, say, no further check begins. */
    void stop() {
        fatal.compareAndSet(null, new Problem("stopped by a signal", "nothing was kept of this run"));
    }

    /** Waits, not for long, until no check runs: their servers are gone, so they end by themselves. */
    void awaitRest() {
        long deadline = System.nanoTime() + Limits.PATIENCE.toNanos() / 3;
        while (working.get() > 0 && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private Optional<Attempt> withoutRunning(Case one) {
        for (Need need : one.check().needs()) {
            if (!program.has().contains(need)) {
                return Optional.of(Attempt.skipped(need.lack()));
            }
        }
        return settings.only().isPresent() ? outcomes.unwritten(one) : outcomes.obstacle(one);
    }

    /** On a fresh server, unless it passes on a used one. */
    private Attempt attempt(Case one, Object instance) {
        try (Rig rig = rig(one, false)) {
            Attempt attempt = attempt(one, instance, rig);
            if (attempt.verdict() == Verdict.PASSED || !rig.hasUsedOne() || fatal.get() != null) {
                return attempt;
            }
        }
        return attemptOnFresh(one, instance);
    }

    private Attempt attemptOnFresh(Case one, Object instance) {
        try (Rig rig = rig(one, true)) {
            return attempt(one, instance, rig);
        }
    }

    private Rig rig(Case one, boolean fresh) {
        return new Rig(starting, settings.seed(), one.id(), lending, fresh);
    }

    private Attempt attempt(Case one, Object instance, Rig rig) {
        long start = System.nanoTime();
        try {
            one.method().setAccessible(true);
            one.method().invoke(instance, rig);
            rig.giveBack();
            return Attempt.passed(start);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Problem problem) {
                fatal.compareAndSet(null, problem);
            }
            return Attempt.of(thrown.getCause(), one, rig, start);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
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
        Map<Case, AtomicInteger> times = new LinkedHashMap<>();
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
