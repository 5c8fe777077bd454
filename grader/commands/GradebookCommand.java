package grader.commands;

import grader.core.course.Course;
import grader.core.files.AtomicFiles;
import grader.teaching.gradebook.RecordedResults;
import grader.teaching.gradebook.policy.Policy;
import grader.teaching.gradebook.scores.Gradebook;
import grader.teaching.gradebook.writers.GradebookCsv;
import grader.teaching.gradebook.writers.GradebookDatabase;
import grader.teaching.gradebook.writers.GradebookPage;
import grader.teaching.gradebook.writers.SqliteDriver;
import java.nio.file.Files;
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

/** `grade gradebook RESULTS… --out FOLDER`: what recorded results come to, as CSV, SQLite and HTML. */
@Command(name = "gradebook", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = "Writes gradebook.csv, gradebook.sqlite and gradebook.html from recorded results.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:complete", "1:written, but a result is missing, doubled or unreadable",
                "2:called wrongly, a mistake in the policy, or it could not be written"})
public final class GradebookCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RESULTS", arity = "1..*",
            description = "a folder of results, as `grade batch` and `grade merge` write; folders in it count, too")
    private List<Path> folders;

    @Option(names = "--out", paramLabel = "FOLDER", required = true, description = "where to write the three files")
    private Path out;

    @Mixin
    private PolicyOption policies;

    @Option(names = "--no-sqlite",
            description = "leave out gradebook.sqlite, whose library, 12 MB, is fetched the first time")
    private boolean noSqlite;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Course course = Course.here();
        Optional<Policy> policy = policies.read(course, spec.commandLine().getErr());
        if (policy.isEmpty()) {
            return 2;
        }
        Optional<GradebookDatabase> database = Optional.of(course)
                .filter(here -> !noSqlite)
                .map(here -> new GradebookDatabase(SqliteDriver.of(here)));
        database.ifPresent(one -> one.checkUnlocked(file("sqlite")));
        RecordedResults recorded = RecordedResults.read(folders);
        Gradebook book = Gradebook.of(recorded, policy.get());
        try (AtomicFiles files = new AtomicFiles()) {
            files.add(file("csv"), temporary -> GradebookCsv.write(book, temporary));
            files.add(file("html"),
                    temporary -> Files.writeString(temporary, GradebookPage.of(book, pages(course, policy.get()))));
            database.ifPresent(one -> files.add(file("sqlite"), temporary -> one.write(book, temporary)));
            files.commit();
        }
        return FindingsText.print(recorded, book.findings(), "gradebook in " + out, spec);
    }

    private Path file(String extension) {
        return out.resolve("gradebook." + extension);
    }

    /** The published pages, or those that `./jbang site` has built here. */
    private Optional<String> pages(Course course, Policy policy) {
        Path built = course.root().resolve("build/site");
        return policy.pages()
                .or(() -> Optional.of(built)
                        .filter(Files::isDirectory)
                        .map(site -> site.toUri().toString().replaceFirst("/$", "")));
    }
}
