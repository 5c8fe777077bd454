package grader.commands;

import grader.core.console.ProgressLine;
import grader.core.course.Course;
import grader.teaching.gradebook.RecordedResults;
import grader.teaching.gradebook.policy.Policy;
import grader.teaching.gradebook.scores.Gradebook;
import grader.teaching.gradebook.writers.FeedbackFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `grade feedback RESULTS… --out FOLDER [--policy FILE]`: an HTML file for each learner. */
@Command(name = "feedback", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = "Writes one HTML file per learner, with all labs and attempts, and an index.html for you.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:complete", "1:written, but a result is missing, doubled or unreadable",
                "2:called wrongly, a mistake in the policy, or it could not be written"})
public final class FeedbackCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RESULTS", arity = "1..*",
            description = "a folder of results, as `grade batch` and `grade merge` write; folders in it count, too")
    private List<Path> folders;

    @Option(names = "--out", paramLabel = "FOLDER", required = true, description = "where to write the files")
    private Path out;

    @Mixin
    private PolicyOption policies;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Course course = Course.here();
        Optional<Policy> policy = policies.read(course, spec.commandLine().getErr());
        if (policy.isEmpty()) {
            return 2;
        }
        RecordedResults recorded = RecordedResults.read(folders);
        Gradebook book = Gradebook.of(recorded, policy.get());
        int learners;
        try (ProgressLine progress = ProgressLine.onTerminal(System.err).after(ProgressLine.QUIET)) {
            learners = FeedbackFiles.write(book, course, out, progress::say);
        }
        return FindingsText.print(recorded, book.findings(), "feedback for " + learners + " learners in " + out, spec);
    }
}
