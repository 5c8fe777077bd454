package grader.proofs.systematic;

import grader.core.console.ProgressLine;
import grader.core.console.TextTable;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.core.files.PathText;
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
import java.util.stream.Collectors;

/** Grades all systematic mutants of a lab, or of one of its tasks, and tells which live. */
public final class SystematicRun {

    /** Most gradings wait most of the time; their checks share the turns that this process has. */
    private static final int SIDE_BY_SIDE = 6;

    private final Lab lab;
    private final Optional<String> task;
    private final boolean record;
    private final PrintWriter out;
    private final Accepted accepted;

    /**
     * @param task empty: all of the lab
     * @param record whether the sum goes into the table that a page shows
     */
    public SystematicRun(Lab lab, Optional<String> task, boolean record, PrintWriter out) {
        this.lab = lab;
        this.task = task;
        this.record = record;
        this.out = out;
        this.accepted = Accepted.of(lab);
    }

    /** @return whether all that live are known to, with a reason, and no other is */
    public boolean run() throws InterruptedException {
        Submission reference = Submission.stage(lab, Lab::reference);
        List<SystematicMutant> mutants = SystematicMutant.of(lab, reference)
                .stream()
                .filter(mutant -> mutant.task().equals(task.orElse(mutant.task())))
                .toList();
        return report(tried(mutants, BaseClasses.of(reference)));
    }

    private List<MutantTrial> tried(List<SystematicMutant> mutants, BaseClasses classes) throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        AtomicInteger live = new AtomicInteger();
        try (ProgressLine progress = ProgressLine.onTerminal(System.err);
                ExecutorService turns = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            List<Callable<Optional<MutantTrial>>> all = new ArrayList<>();
            for (SystematicMutant mutant : mutants) {
                all.add(() -> {
                    Optional<MutantTrial> trial = MutantTrial.of(mutant, lab, classes, accepted.has(mutant.name()));
                    trial.filter(each -> !each.isKilled()).ifPresent(each -> {
                        live.incrementAndGet();
                        progress.wipe();
                        tell(each);
                    });
                    progress.say(lab.name() + ": " + done.incrementAndGet() + " of " + mutants.size()
                            + " mutants tried, " + live + " live");
                    return trial;
                });
            }
            List<MutantTrial> trials = new ArrayList<>();
            for (Future<Optional<MutantTrial>> each : turns.invokeAll(all)) {
                each.get().ifPresent(trials::add);
            }
            return trials;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(failed);
        }
    }

    private boolean report(List<MutantTrial> trials) {
        boolean known = trials.stream().allMatch(trial -> trial.isKilled() || accepted.has(trial.mutant().name()));
        List<MutantTrial> elsewhere = trials.stream().filter(MutantTrial::isBlamedElsewhere).toList();
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
        SystematicTally all = SystematicTally.of(lab.name(), trials, accepted);
        table(trials, all);
        if (record) {
            all.record(lab.course());
        }
        return known && stale.isEmpty();
    }

    /** Tells of a mutant that lives, unless it is known to, as soon as that is seen. */
    private synchronized void tell(MutantTrial trial) {
        SystematicMutant mutant = trial.mutant();
        if (accepted.has(mutant.name())) {
            return;
        }
        out.println((trial.isUndecided() ? "not decided: " : "lives: ") + mutant.name() + " (" + mutant.task() + ")");
        out.println("  " + mutant.place() + ": " + mutant.what());
        trial.graderErrors().forEach(error -> out.println("  " + error));
        mutant.variant().diff().forEach(line -> out.println("  " + line));
    }

    private void table(List<MutantTrial> trials, SystematicTally all) {
        TextTable table = new TextTable("lrrrrr");
        table.row("task", "mutants", "equivalent", "killed", "live", "share");
        for (Task each : lab.tasks()) {
            List<MutantTrial> some = trials.stream().filter(trial -> trial.mutant().task().equals(each.id())).toList();
            if (!some.isEmpty()) {
                row(table, SystematicTally.of(each.id(), some, accepted));
            }
        }
        row(table, all);
        table.lines().forEach(out::println);
    }

    private static void row(TextTable table, SystematicTally tally) {
        table.row(tally.name(), tally.mutants(), tally.equivalent(), tally.killed(), tally.live(), tally.share());
    }
}
