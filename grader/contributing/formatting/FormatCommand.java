package grader.contributing.formatting;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.PathText;
import grader.core.files.PlatformFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `format`: brings the Java of the repository into its one format. */
@Command(name = "format", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = "Formats the Java of the repository as grader/contributing/formatting/profile.xml says.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all files are formatted",
                "1:with --check: some are not; or a line is too long to be formatted",
                "2:called wrongly, or a file could not be read, written or parsed"})
public final class FormatCommand implements Callable<Integer> {

    /** Folders with Java that is written by hand: labs/ is generated, and then the learner's. */
    private static final List<String> FOLDERS = List.of("solutions", "grader", "docs");

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "only these files or folders")
    private List<Path> paths = List.of();

    @Option(names = "--check", description = "change nothing: name the files that are not formatted")
    private boolean check;

    @Spec
    private CommandSpec spec;

    private final Path start;

    /** @param start in the checkout */
    public FormatCommand(Path start) {
        this.start = start;
    }

    @Override
    public Integer call() {
        Course course = Course.around(start);
        PrintWriter out = spec.commandLine().getOut();
        List<String> found = findings(course, paths.isEmpty() ? files(course) : files(paths), check);
        found.forEach(out::println);
        return found.stream().allMatch(line -> line.startsWith("formatted: ")) ? 0 : 1;
    }

    /** All Java files of a checkout that have to be formatted. */
    public static List<Path> files(Course course) {
        return files(FOLDERS.stream().map(course.root()::resolve).toList());
    }

    private static List<Path> files(List<Path> paths) {
        List<Path> all = new ArrayList<>();
        for (Path path : paths) {
            try (Stream<Path> below = Files.walk(path)) {
                below.filter(file -> PlatformFiles.isSource(file.getFileName().toString())).sorted().forEach(all::add);
            } catch (IOException error) {
                throw UserError.of(error, "reading " + PathText.shown(path));
            }
        }
        return all;
    }

    /** What is to be said of these files, a line each; nothing if all is well. Without `check` they are formatted. */
    public static List<String> findings(Course course, List<Path> files, boolean check) {
        ThreadLocal<JavaFormatter> formatters = ThreadLocal.withInitial(() -> JavaFormatter.of(course));
        Function<Path, Stream<String>> one = file -> of(file, formatters.get().format(file), check);
        return files.stream().parallel().flatMap(one).toList();
    }

    private static Stream<String> of(Path file, String formatted, boolean check) {
        String shown = PathText.shown(file);
        Stream<String> tooLong = LongLines.in(formatted)
                .stream()
                .map(line -> shown + ":" + line + ": longer than "
                        + LongLines.COLUMNS + " columns, and the formatter cannot break it: split the string");
        try {
            if (formatted.equals(Files.readString(file))) {
                return tooLong;
            }
            if (check) {
                return Stream.concat(Stream.of("not formatted: " + shown + "; ./jbang format does it"), tooLong);
            }
            Files.writeString(file, formatted);
            return Stream.concat(Stream.of("formatted: " + shown), tooLong);
        } catch (IOException error) {
            throw UserError.of(error, "formatting " + shown);
        }
    }
}
