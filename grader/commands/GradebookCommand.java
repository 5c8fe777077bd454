package grader.commands;

import grader.console.UserError;
import grader.course.Course;
import grader.course.Lab;
import grader.files.AtomicFiles;
import grader.gradebook.RecordedResults;
import grader.gradebook.policy.Policy;
import grader.gradebook.policy.PolicyReader;
import grader.gradebook.scores.Gradebook;
import grader.gradebook.writers.GradebookCsv;
import grader.gradebook.writers.GradebookDatabase;
import grader.gradebook.writers.GradebookPage;
import grader.gradebook.writers.SqliteDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
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

    @Option(names = "--policy", paramLabel = "FILE",
            description = "due dates, late penalties, weights and extra points, such as course.yaml; without it the "
                    + "best attempt counts, and all labs count alike")
    private Optional<Path> policyFile = Optional.empty();

    @Option(names = "--no-sqlite",
            description = "leave out gradebook.sqlite, whose library, 12 MB, is fetched the first time")
    private boolean noSqlite;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Course course = Course.here();
        Optional<Policy> policy = policyFile.isEmpty() ? Optional.of(Policy.NONE) : read(course, policyFile.get());
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

    /** Empty if there are mistakes in it, which are told. */
    private Optional<Policy> read(Course course, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserError("--policy " + file + ": there is no such file", "name a YAML file");
        }
        Set<String> labs = course.all().stream().map(Lab::name).collect(Collectors.toSet());
        PolicyReader reader = new PolicyReader(file, labs::contains);
        Policy policy = reader.read();
        reader.mistakes().forEach(mistake -> spec.commandLine().getErr().println(mistake));
        return reader.mistakes().isEmpty() ? Optional.of(policy) : Optional.empty();
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
