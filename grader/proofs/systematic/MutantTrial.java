package grader.proofs.systematic;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.grading.engine.Grading;
import grader.grading.engine.GradingListener;
import grader.grading.engine.Settings;
import grader.grading.server.Program;
import grader.grading.submission.Archive;
import grader.grading.submission.BaseClasses;
import grader.results.result.Result;
import grader.results.result.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What came of a mutant.
 *
 * @param failed the checks that have failed it, as `task: check`; mostly one, as a trial ends with the first
 * @param graderErrors what the grader could not tell, and why
 */
public record MutantTrial(SystematicMutant mutant, List<String> failed, List<String> graderErrors) {

    /** Much more than a check needs that passes, and less than a server that hangs may take of others' time. */
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(40);
    private static final Duration LONGEST_GRADING = Duration.ofMinutes(6);

    /**
     * Grades it with the checks of its own task, and if it lives, and is not known to, with all of its lab.
     *
     * @return empty if it does not compile
     */
    public static Optional<MutantTrial> of(SystematicMutant mutant, Lab lab, BaseClasses reference, boolean isKnown) {
        try {
            Path folder = Files.createTempDirectory("inside-the-server-mutant-");
            try {
                Path classes = Files.createDirectory(folder.resolve("classes"));
                if (!mutant.variant().write(classes)) {
                    return Optional.empty();
                }
                Path changed = Archive.of(classes, folder.resolve("changed.jar"));
                Program program =
                        Program.Classes.of(lab, reference.with(classes, changed), mutant.name(), ignored -> {});
                MutantTrial own = grade(mutant, lab, program, Optional.of(mutant.task()));
                return Optional
                        .of(own.isKilled() || isKnown ? own : grade(mutant, lab, program, Optional.empty()));
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException error) {
            throw UserError.of(error, "writing a mutant into " + System.getProperty("java.io.tmpdir"));
        }
    }

    private static MutantTrial grade(SystematicMutant mutant, Lab lab, Program program, Optional<String> only) {
        Settings settings =
                new Settings(lab, Optional.empty(), only, "systematic", false, false, Optional.of(program));
        FirstFailure first = new FirstFailure();
        Grading grading = new Grading(settings, first).limited(LONGEST_CHECK, LONGEST_GRADING);
        first.grading = grading;
        try {
            Result result = grading.grade();
            return new MutantTrial(mutant, List.copyOf(first.failed), result.tasks()
                    .stream()
                    .flatMap(task -> task.checks().stream())
                    .filter(check -> check.verdict() == Verdict.GRADER_ERROR)
                    .map(check -> check.id() + ": " + check.reason())
                    .toList());
        } catch (UserError stopped) {
            if (first.failed.isEmpty()) {
                throw stopped;
            }
            return new MutantTrial(mutant, List.copyOf(first.failed), List.of());
        }
    }

    /** Ends a grading as soon as a check has failed. */
    private static final class FirstFailure implements GradingListener {

        private final ConcurrentLinkedQueue<String> failed = new ConcurrentLinkedQueue<>();
        private volatile Grading grading;

        @Override
        public void says(String words) {
            // The run says how far it is.
        }

        @Override
        public void judged(String task, String check, Verdict verdict) {
            if (verdict == Verdict.FAILED) {
                failed.add(task + ": " + check);
                grading.stop();
            }
        }
    }

    /** Whether a check has failed it. */
    public boolean isKilled() {
        return !failed.isEmpty();
    }

    /** Whether only checks of other tasks fail it. */
    public boolean isBlamedElsewhere() {
        return isKilled() && failed.stream().noneMatch(check -> check.startsWith(mutant.task() + ": "));
    }

    boolean isUndecided() {
        return !isKilled() && !graderErrors.isEmpty();
    }
}
