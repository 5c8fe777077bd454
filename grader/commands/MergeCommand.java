package grader.commands;

import grader.core.console.ProgressLine;
import grader.teaching.gradebook.Merge;
import grader.teaching.gradebook.RecordedResults;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `grade merge FOLDER… --out results/`: joins recorded results, and says what is missing or doubled. */
@Command(name = "merge", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = "Joins the results of several machines or runs, in any order, and names what is missing, what "
                + "is doubled and what cannot be read.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:complete", "1:something is missing, doubled or unreadable; all else is merged",
                "2:called wrongly, or it could not be written"})
public final class MergeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", arity = "1..*",
            description = "a folder of results, as `grade batch --out` writes; folders in it count, too")
    private List<Path> folders;

    @Option(names = "--out", paramLabel = "FOLDER", required = true,
            description = "where to put the results; those that are there already count, too")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RecordedResults merged;
        try (ProgressLine progress = ProgressLine.onTerminal(System.err).after(ProgressLine.QUIET)) {
            merged = Merge.merge(folders, out, progress::say);
        }
        return FindingsText.print(merged, merged.findings(), "merged into " + out, spec);
    }
}
