package grader.commands;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.AtomicFile;
import grader.core.files.PathText;
import grader.grading.batch.HandedIn;
import grader.teaching.similarity.Similarities;
import grader.teaching.similarity.SimilarityPage;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** `grade similarity SUBMISSIONS… --lab lab03 --out FILE`: which submissions are alike. */
@Command(name = "similarity", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = {"Compares submissions of one lab with JPlag, and writes an HTML page: the most similar pairs, "
                + "each with both sources side by side.", "",
                "What the starter has does not count, nor do two attempts of one learner. Submissions are named and "
                        + "read as by `grade batch`. Nothing of them is run."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written; the page also lists what could not be compared",
                "2:called wrongly, JPlag could not be fetched or has failed, or the page could not be written"})
final class SimilarityCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "SUBMISSIONS", description = "submissions, or folders of submissions")
    private List<String> submissions = new ArrayList<>();

    @Option(names = "--lab", required = true, paramLabel = "LAB", description = "such as lab03")
    private String lab;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the page, such as similar.html")
    private Path out;

    @Option(names = "--names", paramLabel = "PATTERN", defaultValue = "{name}",
            description = "how a path says whose submission it is, as for `grade batch` (default: ${DEFAULT-VALUE})")
    private String names;

    @Option(names = "--pairs", paramLabel = "N", defaultValue = "50",
            description = "how many pairs to show (default: ${DEFAULT-VALUE})")
    private int pairs;

    @ParentCommand
    private GradeCommand grade;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (pairs < 1) {
            throw new UserError("--pairs " + pairs + " is less than 1", "leave it out: then there are up to 50");
        }
        if (Files.isDirectory(out)) {
            throw new UserError("--out " + PathText.shown(out) + " is a folder", "name a file, such as similar.html");
        }
        Lab chosen = Course.around(grade.start()).lab(lab);
        Similarities all = Similarities.of(chosen, HandedIn.read(submissions, chosen, names), pairs);
        AtomicFile.write(out, SimilarityPage.of(all));
        PrintWriter printed = spec.commandLine().getOut();
        printed.println(all.summary() + "; " + PathText.shown(out));
        printed.flush();
        return 0;
    }
}
