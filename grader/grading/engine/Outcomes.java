package grader.grading.engine;

import grader.core.course.Lab;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.course.Task;
import grader.grading.submission.Sources;
import grader.grading.submission.Submission;
import grader.results.result.Earlier;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.Failure;
import grader.results.result.Result.TaskResult;
import grader.results.result.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has become of the checks so far, and what that means for the others. */
final class Outcomes {

    private static final String FALLEN = "it builds on %s, which has not passed yet";
    private static final String NEVER_STARTS = "the server does not start";
    private static final String OLDER =
            "what is graded is older than this task: ./jbang course update brings it to a checkout";
    private static final String UNWRITTEN = "it is not written yet: %s";
    private static final String UNWRITTEN_EARLIER = "it builds on %s's %s, which is not written yet: %s";

    private final Lab lab;
    private final List<CheckDefinition> definitions;
    private final Sources sources;
    private final List<Earlier> earlier;
    private final Map<CheckDefinition, CheckRun> attempts = new LinkedHashMap<>();
    private final Map<CheckDefinition, String> notes = new LinkedHashMap<>();
    private List<CheckDefinition> expected = List.of();
    private boolean neverStarts;

    /** @param submission null if the server is a command or runs elsewhere */
    Outcomes(Settings settings, Submission submission) {
        this.lab = settings.lab();
        this.definitions = CheckDefinition.of(lab);
        this.sources = Sources.of(submission, lab);
        this.earlier = submission == null ? List.of() : EarlierParts.of(settings, submission);
    }

    void expect(List<CheckDefinition> cases) {
        this.expected = cases;
    }

    /** Whether the learner took the reference's part for the tasks of all these checks: then each of them is over. */
    synchronized boolean areSkipped(List<CheckDefinition> chosen) {
        boolean all = chosen.stream().allMatch(one -> sources.isSkipped(one.task().id()));
        if (all) {
            chosen.forEach(one -> inItsOwnTask(one).ifPresent(run -> attempts.put(one, run)));
        }
        return all;
    }

    /** Why a check need not be run: a task it builds on is not done, or the learner took the reference's part. */
    synchronized Optional<CheckRun> obstacle(CheckDefinition one) {
        return inTheSources(one).or(this::withoutServer)
                .or(() -> one.check().foundation() ? Optional.empty()
                        : fallen(one).map(task -> CheckRun.notRun(FALLEN.formatted(task))));
    }

    /**
     * With `--only`, the tasks that a check builds on are not tried; but where they are not even written, or a
     * foundation of its own task has failed, the check cannot say anything.
     */
    synchronized Optional<CheckRun> unwritten(CheckDefinition one) {
        return inTheSources(one).or(this::withoutServer)
                .or(() -> firstUnwritten(one.builds())
                        .map(task -> CheckRun.notRun("it builds on " + task + ", which is not written yet")))
                .or(() -> fallenFoundation(one).map(check -> CheckRun.notRun(FALLEN.formatted(check))));
    }

    /** The first task that is not written of those that these tasks and checks build on, directly or not. */
    private Optional<String> firstUnwritten(Collection<String> builds) {
        return builds.stream()
                .flatMap(name -> (sources.isUnwritten(name) ? Optional.of(name) : firstUnwritten(below(name))).stream())
                .findFirst();
    }

    private List<String> below(String name) {
        return lab.task(name)
                .map(Task::needs)
                .orElseGet(() -> definitions.stream()
                        .filter(one -> one.id().equals(name))
                        .flatMap(one -> Stream.concat(Stream.of(one.task().id()), one.builds().stream()))
                        .toList());
    }

    private Optional<CheckRun> withoutServer() {
        return neverStarts ? Optional.of(CheckRun.notRun(NEVER_STARTS)) : Optional.empty();
    }

    /** What can be told without running anything. */
    private Optional<CheckRun> inTheSources(CheckDefinition one) {
        return inItsOwnTask(one).or(() -> earlier.stream()
                .flatMap(each -> each.unwritten().stream())
                .findFirst()
                .map(open -> CheckRun
                        .notRun(UNWRITTEN_EARLIER.formatted(open.lab().name(), open.task().id(), open.place()))));
    }

    /** The learner has taken the reference's part, or has not begun. */
    private Optional<CheckRun> inItsOwnTask(CheckDefinition one) {
        String task = one.task().id();
        if (sources.isSkipped(task)) {
            return Optional.of(CheckRun.without(Verdict.SKIPPED_BY_LEARNER, "the code is the reference's"));
        }
        if (sources.isMissing(task)) {
            return Optional.of(CheckRun.skipped(OLDER));
        }
        return sources.isUnwritten(task)
                ? Optional.of(CheckRun.without(Verdict.NOT_STARTED, UNWRITTEN.formatted(sources.place(task))))
                : Optional.empty();
    }

    /** A check is over. */
    synchronized void add(CheckDefinition one, CheckRun attempt) {
        String task = one.task().id();
        CheckRun settled = attempt.isFailed() && sources.hole(task).isPresent()
                ? attempt.as(Verdict.NOT_STARTED, UNWRITTEN.formatted(sources.hole(task).get()))
                : attempt;
        attempts.put(one, settled);
    }

    synchronized void addIfMissing(CheckDefinition one, Supplier<CheckRun> otherwise) {
        attempts.computeIfAbsent(one, missing -> otherwise.get());
    }

    synchronized int done() {
        return attempts.size();
    }

    synchronized void note(CheckDefinition one, String note) {
        notes.put(one, note);
    }

    /** After a round: a check that failed on top of what has failed itself says nothing, and is *not run*. */
    synchronized void settle() {
        attempts.replaceAll((one, attempt) -> attempt.isFailed()
                ? fallen(one).map(task -> attempt.becauseOfAnother(FALLEN.formatted(task))).orElse(attempt)
                : attempt);
    }

    /**
     * No server has started: the first check that shows so, in the lab's order, says it for all; the others say
     * nothing.
     */
    synchronized void settleStart() {
        Optional<CheckDefinition> first = definitions.stream()
                .filter(one -> attempts.containsKey(one) && attempts.get(one).isOfTheStart())
                .findFirst();
        neverStarts = first.isPresent();
        if (neverStarts) {
            attempts.replaceAll((one, attempt) -> !one.equals(first.get())
                    && (attempt.isFailed() || attempt.verdict() == Verdict.NOT_RUN)
                            ? attempt.becauseOfAnother(NEVER_STARTS)
                            : attempt);
        }
    }

    synchronized List<CheckDefinition> failed() {
        return attempts.keySet().stream().filter(one -> attempts.get(one).isFailed()).toList();
    }

    synchronized long millis(CheckDefinition one) {
        return attempts.get(one).millis();
    }

    /**
     * The results of a task's checks at this moment, such as `read-head: 2 passed, 1 failed; `; empty if none has run.
     */
    synchronized String soFar(Predicate<CheckDefinition> ofTask) {
        Map<Verdict, List<CheckDefinition>> seen = attempts.keySet()
                .stream()
                .filter(ofTask)
                .collect(Collectors.groupingBy(one -> attempts.get(one).verdict()));
        List<CheckDefinition> passed = seen.getOrDefault(Verdict.PASSED, List.of());
        List<CheckDefinition> failed = seen.getOrDefault(Verdict.FAILED, List.of());
        return Stream.concat(passed.stream(), failed.stream())
                .findFirst()
                .map(one -> one.task().id() + ": " + passed.size() + " passed, " + failed.size() + " failed; ")
                .orElse("");
    }

    /** The first task, of those that `one` builds on, that is not done, or a foundation of its own task. */
    private Optional<String> fallen(CheckDefinition one) {
        for (String task : one.builds()) {
            Optional<String> fallen = fallen(task);
            if (fallen.isPresent()) {
                return fallen;
            }
        }
        return fallenFoundation(one);
    }

    private Optional<String> fallenFoundation(CheckDefinition one) {
        return one.check().foundation() ? Optional.empty()
                : foundations(one.task().id()).filter(entry -> !stands(entry.getValue()))
                        .map(entry -> "the check " + entry.getKey().id())
                        .findFirst();
    }

    private Optional<String> fallen(String id) {
        Optional<Task> task = lab.task(id);
        return task.isPresent() ? fallen(task.get()) : fallenCheck(id);
    }

    private Optional<String> fallenCheck(String id) {
        if (definitions.stream().noneMatch(one -> one.id().equals(id))) {
            throw new IllegalStateException(lab.name() + " has no task or check " + id);
        }
        return attempts.entrySet()
                .stream()
                .filter(entry -> entry.getKey().id().equals(id) && !stands(entry.getValue()))
                .findFirst()
                .map(entry -> "the check " + id);
    }

    private Optional<String> fallen(Task task) {
        return task.needs()
                .stream()
                .map(this::fallen)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> foundationsStand(task.id()) ? Optional.empty() : Optional.of(task.id()));
    }

    private boolean foundationsStand(String task) {
        return foundations(task).allMatch(entry -> stands(entry.getValue()));
    }

    private Stream<Map.Entry<CheckDefinition, CheckRun>> foundations(String task) {
        return attempts.entrySet()
                .stream()
                .filter(entry -> entry.getKey().check().foundation() && entry.getKey().task().id().equals(task));
    }

    /** A foundation of which nothing is known, as this machine could not try it, is taken to stand. */
    private static boolean stands(CheckRun foundation) {
        return Set.of(Verdict.PASSED, Verdict.SKIPPED, Verdict.SKIPPED_BY_LEARNER, Verdict.GRADER_ERROR)
                .contains(foundation.verdict());
    }

    synchronized Result result(Settings settings, Optional<Result.Problem> problem, long millis) {
        List<CheckDefinition> cases = expected.isEmpty() ? CheckDefinition.chosen(settings) : expected;
        List<TaskResult> tasks = new ArrayList<>();
        List<TaskResult> unwritten = new ArrayList<>();
        Predicate<Task> open = open(settings);
        List<Task> all =
                Stream.concat(lab.tasks().stream(), cases.stream().map(CheckDefinition::task)).distinct().toList();
        for (Task task : all) {
            List<CheckResult> checks = cases.stream()
                    .filter(one -> one.task().equals(task))
                    .map(one -> result(one, problem))
                    .toList();
            if (!checks.isEmpty()) {
                tasks.add(new TaskResult(task, checks, sources.place(task.id()),
                        sources.methods(task.id())));
            } else if (sources.hole(task.id()).isPresent() || open.test(task)) {
                unwritten.add(new TaskResult(task, List.of(), sources.place(task.id())));
            }
        }
        return new Result(lab, settings.seed(), settings.mode() + (settings.solution() ? "" : Earlier.inWords(earlier)),
                settings.call(),
                settings.isolation(), settings.isForeign(), problem, tasks, unwritten, earlier, List.of(),
                millis);
    }

    /** With `--only`: the tasks of the learner's own that were not done when they were graded last. */
    private Predicate<Task> open(Settings settings) {
        if (settings.only().isEmpty() || !settings.ownCheckout()) {
            return task -> false;
        }
        Progress progress = Progress.peek(lab.course());
        return task -> !task.stretch() && !sources.isSkipped(task.id())
                && progress.task(lab.name(), task.id()).filter(TaskState::isDone).isEmpty();
    }

    private CheckResult result(CheckDefinition one, Optional<Result.Problem> problem) {
        CheckRun attempt = attempts.getOrDefault(one, problem.isPresent()
                ? CheckRun.notRun(problem.get().what())
                : CheckRun.without(Verdict.GRADER_ERROR, "the check did not report"));
        Optional<Failure> failure = attempt.failure()
                .map(seen -> new Failure(seen.steps(), seen.explanation(), seen.serverSaid(),
                        notes.getOrDefault(one, ""), seen.loop()));
        return new CheckResult(one.id(), one.check().value(), one.clause(), one.check().rule(),
                one.check().points(), attempt.verdict(), attempt.reason(),
                attempt.verdict() == Verdict.PASSED ? Optional.empty() : failure, attempt.cases(),
                attempt.millis());
    }
}
