package grader.proofs.systematic;

import grader.core.console.ProgressLine;
import grader.core.console.TextTable;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.core.files.PathText;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.submission.BaseClasses;
import grader.grading.submission.Submission;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Grades all systematic mutants of a lab, or of one of its tasks, and tells which live. */
public final class SystematicRun {

    /** Most gradings wait most of the time; their checks share the turns that this process has. */
    private static final int SIDE_BY_SIDE = 6;

    private final Lab lab;
    private final Optional<String> task;
    private final PrintWriter out;

    /** @param task empty: all of the lab */
    public SystematicRun(Lab lab, Optional<String> task, PrintWriter out) {
        this.lab = lab;
        this.task = task;
        this.out = out;
    }

    /** @return whether all that live are known to, with a reason, and no other is */
    public boolean run() throws InterruptedException {
        Settings settings = new Settings(lab, Optional.empty(), Optional.empty(), "systematic", false, true,
                Optional.empty());
        Submission reference = new Grading(settings, ignored -> {}).stage();
        BaseClasses classes = BaseClasses.of(reference);
        TaskLines lines = TaskLines.of(lab, reference);
        List<SystematicMutant> mutants = new ArrayList<>(new BytecodeMutants(classes, lines).all());
        mutants.addAll(new SourceMutants(reference, lines).all());
        mutants.removeIf(mutant -> !mutant.task().equals(task.orElse(mutant.task())));
        List<Trial> trials = tried(mutants, classes);
        return report(trials);
    }

    private List<Trial> tried(List<SystematicMutant> mutants, BaseClasses classes) throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        AtomicInteger live = new AtomicInteger();
        try (ProgressLine progress = ProgressLine.onTerminal(System.err);
                ExecutorService turns = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            List<Callable<Optional<Trial>>> all = new ArrayList<>();
            for (SystematicMutant mutant : mutants) {
                all.add(() -> {
                    Optional<Trial> trial = Trial.of(mutant, lab, classes);
                    live.addAndGet(trial.filter(each -> !each.isKilled()).isPresent() ? 1 : 0);
                    progress.say(lab.name() + ": " + done.incrementAndGet() + " of " + mutants.size()
                            + " mutants tried, " + live + " live");
                    return trial;
                });
            }
            List<Trial> trials = new ArrayList<>();
            for (Future<Optional<Trial>> each : turns.invokeAll(all)) {
                each.get().ifPresent(trials::add);
            }
            return trials;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(failed);
        }
    }

    private boolean report(List<Trial> trials) {
        Accepted accepted = Accepted.of(lab);
        List<Trial> unknown = trials.stream()
                .filter(trial -> !trial.isKilled() && !accepted.has(trial.mutant().name()))
                .toList();
        unknown.forEach(this::tell);
        List<Trial> elsewhere = trials.stream().filter(Trial::isBlamedElsewhere).toList();
        elsewhere.forEach(trial -> out.println(
                trial.mutant().name() + " (" + trial.mutant().task() + ") fails only in " + trial.failed().getFirst()));
        List<String> stale = new ArrayList<>();
        Set<String> live = trials.stream()
                .filter(trial -> !trial.isKilled())
                .map(trial -> trial.mutant().name())
                .collect(Collectors.toSet());
        if (task.isEmpty()) {
            stale.addAll(accepted.without(live));
        }
        stale.forEach(name -> out.println(PathText.shown(Accepted.file(lab)) + ": " + name
                + " does not live: take it out"));
        table(trials, accepted);
        return unknown.isEmpty() && stale.isEmpty();
    }

    private void tell(Trial trial) {
        SystematicMutant mutant = trial.mutant();
        out.println((trial.isUndecided() ? "not decided: " : "lives: ") + mutant.name() + " (" + mutant.task() + ")");
        out.println("  " + mutant.place() + ": " + mutant.what());
        trial.graderErrors().forEach(error -> out.println("  " + error));
        mutant.variant().diff().forEach(line -> out.println("  " + line));
    }

    private void table(List<Trial> trials, Accepted accepted) {
        TextTable table = new TextTable("lrrrrr");
        table.row("task", "mutants", "equivalent", "killed", "live", "share");
        for (Task each : lab.tasks()) {
            List<Trial> some = trials.stream().filter(trial -> trial.mutant().task().equals(each.id())).toList();
            if (!some.isEmpty()) {
                row(table, each.id(), some, accepted);
            }
        }
        row(table, lab.name(), trials, accepted);
        table.lines().forEach(out::println);
    }

    private static void row(TextTable table, String name, List<Trial> trials, Accepted accepted) {
        Predicate<Trial> equivalent = trial -> !trial.isKilled()
                && accepted.equivalent().containsKey(trial.mutant().name());
        long same = trials.stream().filter(equivalent).count();
        long killed = trials.stream().filter(Trial::isKilled).count();
        long counted = trials.size() - same;
        table.row(name, trials.size(), same, killed, counted - killed,
                counted == 0 ? "" : Math.floorDiv(1000 * killed, counted) / 10.0 + " %");
    }
}
