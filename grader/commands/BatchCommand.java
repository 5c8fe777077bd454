package grader.commands;

import grader.commands.GradeCommand.Parts;
import grader.core.console.ProgressLine;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.grading.batch.Batch;
import grader.grading.batch.Shard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** `grade batch SUBMISSIONS… --lab lab03 --out results/`: grades many submissions, and records a result for each. */
@Command(name = "batch", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = {"Grades many submissions of one lab, and writes a result for each into a folder.", "",
                "A submission is a folder, a .zip, a .tar.gz or .tgz, or a Git repository: a URL or a path, and "
                        + "after # a branch, a tag or a whole commit. It holds a checkout of the course or the lab's "
                        + "folder, at its top or in other folders.",
                "A folder that does not have the lab at its top holds submissions, one per entry, if an entry is an "
                        + "archive, a bare repository, or a folder with the lab at its top, or if two entries have the "
                        + "lab in them. Entries that begin with a dot are left out. @FILE reads arguments from a file.",
                "",
                "What has a result is not graded again, unless the submission, the grader, --parts, --seed or "
                        + "--on-shortcut have changed: after an interruption, give the same command again. The seed "
                        + "of a submission depends on its content."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every submission has a result, whatever its score; if it cannot be unpacked or compiled, "
                + "the result says so",
                "2:some submissions have no score by the grader's fault, after a second try, or were left out, as "
                        + "their names do not say whose they are; or it was called wrongly, or results cannot be "
                        + "written",
                "130:stopped by Ctrl+C"})
final class BatchCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "SUBMISSIONS",
            description = "submissions, or folders of submissions")
    private List<String> submissions = new ArrayList<>();

    @Option(names = "--lab", required = true, paramLabel = "LAB", description = "such as lab03")
    private String lab;

    @Option(names = "--out", paramLabel = "FOLDER", defaultValue = "results",
            description = "where results are written (default: ${DEFAULT-VALUE})")
    private Path out;

    @Option(names = "--jobs", paramLabel = "N",
            description = "how many are graded at the same time (default: one per processor). While one only waits, "
                    + "for a server that does not answer, another is graded")
    private Optional<Integer> jobs = Optional.empty();

    @Option(names = "--names", paramLabel = "PATTERN", defaultValue = "{name}",
            description = "how a path says whose submission it is: {name}, {attempt} (digits), {submitted} (a time "
                    + "such as 2026-11-24T10:00:00Z, or without - and :), and {} for what does not count. It is "
                    + "for the last element of the path, without the extension of an archive; with slashes, for as "
                    + "many elements (default: ${DEFAULT-VALUE})")
    private String names;

    @Option(names = "--parts", paramLabel = "own|reference",
            description = "whose parts of earlier labs to use (default: own)")
    private Optional<Parts> parts = Optional.empty();

    @Option(names = "--seed", paramLabel = "SEED", description = "the same random values for all submissions")
    private Optional<String> seed = Optional.empty();

    @Option(names = "--regrade", description = "grade again what has a result")
    private boolean regrade;

    @Mixin
    private ShortcutChoice shortcuts = new ShortcutChoice();

    /** Otherwise there is one for each job, if this machine has bubblewrap and no submission is on another machine. */
    @ArgGroup(exclusive = true)
    private SandboxChoice sandbox = new SandboxChoice();

    @Option(names = "--shard", paramLabel = "I/N|auto",
            description = "grade only the I-th of N parts, which together are all; auto takes both from the "
                    + "environment of a Kubernetes Indexed Job (JOB_COMPLETION_INDEX, and JOB_COMPLETIONS, which you "
                    + "set), a Slurm array, a GitHub matrix (STRATEGY_JOB_INDEX and STRATEGY_JOB_TOTAL, which you "
                    + "set), GitLab's parallel, Buildkite or CircleCI")
    private Optional<String> shard = Optional.empty();

    @ParentCommand
    private GradeCommand grade;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        int number = jobs.orElseGet(Runtime.getRuntime()::availableProcessors);
        if (number < 1) {
            throw new UserError("--jobs " + number + " is less than 1",
                    "leave it out: then there is one per processor");
        }
        Batch.Options options = new Batch.Options(Course.around(grade.start()).lab(lab),
                parts.equals(Optional.of(Parts.reference)), seed, out, number, regrade, sandbox.use(),
                shard.map(text -> Shard.of(text, System.getenv())).orElse(Shard.ALL), names,
                shortcuts.isZero(Optional.empty()));
        grade.adoptOrphans();
        try (ProgressLine progress = ProgressLine.onTerminal(System.err)) {
            return new Batch(options).run(submissions, spec.commandLine().getOut(), progress) ? 0 : 2;
        }
    }
}
