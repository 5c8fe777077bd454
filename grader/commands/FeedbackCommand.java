package grader.commands;

import grader.course.Course;
import grader.gradebook.RecordedResults;
import grader.gradebook.writers.FeedbackFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `grade feedback RESULTS… --out FOLDER`: an HTML file for each learner. */
@Command(name = "feedback", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = "Writes one HTML file per learner, with all labs and attempts, and an index.html for you.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:complete", "1:written, but a result is missing, doubled or unreadable",
                "2:called wrongly, or it could not be written"})
public final class FeedbackCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RESULTS", arity = "1..*",
            description = "a folder of results, as `grade batch` and `grade merge` write; folders in it count, too")
    private List<Path> folders;

    @Option(names = "--out", paramLabel = "FOLDER", required = true, description = "where to write the files")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RecordedResults recorded = RecordedResults.read(folders);
        int learners = FeedbackFiles.write(recorded, Course.here(), out);
        return FindingsText.print(recorded, "feedback for " + learners + " learners in " + out, spec);
    }
}
